"""The rules against their own examples and rejects, and the tagger against hostile text."""

from dataclasses import replace

import pytest

from chrono.languages import load
from chrono.tagger import Tagger, fold, tagger
from chrono.temporal.period import Period

DCT = Period.day(2024, 11, 14)
RULES = load("en").rules
UNGUARDED = Tagger(replace(load("en"), rules=tuple(replace(rule, reject=(), accept=()) for rule in RULES)))
EXAMPLES = [(rule.name, *example) for rule in RULES for example in rule.examples]
REJECTS = [(rule.name, sentence) for rule in RULES for sentence in rule.rejects]


def test_every_rule_has_an_example():
    assert [rule.name for rule in RULES if not rule.examples] == []


@pytest.mark.parametrize(("rule", "phrase", "value", "sentence"), EXAMPLES)
def test_example(rule, phrase, value, sentence):
    found = tagger("en").tag(sentence)
    assert found, f"nothing found in {sentence!r}"
    first = found[0]
    reading = first.operator.read(DCT, "present")
    assert (first.rule, reading.value) == (rule, value), reading
    assert phrase.startswith(first.text)


@pytest.mark.parametrize(("rule", "phrase", "value", "sentence"), [row for row in EXAMPLES if row[1] == row[3]])
def test_example_inside_a_sentence(rule, phrase, value, sentence):
    text = f"As far as is known ({phrase}), it held."
    found = tagger("en").tag(text)
    assert rule in [timex.rule for timex in found], found
    assert all(text[timex.start : timex.end] == timex.text for timex in found)


@pytest.mark.parametrize(("rule", "sentence"), REJECTS)
def test_reject(rule, sentence):
    assert rule not in [timex.rule for timex in tagger("en").tag(sentence)]


@pytest.mark.parametrize(
    "text",
    [
        "last year’s",
        "5–7 May",
        "on Nov.\u00a05",
        "né le 5 mai",
        "Ünal met on Monday — in İzmir",
        "",
        "\x00 Monday \x00",
    ],
)
def test_folding_keeps_offsets(text):
    assert len(fold(text)) == len(text)
    assert all(text[t.start : t.end] == t.text for t in tagger("en").tag(text))


def test_a_phrase_inside_a_longer_word_is_none():
    assert tagger("en").tag("mayó Sundayé éMonday") == []


def test_a_wrapped_line_is_one_phrase_and_a_paragraph_end_is_not():
    assert [t.text for t in tagger("en").tag("They met on Nov.\n5 in the hall.")] == ["Nov.\n5"]
    assert [t.text for t in tagger("en").tag("They met in June\n\n5 people came.")] == ["June"]


@pytest.mark.parametrize(
    "unit", ["1 ", "Nov ", "may ", "in the ", "0123456789", "last ", "the ", "year ", "\n", "-", "1990"]
)
def test_hostile_repetition_costs_no_more_than_plain_text(unit):
    text = unit * (65_536 // len(unit))
    for timex in tagger("en").tag(text):
        assert text[timex.start : timex.end] == timex.text
