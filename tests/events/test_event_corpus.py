"""The table of sentences: what each tells at its dates, and whether it tells it as a fact (see corpus/README.md)."""

from __future__ import annotations

import csv
from functools import cache
from pathlib import Path

import pytest

from chrono.article import Article, Dating
from chrono.events.cues import Cues
from chrono.events.mention import Telling, tellings
from chrono.events.names import Names
from chrono.resolve import resolve
from chrono.sentences import Sentence
from chrono.tagger import tagger
from chrono.temporal.edtf import parse

CORPUS = Path(__file__).parent / "corpus" / "en"
WRITTEN = Dating(parse("2024-11-14").interval, "exact", "2024-11-14")


@cache
def rows(name: str) -> list[dict[str, str]]:
    with (CORPUS / name).open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file, delimiter="\t", quoting=csv.QUOTE_NONE))


def told_by(marked: str, en: Cues) -> list[Telling]:
    """The tellings of a sentence with its dates in brackets: what carries the article's date first."""
    text = marked.replace("[[", "").replace("]]", "")
    timexes = tagger("en").tag(text)
    annotation = [Sentence(0, len(text))], timexes, resolve(text, timexes, WRITTEN)
    told, _ = tellings(Article(id="a.txt", text=text, title="", published=WRITTEN), annotation, en, Names(en))
    return sorted(told, key=lambda telling: (telling.own, telling.mention.phrase_start))


@pytest.mark.parametrize("row", rows("clauses.tsv"), ids=lambda row: row["sentence"][:60])
def test_a_date_dates_its_own_clause(en: Cues, row: dict[str, str]) -> None:
    told = told_by(row["sentence"], en)
    got = {
        "kind": " | ".join(telling.kind for telling in told),
        "modality": " | ".join(telling.modality for telling in told),
        "title": " | ".join(telling.title for telling in told),
    }
    assert got == {column: row[column] for column in got}


@pytest.mark.parametrize("row", rows("modality.tsv"), ids=lambda row: row["sentence"][:60])
def test_what_is_no_fact_is_not_told_as_one(en: Cues, row: dict[str, str]) -> None:
    dated = "[[" in row["sentence"]
    told = [telling for telling in told_by(row["sentence"], en) if telling.own or not dated]
    got = {
        "kind": " | ".join(telling.kind for telling in told),
        "modality": " | ".join(telling.modality for telling in told),
    }
    assert got == {column: row[column] for column in got}


@pytest.mark.parametrize("name", ["clauses.tsv", "modality.tsv"])
def test_no_sentence_stands_twice(name: str) -> None:
    sentences = [row["sentence"] for row in rows(name)]
    assert len(sentences) == len(set(sentences))
