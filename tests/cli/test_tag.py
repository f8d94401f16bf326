"""``chrono tag`` and ``chrono explain``."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any
from xml.etree import ElementTree

import pytest

Command = Callable[..., Any]
KEYS = ["start", "end", "text", "type", "value", "mod", "edtf", "earliest", "latest", "rule", "derivation"]
TEXT = "They met on Monday; every Friday for eight years. Doors <open> next May & close."


def lines(ran: Any) -> list[dict[str, Any]]:
    return [json.loads(line) for line in ran.out.splitlines()]


def test_jsonl_has_the_contract_keys_and_offsets_into_the_text(command: Command) -> None:
    ran = command("tag", "--date", "2024-12-16", "--format", "jsonl", stdin=TEXT.encode())
    found = lines(ran)
    assert ran.code == 0
    assert [list(timex) for timex in found] == [KEYS] * len(found)
    assert [TEXT[timex["start"] : timex["end"]] for timex in found] == [timex["text"] for timex in found]
    assert [(timex["text"], timex["value"], timex["edtf"]) for timex in found] == [
        ("Monday", "2024-12-16", "2024-12-16"),
        ("every Friday", "XXXX-WXX-5", None),
        ("eight years", "P8Y", None),
        ("next May", "2025-05", "2025-05"),
    ]
    assert (found[3]["earliest"], found[3]["latest"]) == ("2025-05-01", "2025-05-31")
    assert (found[2]["earliest"], found[2]["latest"]) == (None, None)


def test_the_table_is_aligned(command: Command, tmp_path: Path) -> None:
    (tmp_path / "article.txt").write_text(TEXT)
    heading, *rows = command("tag", tmp_path / "article.txt", "--date", "2024-12-16").out.splitlines()
    assert heading.split() == ["phrase", "type", "value", "mod", "date", "rule"]
    values = [row[heading.index("value") :].split()[0] for row in rows]
    assert values == ["2024-12-16", "XXXX-WXX-5", "P8Y", "2025-05"]


def test_timeml_holds_the_text_unchanged(command: Command) -> None:
    ran = command("tag", "-", "--date", "2024-12-16", "--format", "timeml", stdin=TEXT.encode())
    document = ElementTree.fromstring(ran.out)
    assert "".join(document.find("TEXT").itertext()) == TEXT
    assert document.find("DCT/TIMEX3").attrib["value"] == "2024-12-16"
    timexes = document.findall("TEXT/TIMEX3")
    assert [(timex.attrib["tid"], timex.text, timex.attrib["value"]) for timex in timexes] == [
        ("t1", "Monday", "2024-12-16"),
        ("t2", "every Friday", "XXXX-WXX-5"),
        ("t3", "eight years", "P8Y"),
        ("t4", "next May", "2025-05"),
    ]
    assert timexes[1].attrib["quant"].upper() == "EVERY"


def test_timeml_replaces_what_xml_cannot_hold(command: Command) -> None:
    text = "On 5 May 2024\0\x1b they met.\r\nThen left."
    document = ElementTree.fromstring(command("tag", "--format", "timeml", stdin=text.encode()).out)
    assert "".join(document.find("TEXT").itertext()) == text.replace("\0", "\ufffd").replace("\x1b", "\ufffd")


def test_without_a_date_what_needs_one_stays_open(command: Command) -> None:
    found = lines(command("tag", "--format", "jsonl", stdin=b"On Monday, as on 5 May 2024, they met."))
    assert [(timex["text"], timex["edtf"]) for timex in found] == [
        ("Monday", None),
        ("5 May 2024", "2024-05-05"),
    ]


@pytest.mark.parametrize("form", ["table", "jsonl", "timeml"])
@pytest.mark.parametrize("content", [b"", b"\xef\xbb\xbf", b"\n \n", b"Nothing is dated here.", b"\0" * 100])
def test_a_text_without_time_expressions(command: Command, form: str, content: bytes) -> None:
    ran = command("tag", "--format", form, stdin=content)
    assert (ran.code, ran.err) == (0, "")
    if form != "timeml":
        assert ran.out == ""


@pytest.mark.parametrize("content", [b"On Monday \xff\xfe", "in März 2024".encode("latin-1"), bytes(range(256))])
def test_a_text_that_is_no_utf8(command: Command, tmp_path: Path, content: bytes) -> None:
    (tmp_path / "article.txt").write_bytes(content)
    ran = command("tag", tmp_path / "article.txt")
    assert ran.code == 2
    assert ran.err.startswith(f"chrono: error: {tmp_path}/article.txt: is not UTF-8 (byte ")
    assert command("tag", stdin=content).err.startswith("chrono: error: standard input: is not UTF-8")


def test_a_file_that_is_not_there_and_a_folder(command: Command, tmp_path: Path) -> None:
    missing = command("tag", tmp_path / "none.txt")
    assert missing.code == 2
    assert missing.err == f"chrono: error: {tmp_path}/none.txt: cannot be read: no such file or directory\n"
    assert command("tag", tmp_path).err == f"chrono: error: {tmp_path}: cannot be read: is a directory\n"


DOCUMENTS = [
    {"id": "a", "date": "2024-12-16", "text": "They met on Monday."},
    {"id": 7, "dct": "2024-12-02", "text": "It reopens next May.", "lang": "en"},
    {"id": "none", "date": None, "text": "Nothing."},
    {"id": "open", "date": "", "text": "In 1991."},
]
ANSWERS = [("a", ["2024-12-16"]), (7, ["2025-05"]), ("none", []), ("open", ["1991"])]


def answers(content: bytes) -> list[tuple[Any, list[str]]]:
    documents = [json.loads(line) for line in content.splitlines()]
    assert all(list(document) == ["id", "timexes"] for document in documents)
    return [(document["id"], [timex["value"] for timex in document["timexes"]]) for document in documents]


def test_documents_give_an_answer_a_line(command: Command, tmp_path: Path) -> None:
    given = "\ufeff" + "\r\n\n".join(map(json.dumps, DOCUMENTS))
    (tmp_path / "in.jsonl").write_bytes(given.encode())
    ran = command("tag", "--documents", tmp_path / "in.jsonl")
    assert (ran.code, ran.err) == (0, "")
    assert answers(ran.output) == ANSWERS
    to_file = command("tag", "--documents", "-", "--output", tmp_path / "out.jsonl", stdin=given.encode())
    assert (to_file.code, to_file.output) == (0, b"")
    assert (tmp_path / "out.jsonl").read_bytes() == ran.output


def test_half_a_surrogate_pair_keeps_the_offsets(command: Command) -> None:
    ran = command("tag", "--documents", "-", stdin=b'{"id": 1, "text": "\\ud83d met in 1991"}')
    [timex] = json.loads(ran.output)["timexes"]
    assert (timex["start"], timex["end"], timex["text"]) == (9, 13, "1991")


def test_an_output_that_cannot_be_written(command: Command, tmp_path: Path) -> None:
    ran = command("tag", "--documents", "-", "--output", tmp_path / "no" / "out.jsonl", stdin=b"")
    assert ran.code == 2
    assert ran.err == f"chrono: error: {tmp_path}/no/out.jsonl: cannot be written: no such file or directory\n"


def test_explain_tells_rule_value_and_steps(command: Command) -> None:
    ran = command("explain", "next May", "--date", "2024-12-02")
    assert (ran.code, ran.err) == (0, "")
    facts = dict(line.split(maxsplit=1) for line in ran.out.splitlines()[1:])
    assert facts["value"] == facts["date"] == "2025-05"
    assert facts["anchor"] == "2024-12-02"
    assert facts["days"] == "2025-05-01 to 2025-05-31"
    assert facts["1."]
    assert "2025-05" in ran.out.splitlines()[-1]


def test_explain_reads_the_tense_of_a_sentence(command: Command) -> None:
    will = command("explain", "They will meet on Friday.", "--date", "2024-12-02").out
    did = command("explain", "They met on Friday.", "--date", "2024-12-02").out
    assert "2024-12-06" in will
    assert "2024-11-29" in did


def test_explain_explains_each_phrase(command: Command) -> None:
    ran = command("explain", "from Monday to Friday", "--date", "2024-12-02")
    assert [line for line in ran.out.splitlines() if line.startswith("“")] == ["“Monday”", "“Friday”"]


def test_explain_of_nothing(command: Command) -> None:
    ran = command("explain", "18% of\nthe land")
    assert (ran.code, ran.out) == (1, "")
    assert ran.err == ("no rule reads a time expression in “18% of the land”; chrono rules lists what is read\n")


def test_timeml_is_read_as_it_is_written(command: Command, tmp_path: Path) -> None:
    text = "They met on Friday & parted.\r\nNext week they will meet again."
    (tmp_path / "a.txt").write_bytes(text.encode())
    written = command("tag", str(tmp_path / "a.txt"), "--date", "2024-11-14", "--format", "timeml").out
    (tmp_path / "b.tml").write_bytes(written.encode())
    again = command("tag", str(tmp_path / "b.tml"), "--format", "timeml").out
    assert again.replace("<DOCID>text</DOCID>", "") == written.replace("<DOCID>text</DOCID>", "")
    assert 'value="2024-11-08"' in again
    (tmp_path / "c.tml").write_text("<TimeML>", encoding="utf-8")
    ran = command("tag", str(tmp_path / "c.tml"))
    assert ran.code == 2
    assert "is not XML" in ran.err


def test_documents_are_not_written_over(command: Command, tmp_path: Path) -> None:
    file = tmp_path / "in.jsonl"
    file.write_text('{"id": "1", "text": "They met."}\n', encoding="utf-8")
    ran = command("tag", "--documents", file, "--output", file)
    assert ran.code == 2
    assert "is the file that --documents reads" in ran.err
    assert file.read_text(encoding="utf-8").startswith('{"id"')
