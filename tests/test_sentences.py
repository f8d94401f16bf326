"""Sentence spans. A text is written with ``|`` where a sentence must end and the next begin."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from chrono.sentences import Sentence, sentences


def spans(text: str) -> list[str]:
    return [text[sentence.start : sentence.end] for sentence in sentences(text)]


@pytest.mark.parametrize(
    "marked",
    [
        # plain
        "The ferry left.| It came back.",
        "Did it leave?| It did!| It came back.",
        "The ferry left (it was late).| It came back.",
        "The ferry left (on Monday.)| It came back.",
        # abbreviations before a name
        "Mr. Biden met Dr. Fauci and Gov. Newsom.| They left.",
        "Then Sen. Warren and Reps. Lee and Omar spoke with Gen. Milley.| They left.",
        "The port of St. Petersburg was closed.| It reopened.",
        "MR. BIDEN MET SEN. WARREN.| THEY LEFT.",
        # initials
        "J. D. Vance and George W. Bush met J.R.R. Tolkien's readers.| They left.",
        "The envoy, H. R. McMaster, left.| He came back.",
        # countries and letters with stops
        "The U.S. President spoke.| He left.",
        "He spoke in the U.S. on Monday.| He left.",
        "He spoke in the U.S.| On Monday he left.",
        "The U.S. Embassy and the U.N. Security Council met in Washington, D.C.| They agreed.",
        "She holds a Ph.D. from Kyiv and an M.A. from Lviv.| She teaches.",
        "The law allows, e.g. Canada and i.e. Mexico, to trade vs. Cuba.| It passed.",
        # hours
        "It left at 9 p.m. on Monday and 3 a.m. Tuesday.| It came back.",
        "It left at 9 p.m. Kyiv time.| It came back.",
        "It left at 9 p.m. EST.| It came back.",
        "It left at 9 p.m.| Police closed the port.",
        "It left at 9 p.m.| The port closed.",
        "It left at 10:35 a.m. (0735 GMT) and sank.",
        # numbers
        "No. 12 came before Nos. 3 and 4.| It lost.",
        "Was it late?| No.| It was early.",
        "It grew by 3.5 percent to 2.0 million.| It fell.",
        "See Fig. 3 and p. 12 of vol. 2.| It says so.",
        "It was founded in 1991.| In 2014 it closed.",
        "It was 2022.| 40 ships sank.",
        # months and days
        "It left on Nov. 5.| It came back on Dec. 24, 2024.",
        "It left on Sept. 11 and on Fri. Nov. 5.| It came back.",
        "It happened in Nov.| The port was closed.",
        "A speech on Nov. 5.| [SCREEN CAPTURE]",
        # firms and places
        "Apple Inc. shares fell.| They rose.",
        "He works for Apple Inc.| He left in May.",
        "INDEPENDENCE, Mo. _ The port was closed.| It reopened.",
        "They met in Gettysburg, Pa. on Monday.| They left.",
        "Ships, trains, etc. were late.| They came.",
        "They studied ships, trains, etc.| Buses came later.",
        # quotes
        "“It must end; it’s a ruin.”| He went on.",
        '"It is closed."| This was the answer.',
        "“Is it closed?” asked the paper.| It was.",
        "“Is it closed?” Reuters asked the ministry.| It was.",
        "“Is it closed?”| He did not know.",
        "They cried “Stop!” and ran.| They fell.",
        "``It is closed.''| That was all.",
        "‘It is closed.’| That was all.",
        "He called it “the end.”| It was not.",
        "He said: “It is closed.| It will open.”| Then he left.",
        # ellipses
        "It was … late and ... slow.| It came.",
        "It was late …| It came.",
        "He went on ...| Then he stopped.",
        "It was . . . late.| It came.",
        "It rose to ... 5 percent.",
        "It ended.| [...]| It began again.",
        # brackets and notes
        "It was late.[1]| It came.[2][3]| It left.",
        "It was late (see p. 5).| It came.",
        "The law (Art. 5) holds.| It passed.",
        # names with marks
        "The firm Yahoo! made a bid.| It failed.",
        "The site harbourpost.example was down.| It came back.",
        "He wrote to desk@post.example on Monday.| It came back.",
        # lost spaces
        "It was decided by law.|Details follow soon.| It passed.",
        "“It is closed.”|He left then.",
        "He opened Node.Js and Booking.Com on Monday.",
        # lists
        "1. The port closed.| It reopened.",
        "a. The port closed.",
        "IV. The port closed.",
        # other scripts
        "渡轮离开了。|它回来了。|好！|真的吗？",
        "Паром ушёл.| Он вернулся.",
        "París cerró.| Ñu llegó.| Él salió.",
        "¿Cerró?| Sí.",
    ],
)
def test_where_sentences_end(marked: str) -> None:
    text = marked.replace("|", "")
    assert spans(text) == [part.strip() for part in marked.split("|")]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "Ferry runs again\nIt left on Monday. It came back.",
            ["Ferry runs again", "It left on Monday.", "It came back."],
        ),
        ("Ferry runs again\r\n\r\nIt left\r\n", ["Ferry runs again", "It left"]),
        ("One\u2028Two\u2029Three\x0cFour\rFive", ["One", "Two", "Three", "Four", "Five"]),
        ("It left\n\non Monday.", ["It left", "on Monday."]),
        ("It left\n \xa0 \t\non Monday.", ["It left", "on Monday."]),
        ("  \xa0It left. \xa0 It came. \n", ["It left.", "It came."]),
        ("The U.S. Answer to the U.N. After All", ["The U.S. Answer to the U.N. After All"]),
        ("12:59 PM EST, November 14, 2024\n\nIt left.", ["12:59 PM EST, November 14, 2024", "It left."]),
        ("", []),
        (" \n\t\r\n\xa0", []),
        ("...", ["..."]),
        ("x", ["x"]),
    ],
)
def test_lines_and_blank_lines(text: str, expected: list[str]) -> None:
    assert spans(text) == expected


WRAPPED = """\
FERRY RUNS AGAIN

The ferry between the island and the mainland left on Monday for the
first time since the storm. Its crew had mended the lights of the
harbour, and the port master, who lives on the island, had the channel
dredged. It came back in the evening and will leave again on Nov.
5, weather permitting, and then every day.
The storm is over.

  - bread and milk for the shop on the island, which had none for
    nine days
  - letters
"""


def test_a_text_wrapped_at_a_width_is_read_across_its_lines() -> None:
    assert [" ".join(sentence.split()) for sentence in spans(WRAPPED)] == [
        "FERRY RUNS AGAIN",
        "The ferry between the island and the mainland left on Monday for the first time since the storm.",
        "Its crew had mended the lights of the harbour, and the port master, who lives on the island, had the channel "
        "dredged.",
        "It came back in the evening and will leave again on Nov. 5, weather permitting, and then every day.",
        "The storm is over.",
        "- bread and milk for the shop on the island, which had none for nine days",
        "- letters",
    ]


def test_wrapping_is_seen_with_crlf_too() -> None:
    crlf = WRAPPED.replace("\n", "\r\n")
    assert [sentence.split() for sentence in spans(crlf)] == [sentence.split() for sentence in spans(WRAPPED)]


def test_lines_that_are_paragraphs_are_not_joined() -> None:
    text = "The storm\n" + "\n".join(
        f"Paragraph {number} tells at some length of a ship, and of its crew" for number in range(9)
    )
    assert len(spans(text)) == 10


def test_a_list_of_headlines_is_not_joined() -> None:
    lines = ["Ferry runs again after nine days of storm", "Bridge closed until May", "Port dredged at last"] * 3
    assert spans("\n".join(lines)) == lines


def test_an_unknown_language_is_read_without_abbreviations() -> None:
    text = "Il est parti. M. Macron est resté."
    assert [text[sentence.start : sentence.end] for sentence in sentences(text, "xx")] == [
        "Il est parti.", "M. Macron est resté.",
    ]  # fmt: skip


def test_a_sentence_says_little_of_itself() -> None:
    assert repr(Sentence(0, 5)) == "Sentence(start=0, end=5, boilerplate=False)"


def whole(text: str) -> None:
    """What holds of any text: the spans are in order, apart, trimmed, and hold every character but white space."""
    found = sentences(text)
    end = 0
    for sentence in found:
        assert text[end : sentence.start].strip() == ""
        assert end <= sentence.start < sentence.end
        assert text[sentence.start : sentence.end] == text[sentence.start : sentence.end].strip()
        end = sentence.end
    assert text[end:].strip() == ""


WHITE = [" ", "\n", "\n\n", "\r\n", "\xa0", "\u2028"]
MARKS = ["The", "ferry", "left", ".", "!", "?", "…", '"', "”", "“", "(", ")", "[1]", "\0", "。", "-", "©", "@", ">"]
WORDS = ["U.S.", "p.m.", "Nov.", "5", "Mr.", "J.", "No.", "said", "Share"]


@given(st.text())
def test_any_text(text: str) -> None:
    whole(text)


@given(st.lists(st.sampled_from([*WHITE, *MARKS, *WORDS]), max_size=60).map("".join))
def test_any_arrangement_of_what_matters(text: str) -> None:
    whole(text)


@pytest.mark.parametrize(
    "text",
    [
        "x" * 1_000_000,
        "word " * 200_000,
        "." * 1_000_000,
        "." * 999_999 + "x",
        "?!" * 500_000,
        ". " * 500_000,
        '."' * 500_000,
        "." + '"' * 1_000_000 + "x",
        ".[1]" * 250_000 + "x",
        "\0" * 1_000_000,
        "\n" * 100_000,
        "\r\n" * 100_000 + "x",
        "a\n" * 100_000,
        " " * 1_000_000 + ".",
        "A. " * 300_000,
        "。" * 500_000,
    ],
    ids=lambda text: repr(text[:5]),
)
def test_hostile_texts(text: str) -> None:
    whole(text)


def test_what_runs_on_for_pages_is_cut_between_words():
    text = "On 5 May 2024 " * 2_000
    spans = [(s.start, s.end) for s in sentences(text)]
    assert all(0 < end - start <= 2_000 for start, end in spans)
    assert " ".join(text[start:end] for start, end in spans) == text.strip()
    assert [(s.start, s.end) for s in sentences("x" * 5_000)] == [(0, 2_000), (2_000, 4_000), (4_000, 5_000)]
