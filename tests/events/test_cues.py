"""Every cue is found in its own examples and in none of its rejects."""

from __future__ import annotations

import tomllib
from importlib.resources import files

import pytest

from chrono.events.cues import MODALITY, Cues, Phrases, cues_of, read_cues, spelled_out
from chrono.events.words import words_of

NAMES = tomllib.loads(files("chrono.languages").joinpath("en.names.toml").read_text(encoding="utf-8"))
TABLE = tomllib.loads(files("chrono.languages").joinpath("en.events.toml").read_text(encoding="utf-8"))
GROUPS = sorted(TABLE["cues"])


def found(cues: Cues, group: str, sentence: str) -> bool:
    low = words_of(sentence).low
    if group in MODALITY:
        return any(cue.group == group for cue in cues.modality.find(low))
    phrases: Phrases = getattr(cues, group)
    if group == "lead_in":
        cue = phrases.at(low, 0)
        return cue is not None and low[cue.end] == ","
    return bool(phrases.find(low))


@pytest.mark.parametrize(
    ("group", "sentence"), [(group, sentence) for group in GROUPS for sentence in TABLE["cues"][group]["examples"]]
)
def test_a_cue_is_found_in_its_examples(en: Cues, group: str, sentence: str) -> None:
    assert found(en, group, sentence)


@pytest.mark.parametrize(
    ("group", "sentence"), [(group, sentence) for group in GROUPS for sentence in TABLE["cues"][group]["rejects"]]
)
def test_a_cue_is_not_found_in_its_rejects(en: Cues, group: str, sentence: str) -> None:
    assert not found(en, group, sentence)


def test_every_group_has_an_example_and_a_reject() -> None:
    assert [
        group for group in GROUPS if not TABLE["cues"][group]["examples"] or not TABLE["cues"][group]["rejects"]
    ] == []


def test_no_phrase_stands_in_two_groups_of_modality() -> None:
    groups: dict[str, list[str]] = {}
    for group in MODALITY:
        for phrase in TABLE["cues"][group]["phrases"]:
            for written in spelled_out(phrase):
                groups.setdefault(written, []).append(group)
    assert {phrase: twice for phrase, twice in groups.items() if len(twice) > 1} == {}


LISTS = {
    **{name: entry["words"] for table in (TABLE, NAMES) for name, entry in table["words"].items()},
    **TABLE["frames"],
}


@pytest.mark.parametrize("name", LISTS)
def test_every_word_of_a_list_is_one_word_and_stands_there_once(name: str) -> None:
    assert LISTS[name]
    assert [word for word in LISTS[name] if words_of(word).low != (word,) or LISTS[name].count(word) > 1] == []


def test_of_overlapping_phrases_the_longest_counts() -> None:
    phrases = Phrases({"possible": ["could"], "negated": ["could not"]})
    assert [cue.group for cue in phrases.find(("he", "could", "not", "come"))] == ["negated"]


def test_a_language_without_cues_still_has_events() -> None:
    assert cues_of("xx")["pronoun"] == frozenset()
    assert cues_of("xx").modality.find(("he", "may", "come")) == []


def test_first_spellings_of_places_are_shown(en: Cues) -> None:
    assert en.places["kiev"] == en.places["kyiv"] == "Kyiv"
    assert en.places["u.s."] == "United States"
    assert "north koreans" in en.peoples


def test_a_class_that_is_used_and_not_there_is_empty() -> None:
    table = {**TABLE, "words": {"say": {"words": ["said"]}}}
    assert read_cues(table)["deny"] == frozenset()
