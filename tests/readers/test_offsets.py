"""Odd characters survive, and every offset points to them: in the text that was read, and in events and phrases."""

from __future__ import annotations

import codecs
import json
from pathlib import Path

import pytest

from chrono.pipeline import build
from chrono.readers import read_sources

ODD = {
    "plain": "The ferry left Port Ash on 5 May 2024.",
    "line ends": "Ferry runs\r\n\r\nThe ferry left Port Ash on 5 May 2024.\r\nIt came back on 6 May 2024.\r\n",
    "old line ends": "Ferry runs\r\rThe ferry left Port Ash on 5 May 2024.\r",
    "NUL": "The ferry\0 left Port Ash on 5 May 2024. It came\0back.",
    "zero width": "\u200bThe\u200d fer\u200cry left \u2060Port Ash on 5 May 2024.\u200b",
    "bidirectional": "\u202eThe ferry\u202c left \u2067Port Ash\u2069 on \u200e5 May 2024\u200f.",
    "a mark in the middle": "The ferry left\ufeff Port Ash on 5 May 2024.",
    "beyond the basic plane": "🚢 The ferry 𝒍eft Port Ash on 5 May 2024, 👨‍👩‍👧 on board.",
    "combining": "The ferry left Po\u0301rt A\u030ash on 5 May 2024.",
    "odd spaces": "The\u00a0ferry\u2009left\u3000Port Ash on 5\u00a0May\u202f2024.",
    "separators": "Ferry runs\u2028\u2029The ferry left Port Ash on 5 May 2024.\x85It came back.",
}
ENCODINGS = {
    "utf-8": "UTF-8", "utf-8-sig": "UTF-8 with a mark", "utf-16": "UTF-16", "utf-16-be": "UTF-16, the other way",
    "utf-32": "UTF-32",
}  # fmt: skip


def encoded(text: str, encoding: str) -> bytes:
    return (codecs.BOM_UTF16_BE if encoding == "utf-16-be" else b"") + text.encode(encoding)


@pytest.mark.parametrize("encoding", ENCODINGS, ids=ENCODINGS.values())
@pytest.mark.parametrize("text", ODD.values(), ids=ODD)
def test_a_text_keeps_its_characters(tmp_path: Path, text: str, encoding: str) -> None:
    (tmp_path / "a.txt").write_bytes(encoded(text, encoding))
    [article], _ = read_sources([tmp_path])
    assert article.text == text


@pytest.mark.parametrize("suffix", ["txt", "jsonl", "json", "html", "md", "csv"])
@pytest.mark.parametrize("text", ODD.values(), ids=ODD)
def test_offsets_point_into_the_text_that_was_read(tmp_path: Path, text: str, suffix: str) -> None:
    written = {
        "jsonl": json.dumps({"text": text}),
        "json": json.dumps([{"text": text}]),
        "html": f"<p>{text}</p>",
        "csv": f'text\n"{text}"\n',
    }.get(suffix, text)
    (tmp_path / f"a.{suffix}").write_bytes(written.encode())
    timeline = build(tmp_path)
    [article] = timeline.articles
    if suffix in ("jsonl", "json", "csv"):
        assert article.text == text
    mentions = [mention for event in timeline.dated for mention in event.mentions]
    assert mentions
    for mention in mentions:
        assert article.text[mention.sentence_start : mention.sentence_end] == mention.sentence
        assert article.text[mention.phrase_start : mention.phrase_end] == mention.phrase
        assert mention.phrase.replace("\u200f", "").replace("\u00a0", " ").replace("\u202f", " ").endswith("2024")


@pytest.mark.parametrize("encoding", ["cp1252", "latin-1", "cp1250", "cp1251", "koi8-r", "utf-16-le"])
def test_a_declared_or_found_encoding_keeps_offsets(tmp_path: Path, encoding: str) -> None:
    word = {"cp1251": "Паром", "koi8-r": "Паром", "cp1250": "Žluť"}.get(encoding, "Zürich")
    text = f"{word} “Ash”: the ferry left on 5 May 2024.".replace("“", '"').replace("”", '"')
    page = f'<meta charset="{encoding}"><p>{text}</p>'
    (tmp_path / "a.html").write_bytes(page.encode(encoding))
    timeline = build(tmp_path)
    [article] = timeline.articles
    assert article.text == text
    [mention] = [mention for event in timeline.dated for mention in event.mentions]
    assert article.text[mention.phrase_start : mention.phrase_end] == "5 May 2024"
    assert [problem.what.split(",")[0] for problem in timeline.problems] == ["is no UTF-8"]


def test_a_line_of_a_hundred_megabytes(tmp_path: Path) -> None:
    line = b"The ferry left. " * 6_250_000
    (tmp_path / "a.txt").write_bytes(line)
    (tmp_path / "b.txt").write_text("It came back.")
    [first, second], problems = read_sources([tmp_path])
    assert (len(first.text), second.text, problems) == (100_000_000, "It came back.", [])
    assert len(first.title) < 80
