"""The writer's corrections."""

from __future__ import annotations

from pathlib import Path

import pytest

from chrono.edits import apply_edits, read_edits
from chrono.events.event import Event, Mention
from chrono.events.ids import mention_id
from chrono.problems import UserError


def mention(sentence: str, published: str | None = "2024-05-04", article: str = "a.txt") -> Mention:
    return Mention(
        article,
        "",
        published,
        "",
        sentence,
        0,
        len(sentence),
        "",
        0,
        0,
        "",
        "",
        "",
        published or "",
        ("no phrase dates it",),
    )


def event(sentence: str, date: str | None = "2024-05-04", kind: str = "reported", **more: object) -> Event:
    told = mention(sentence, date)
    fields = {
        "id": mention_id(told), "date": date, "earliest": date, "latest": date, "precision": "day", "kind": kind,
        "modality": "asserted", "title": sentence.rstrip("."), "text": sentence, "actors": (), "places": (),
        "salience": 0.3, "mentions": (told,), "why": "" if date else "the article's date is unknown",
    }  # fmt: skip
    return Event(**{**fields, **more})  # type: ignore[arg-type]


TALKS = event("Talks began.")
FIRE = event("A fire broke out.", "2024-05-09")
NOBODY = event("Nobody knows why.", None)


@pytest.fixture
def edits(tmp_path: Path):
    def write(text: str) -> Path:
        file = tmp_path / "edits.toml"
        file.write_text(text, encoding="utf-8")
        return file

    return write


def test_an_empty_file_changes_nothing(edits) -> None:
    assert apply_edits([TALKS, FIRE], [NOBODY], edits("")) == ([TALKS, FIRE], [NOBODY], [])


def test_hide(edits) -> None:
    dated, undated, problems = apply_edits(
        [TALKS, FIRE], [NOBODY], edits(f"[{TALKS.id}]\nhide = true\n[{NOBODY.id}]\nhide = true")
    )
    assert (dated, undated, problems) == ([FIRE], [], [])


def test_hide_false_hides_nothing(edits) -> None:
    assert apply_edits([TALKS], [], edits(f"[{TALKS.id}]\nhide = false"))[0] == [TALKS]


def test_retitle(edits) -> None:
    dated, _, problems = apply_edits([TALKS], [], edits(f'[{TALKS.id}]\ntitle = "  The long talks\\nbegin "'))
    assert [(found.title, found.text) for found in dated] == [("The long talks begin", "Talks began.")]
    assert problems == []


def test_redate_moves_the_event_and_says_who_did(edits) -> None:
    dated, _, _ = apply_edits([TALKS, FIRE], [], edits(f'[{TALKS.id}]\ndate = "2024-06"'))
    assert [found.id for found in dated] == [FIRE.id, TALKS.id]
    moved = dated[1]
    assert (moved.date, moved.earliest, moved.latest, moved.precision, moved.kind) == (
        "2024-06", "2024-06-01", "2024-06-30", "month", "happened",
    )  # fmt: skip
    assert moved.mentions[0].derivation == ("no phrase dates it", "but edits.toml says 2024-06")


def test_redate_keeps_a_plan_a_plan_and_settles_conflicts(edits) -> None:
    from chrono.events.event import Conflict

    plan = event("They will meet.", kind="planned", conflicts=(Conflict("2024-07", 0),))
    dated, _, _ = apply_edits([plan], [], edits(f'[{plan.id}]\ndate = "2024-06/.."'))
    assert [(found.kind, found.latest, found.conflicts) for found in dated] == [("planned", None, ())]


def test_a_date_for_an_undated_event_puts_it_on_the_timeline(edits) -> None:
    dated, undated, _ = apply_edits([TALKS], [NOBODY], edits(f'[{NOBODY.id}]\ndate = "2023"'))
    assert [(found.id, found.why) for found in dated] == [(NOBODY.id, ""), (TALKS.id, "")]
    assert undated == []


def test_pin(edits) -> None:
    dated, _, _ = apply_edits([TALKS, FIRE], [], edits(f"[{FIRE.id}]\npin = true"))
    assert [found.salience for found in dated] == [0.3, 1.0]


def test_an_id_of_any_mention_finds_the_event(edits) -> None:
    other = mention("They sat down to talk.", "2024-05-06", "b.txt")
    merged = event("Talks began.", mentions=(*TALKS.mentions, other))
    dated, _, problems = apply_edits([merged], [], edits(f'[{mention_id(other)}]\ntitle = "Talks"'))
    assert [found.title for found in dated] == ["Talks"]
    assert problems == []


def test_an_event_that_is_gone_is_reported(edits) -> None:
    dated, _, problems = apply_edits([TALKS], [], edits("# old\n\n[egoneaway]\nhide = true"))
    assert dated == [TALKS]
    assert [(p.stage, p.origin, p.line, p.what) for p in problems] == [
        ("edits", "edits.toml", 3, "there is no event 'egoneaway'")
    ]


def test_the_line_told_is_that_of_the_very_event(edits) -> None:
    text = '["egone-2"]\nhide = true\n[ "egone" ] # "egone-2"\nhide = true\n'
    _, _, problems = apply_edits([TALKS], [], edits(text))
    assert [(problem.line, problem.what) for problem in problems] == [
        (1, "there is no event 'egone-2'"),
        (3, "there is no event 'egone'"),
    ]


WRONG = [
    ('date = "2024-02-30"', "there is no 30 February 2024"),
    ('date = "last May"', "last May"),
    ("date = 2024-05-03", "date is datetime.date(2024, 5, 3)"),
    ('hide = "yes"', "hide is 'yes'"),
    ('title = ""', "the title is empty"),
    ("titel = 3", "there is no 'titel'"),
]


@pytest.mark.parametrize(("line", "what"), WRONG)
def test_a_wrong_line_is_named_and_the_others_count(edits, line: str, what: str) -> None:
    dated, _, problems = apply_edits([TALKS], [], edits(f"[{TALKS.id}]\npin = true\n{line}"))
    assert [found.salience for found in dated] == [1.0]
    assert [problem.line for problem in problems] == [1]
    assert what in problems[0].what
    assert problems[0].advice


def test_a_line_outside_any_event_is_named(edits) -> None:
    _, _, problems = apply_edits([TALKS], [], edits("hide = true"))
    assert [(problem.line, problem.what) for problem in problems] == [(1, "'hide' stands outside any event")]


@pytest.mark.parametrize(
    ("content", "says"),
    [
        (b"[open\nhide = true", "is not TOML"),
        (b"[a]\n[a]\n", "is not TOML"),
        (b"\xff\xfe\x00", "is not UTF-8"),
        (None, "cannot be read"),
    ],
)
def test_a_file_that_cannot_be_read_is_one_clear_line(tmp_path: Path, content: bytes | None, says: str) -> None:
    file = tmp_path / "edits.toml"
    if content is not None:
        file.write_bytes(content)
    with pytest.raises(UserError) as error:
        read_edits(file)
    assert says in str(error.value)
    assert "\n" not in str(error.value)


def test_a_byte_order_mark_is_let_by(tmp_path: Path) -> None:
    file = tmp_path / "edits.toml"
    file.write_bytes(b"\xef\xbb\xbf" + f"[{TALKS.id}]\nhide = true".encode())
    assert apply_edits([TALKS], [], file) == ([], [], [])
