"""Who and where."""

from __future__ import annotations

import pytest

from chrono.events.cues import Cues
from chrono.events.names import Names, NamesOf
from chrono.events.words import words_of


def names_in(en: Cues, *sentences: str) -> list[NamesOf]:
    names = Names(en)
    seen = [names.meet(words_of(sentence)) for sentence in sentences]
    return [names.of(sightings) for sightings in seen]


@pytest.mark.parametrize(
    ("sentence", "actors", "places"),
    [
        ("They met President Ana Silva in Lima.", ["Ana Silva"], ["Lima"]),
        ("They met Peruvian Foreign Minister Li Wei there.", ["Li Wei"], []),
        ("They asked Mr. Silva and Dr. Rossi.", ["Rossi", "Silva"], []),
        ("They asked J. K. Rossi of the Bank of Italy.", ["Bank of Italy", "J. K. Rossi"], []),
        ("It was Ludwig van Beek who won.", ["Ludwig van Beek"], []),
        ("They praised the Institute for Peace.", ["Institute for Peace"], []),
        ("They praised support for Peru.", ["Peru"], []),
        ("They fought in the Kursk region.", [], ["Kursk"]),
        ("They fought in the Tolo Valley.", [], ["Tolo Valley"]),
        ("They fought near Obando, a village.", [], ["Obando"]),
        ("They fought in Peru and Chile.", [], ["Chile", "Peru"]),
        ("They said that Peru and Chile agreed.", ["Chile", "Peru"], []),
        ("They left for good in U.S. planes.", [], ["United States"]),
        ("They met in Kiev.", [], ["Kyiv"]),
        ("They asked Russia’s Defense Ministry.", ["Defense Ministry", "Russia"], []),
        ("They asked the New York Times in March.", ["New York Times"], []),
        ("They asked NATO on Monday in NATO.", ["NATO"], []),
        ("They met at Hankuk University.", ["Hankuk University"], []),
        ("They fought Russian-backed rebels over a Paris-Berlin line.", [], []),
        ("They met Ukrainian officers and Ukrainians on Victory Day.", [], []),
        ("They praised the Revolution of Dignity.", [], []),
    ],
)
def test_names(en: Cues, sentence: str, actors: list[str], places: list[str]) -> None:
    assert names_in(en, sentence) == [NamesOf(tuple(actors), tuple(places))]


@pytest.mark.parametrize(
    ("sentence", "actors"),
    [
        ("Sporadic clashes went on.", []),  # a capital at the head says nothing
        ("Ana Silva went on.", ["Ana Silva"]),  # two in a row do
        ("However Silva went on.", ["Silva"]),
        ("Russia went on.", ["Russia"]),  # known
    ],
)
def test_the_first_word_of_a_sentence(en: Cues, sentence: str, actors: list[str]) -> None:
    assert names_in(en, sentence)[0].actors == tuple(actors)


def test_a_word_the_corpus_has_in_small_letters_begins_no_name(en: Cues) -> None:
    assert names_in(en, "Strong Silva went on.", "They had strong winds.")[0].actors == ("Silva",)


def test_a_surname_stands_for_the_longer_name(en: Cues) -> None:
    found = names_in(en, "They met Ana Silva.", "Then Silva spoke to Kim.", "There was Kim Jong-un.")
    assert found[1].actors == ("Ana Silva", "Kim Jong-un")


def test_a_surname_of_two_people_stands_alone(en: Cues) -> None:
    found = names_in(en, "They met Ana Silva and Rui Silva.", "Then Silva spoke.")
    assert found[1].actors == ("Silva",)


def test_the_order_of_the_sentences_changes_nothing(en: Cues) -> None:
    sentences = ["They met Ana Silva in Obando.", "Then Silva left.", "Obando is small.", "Silva stayed at Obando."]
    forth = names_in(en, *sentences)
    back = names_in(en, *reversed(sentences))
    assert forth == back[::-1]
