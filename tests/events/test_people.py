"""Which names are one: across spellings, within an article and across articles."""

from __future__ import annotations

import itertools

import pytest

from chrono.events.cues import Cues
from chrono.events.names import Names
from chrono.events.people import transliterated
from chrono.events.words import words_of


def told(en: Cues, *told: tuple[str, str]) -> list[tuple[str, ...]]:
    """The actors of sentences, each given with its article."""
    names = Names(en)
    seen = [names.meet(words_of(sentence), (), article) for article, sentence in told]
    return [names.of(sightings).actors for sightings in seen]


def test_spellings_of_a_surname_are_one_name(en: Cues) -> None:
    sentences = ["They met Volodymyr Zelensky.", "They met Zelensky.", "They met Zelenskyy.", "They met Zelenskiy."]
    assert set(told(en, *enumerated(sentences))) == {("Volodymyr Zelensky",)}


def test_full_names_in_two_spellings_are_one_shown_by_the_more_frequent(en: Cues) -> None:
    sentences = ["They met Volodymyr Zelenskyy.", "They met Volodymyr Zelensky.", "They met Zelensky."]
    assert set(told(en, *enumerated(sentences))) == {("Volodymyr Zelensky",)}


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Muammar Gaddafi", "Muammar Gadhafi"),
        ("Donald Trump", "Donald J. Trump"),
        ("José Mujica", "Jose Mujica"),
        ("J. Borrell", "Josep Borrell"),
        ("Kim Jong-un", "Kim Jong Un"),
        ("Andrii Zahorodniuk", "Andrii Zagorodnyuk"),
    ],
)
def test_two_forms_of_one_persons_name(en: Cues, one: str, other: str) -> None:
    first, second = told(en, ("a", f"They met {one}."), ("b", f"They met {other}."))
    assert first == second


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Ana Silva", "Rui Silva"),
        ("Kim Jong-un", "Kim Yo-jong"),
        ("Michael Johnson", "Michael Johnston"),
        ("Peter Brown", "Peter Bron"),
        ("Ana Silva", "Anna Silva"),
        ("Muammar Gaddafi", "Moammar Gadhafi"),  # neither name is shared: that takes the writer's list
    ],
)
def test_two_people(en: Cues, one: str, other: str) -> None:
    first, second = told(en, ("a", f"They met {one}."), ("b", f"They met {other}."))
    assert first != second


def test_an_article_spells_a_name_one_way(en: Cues) -> None:
    assert told(en, ("a", "They met John Smith."), ("a", "They met John Smyth.")) == [("John Smith",), ("John Smyth",)]


def test_an_initial_of_two_people_is_neither(en: Cues) -> None:
    sentences = ["They met J. Silva.", "They met João Silva.", "They met José Silva."]
    assert told(en, *enumerated(sentences))[0] == ("J. Silva",)


def test_a_surname_of_two_people_is_the_one_its_article_names(en: Cues) -> None:
    found = told(
        en,
        ("a", "They met Ana Silva."),
        ("b", "They met Rui Silva."),
        ("a", "Then Silva left."),
        ("b", "Then Silva left."),
        ("c", "Then Silva left."),
    )
    assert found[2:] == [("Ana Silva",), ("Rui Silva",), ("Silva",)]


def test_a_surname_of_two_people_in_one_article_stands_alone(en: Cues) -> None:
    sentences = [*["They met Ana Silva."] * 9, "They met Rui Silva.", "Then Silva left."]
    assert told(en, *(("a", sentence) for sentence in sentences))[-1] == ("Silva",)


@pytest.mark.parametrize(
    ("full", "short"),
    [
        ("Ursula von der Leyen", "Von der Leyen"),
        ("Bashar al-Assad", "Assad"),
        ("Abdel Fattah el-Sisi", "El-Sisi"),
        ("Alberto Núñez Feijóo", "Núñez Feijóo"),
        ("Kim Jong-un", "Kim"),
        ("Prime Minister Najib Razak", "Najib"),
        ("Pope Francis", "Francis"),
    ],
)
def test_what_someone_is_called_for_short(en: Cues, full: str, short: str) -> None:
    first, second = told(en, ("a", f"They met {full}."), ("a", f"{short} left."))
    assert first == second != ()


def test_a_place_is_a_surname_only_where_its_bearer_is_named(en: Cues) -> None:
    found = told(
        en, ("a", "They met Michael Jordan in Jordan."), ("a", "Then Jordan left."), ("b", "Then Jordan voted.")
    )
    assert found == [("Michael Jordan",), ("Michael Jordan",), ("Jordan",)]


def test_an_abbreviation_is_its_long_name(en: Cues) -> None:
    found = told(en, ("a", "The World Food Programme (WFP) left."), ("b", "WFP trucks left."), ("b", "The WFP left."))
    assert len(set(found)) == 1


def test_initials_go_with_a_long_name_of_the_same_article(en: Cues) -> None:
    long, short = "They asked the Federal Security Bureau.", "They asked the FSB."
    assert told(en, ("a", long), ("a", short)) == [("Federal Security Bureau",)] * 2
    assert told(en, ("a", long), ("b", short))[1] == ("FSB",)


def test_the_order_of_the_articles_changes_nothing(en: Cues) -> None:
    articles = [
        ("a", "They met Volodymyr Zelenskyy."),
        ("b", "They met Volodymyr Zelensky and Ana Silva."),
        ("c", "They met Rui Silva and J. Silva."),
        ("d", "Zelenskiy met Silva."),
    ]
    orders = [dict(zip(order, told(en, *order), strict=True)) for order in itertools.permutations(articles)]
    assert all(order == orders[0] for order in orders)


@pytest.mark.parametrize(
    ("one", "other", "same"),
    [
        ("zelensky", "zelenskyi", True),
        ("yanukovych", "yanukovich", True),
        ("shoigu", "shoygu", True),
        ("brown", "browne", False),  # too short to tell
        ("petrov", "petrova", True),  # by its letters; the first names tell them apart
        ("johnson", "johnston", False),
    ],
)
def test_transliterations(one: str, other: str, same: bool) -> None:
    assert transliterated(one, other) == transliterated(other, one) == same


def enumerated(sentences: list[str]) -> list[tuple[str, str]]:
    """Each sentence in an article of its own."""
    return [(str(number), sentence) for number, sentence in enumerate(sentences)]
