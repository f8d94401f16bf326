"""The rules against their own examples and rejects, and the tagger against hostile text."""

from dataclasses import replace

import pytest

from chrono.languages import available, load
from chrono.tagger import Tagger, fold, tagger
from chrono.temporal.period import Period

DCT = Period.day(2024, 11, 14)
RULES = [(code, rule) for code in available() for rule in load(code).rules]
EXAMPLES = [(code, rule, *example) for code, rule in RULES for example in rule.examples]
REJECTS = [(code, rule, sentence) for code, rule in RULES for sentence in rule.rejects]
GUARDED = [(code, rule) for code, rule in RULES if rule.reject or rule.accept]


def named(value):
    return getattr(value, "name", value)


@pytest.mark.parametrize(("code", "rule"), RULES, ids=named)
def test_every_rule_has_an_example(code, rule):
    assert rule.examples


@pytest.mark.parametrize(("code", "rule", "phrase", "value", "sentence"), EXAMPLES, ids=named)
def test_example(code, rule, phrase, value, sentence):
    found = tagger(code).tag(sentence)
    assert found, f"nothing found in {sentence!r}"
    first = found[0]
    reading = first.operator.read(DCT, "present")
    assert (first.rule, reading.value) == (rule.name, value), reading
    assert first.text == phrase or (rule.extents and phrase.startswith(first.text))


@pytest.mark.parametrize(
    ("code", "rule", "phrase", "value", "sentence"), [row for row in EXAMPLES if row[2] == row[4]], ids=named
)
def test_example_inside_a_sentence(code, rule, phrase, value, sentence):
    text = f"As far as is known ({phrase}), it held."
    found = tagger(code).tag(text)
    assert rule.name in [timex.rule for timex in found], found
    assert all(text[timex.start : timex.end] == timex.text for timex in found)


@pytest.mark.parametrize(("code", "rule", "sentence"), REJECTS, ids=named)
def test_reject(code, rule, sentence):
    assert rule.name not in [timex.rule for timex in tagger(code).tag(sentence)]


@pytest.mark.parametrize(("code", "rule"), GUARDED, ids=named)
def test_a_guarded_rule_has_a_reject_that_only_its_guard_turns_down(code, rule):
    open_rule = replace(rule, reject=(), accept=())
    rules = tuple(open_rule if other is rule else other for other in load(code).rules)
    unguarded = Tagger(replace(load(code), rules=rules))
    assert rule.name in [timex.rule for sentence in rule.rejects for timex in unguarded.tag(sentence)]


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
    ("unit", "found"),
    [
        ("1 ", 0),
        ("Nov ", 0),
        ("may ", 0),
        ("in the ", 0),
        ("0123456789", 0),
        ("last ", 0),
        ("year ", 0),
        ("\n", 0),
        ("1990-", 0),
        ("two weeks; ", 1),
        ("Monday, ", 1),
        ("Nov. 5; ", 1),
    ],
)
def test_repetition_is_read_as_often_as_it_stands_there(unit, found):
    count = 65_536 // len(unit)
    assert len(tagger("en").tag(unit * count)) == found * count


def test_after_a_phrase_that_is_none_the_next_line_is_read():
    line = (
        "The long report said in its last lines, which nobody ever read before the end of all things came, that it was "
    )
    found = tagger("en").tag(f"{line}May\nMonday was cold.")
    assert [timex.text for timex in found] == ["Monday"]


def test_what_must_follow_a_phrase_is_left_for_the_next():
    text = "It is open from 9 to 11 a.m. on Friday."
    assert [timex.text for timex in tagger("en").tag(text)] == ["9", "11 a.m. on Friday"]
