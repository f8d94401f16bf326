"""The phrase corpus: what each phrase must come to. tests/corpus/README.md says what the columns mean."""

import csv
import re
from pathlib import Path

import pytest

from chrono.article import UNDATED, Dating
from chrono.pipeline import build
from chrono.resolve import resolve
from chrono.tagger import tagger
from chrono.temporal.edtf import parse

CORPUS = Path(__file__).parent / "corpus"
SEEDS = Path(__file__).parent.parent / "seeds"


def rows(name):
    with (CORPUS / name).open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file, delimiter="\t", quoting=csv.QUOTE_NONE))


def unbracketed(sentence):
    """The sentence without its brackets, and the spans that stood in them."""
    text, spans = "", []
    for part in re.split(r"(\[\[.*?\]\])", sentence):
        if part.startswith("[["):
            spans.append((len(text), len(text) + len(part) - 4))
            part = part[2:-2]
        text += part
    return text, spans


def read(text, date, language="en"):
    timexes = tagger(language).tag(text)
    dating = Dating(parse(date).interval, "exact", date) if date else UNDATED
    return list(zip(timexes, resolve(text, timexes, dating, language), strict=True))


def explained(found):
    return "\n".join(f"{timex.text!r} by {timex.rule}: " + "; ".join(result.derivation) for timex, result in found)


LANGUAGES = sorted(file.parent.name for file in CORPUS.glob("*/rejects.tsv"))
CASES = [
    pytest.param(code, row, id=f"{code}:{path.stem}:{number}")
    for code in LANGUAGES
    for path in sorted((CORPUS / code).glob("*.tsv"))
    if path.stem != "rejects"
    for number, row in enumerate(rows(f"{code}/{path.name}"), 2)
]
REJECTS = [(code, row["sentence"]) for code in LANGUAGES for row in rows(f"{code}/rejects.tsv")]


def test_the_corpus_of_english_is_large_enough():
    assert sum(case.values[0] == "en" for case in CASES) >= 300


@pytest.mark.parametrize(("code", "row"), CASES)
def test_phrase(code, row):
    text, spans = unbracketed(row["sentence"])
    found = read(text, row["dct"], code)
    expected = list(
        zip(spans, row["type"].split(" | "), row["value"].split(" | "), row["rule"].split(" | "), strict=True)
    )
    actual = [((t.start, t.end), t.type, r.value, t.rule) for t, r in found]
    assert actual == expected, explained(found)
    if len(spans) == 1:
        assert (found[0][1].mod or "") == row["mod"], explained(found)
    for attribute in ("quant", "freq"):
        if row.get(attribute):
            assert getattr(found[0][1], attribute) == row[attribute]


@pytest.mark.parametrize(("code", "sentence"), REJECTS)
def test_nothing_is_found_where_nothing_is(code, sentence):
    found = read(sentence, "2024-11-14", code)
    assert found == [], explained(found)


@pytest.fixture(scope="module")
def seeds():
    """Each seed article's text and what was found in it."""
    timeline = build(SEEDS)
    texts = {}
    for article in timeline.articles:
        timexes = tagger("en").tag(article.text)
        texts[article.id] = (
            article.text,
            list(zip(timexes, resolve(article.text, timexes, article.published), strict=True)),
        )
    return texts


@pytest.mark.parametrize(
    "row", rows("seeds.tsv"), ids=lambda row: f"{row['article'][:3]}:{row['phrase']}:{row['occurrence']}"
)
def test_seed_phrase(seeds, row):
    text, found = seeds[row["article"]]
    places = [m.start() for m in re.finditer(rf"(?<!\w){re.escape(row['phrase'])}(?!\w)", text)]
    start = places[int(row["occurrence"]) - 1]
    there = [(t, r) for t, r in found if t.start == start]
    assert [(t.text, t.type, r.value) for t, r in there] == [(row["phrase"], row["type"], row["value"])], explained(
        found
    )


@pytest.mark.parametrize("row", rows("seeds_rejects.tsv"), ids=lambda row: f"{row['article'][:3]}:{row['text']}")
def test_seed_reject(seeds, row):
    text, found = seeds[row["article"]]
    places = [m.span() for m in re.finditer(rf"(?<!\w){re.escape(row['text'])}(?!\w)", text)]
    assert places, "the text is not in the article"
    assert [t.text for t, _ in found for a, b in places if t.start < b and a < t.end] == []
