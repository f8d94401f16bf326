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
        # ranks and what they are of
        ("They met BP Chief Executive Tony Hayward.", ["BP", "Tony Hayward"], []),
        ("They met Senate Majority Leader Mitch McConnell.", ["Mitch McConnell", "Senate"], []),
        ("They met Pope Francis and Queen Elizabeth II.", ["Pope Francis", "Queen Elizabeth II"], []),
        ("They met the Secretary of State and the Pope.", [], []),
        ("They met the president of Peru and the U.S. president.", [], []),
        ("They met Martin Luther King.", ["Martin Luther King"], []),
        # particles, initials, abbreviations, companies
        ("They met Bashar al-Assad and Valéry Giscard d’Estaing.", ["Bashar al-Assad", "Valéry Giscard d’Estaing"], []),
        ("They came from St. Louis to Washington, D.C.", [], ["St. Louis", "Washington"]),
        ("They asked US officials and the WHO.", ["United States", "WHO"], []),
        ("They asked Johnson & Johnson and Sony Corp.", ["Johnson & Johnson", "Sony"], []),
        ("They asked the Food and Drug Administration.", ["Food and Drug Administration"], []),
        ("They asked the People's Party.", ["People's Party"], []),
        # things, laws, days, storms
        ("They fired Javelin missiles.", [], []),
        ("They won the Nobel Peace Prize under the Patriot Act.", [], []),
        ("They lost a Bulase-4 and H1N1 came.", [], []),
        ("They flew on Malaysia Airlines Flight 370.", ["Malaysia Airlines"], []),
        ("They fled Hurricane Katrina, and Katrina grew.", [], []),
        ("They joined the U.S.-led force at the North Korea-U.S. talks.", [], []),
        # states act, or are places, by what stands around them
        ("They made concessions to Peru.", ["Peru"], []),
        ("They travelled to Peru.", [], ["Peru"]),
        ("They travelled to Obando.", [], ["Obando"]),
        ("They fought in western Peru.", [], ["Peru"]),
        ("They blamed troops in Peru’s north.", [], ["Peru"]),
        ("They voted in Peru’s favour.", ["Peru"], []),
        ("They put their trust in Peru.", ["Peru"], []),
        ("They fired missiles at Peru.", ["Peru"], []),
        ("They met at the White House and blamed the White House.", ["White House"], ["White House"]),
        ("They shelled towns such as Obando and Tolo.", [], ["Obando", "Tolo"]),
        ("They fled from Lima to Quito.", [], ["Lima", "Quito"]),
        ("They met in Lima, and Silva in Quito.", ["Silva"], ["Lima", "Quito"]),
        ("They drove to the city of Obando.", [], ["Obando"]),
        ("They fought in the Tolo Oblast.", [], ["Tolo"]),
        ("They asked Sky News of Britain.", ["Sky News"], []),
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
        ("NATO went on.", ["NATO"]),
        ("Silva’s plan went on.", ["Silva"]),
        ("Women’s work went on.", []),
        ("In Lima, Russia went on.", ["Russia"]),
        ("Besides Russia, all went on.", ["Russia"]),
        ("Michael Jordan went on.", ["Michael Jordan"]),
        ("“Thriller” went on.", []),
        ("LONDON (Reuters) - Russia went on.", ["Russia"]),  # where it was written, and by whom, is no part of it
    ],
)
def test_the_first_word_of_a_sentence(en: Cues, sentence: str, actors: list[str]) -> None:
    assert names_in(en, sentence)[0].actors == tuple(actors)


def test_a_word_the_corpus_has_in_small_letters_begins_no_name(en: Cues) -> None:
    assert names_in(en, "Strong Silva went on.", "They had strong winds.")[0].actors == ("Silva",)


def test_a_line_in_capitals_has_the_names_that_are_known(en: Cues) -> None:
    for line in ("SILVA MEETS NEW ENVOYS IN LIMA", "Silva Meets New Envoys in Lima"):
        found = names_in(en, line, "They met Ana Silva.")
        assert found[0] == NamesOf(("Ana Silva",), ("Lima",))


def test_the_name_of_a_thing_is_none_elsewhere(en: Cues) -> None:
    assert names_in(en, "They fired Javelin missiles.", "They praised Javelin rockets and Javelin.")[1].actors == ()


def test_a_family_is_no_one(en: Cues) -> None:
    assert names_in(en, "They met Ana Silva.", "They met the Silvas.")[1].actors == ()


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


def test_whose_a_place_is_is_no_part_of_its_name(en: Cues) -> None:
    names = Names(en)
    told = (
        "The army went into Kursk.",
        "Troops in Kursk fell back.",
        "They have taken parts of the Russian Kursk region.",
    )
    seen = [names.meet(words_of(text)) for text in told]
    assert names.of(seen[2]).places == ("Kursk",)
