"""Names of months and weekdays: English ones from our own table, other languages' from dateparser's."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache
from unicodedata import normalize

from chrono.dating.grammar import table
from chrono.temporal.calendar import MONTHS, WEEKDAYS


def months(word: str, language: str = "en", text: str = "") -> tuple[int, ...]:
    """The months (1 to 12) a word may name: none, one, or several where languages disagree.

    ``language`` is the article's (ISO 639-1), ``text`` its text, whose letters tell some languages apart.

    >>> months("Nov."), months("novembre"), months("apples")
    ((11,), (11,), ())
    >>> months("listopada"), months("listopada", "hr"), months("listopada", text="Čitajte")
    ((11,), (10,), (10, 11))
    """
    return _named("months", word, language, text)


def weekdays(word: str, language: str = "en", text: str = "") -> tuple[int, ...]:
    """The weekdays (Monday 1 to Sunday 7) a word may name, as `months` does for months.

    >>> weekdays("Thu"), weekdays("jeudi"), weekdays("木曜日"), weekdays("By")
    ((4,), (4,), (4,), ())
    """
    characters: Mapping[str, int] = table()["weekday_characters"]
    for character in word.removeprefix("星期").removesuffix("曜日")[:1]:
        if character in characters:
            return (characters[character],)
    if word[:1] in "周週" and word[1:2] in characters:
        return (characters[word[1:2]],)
    return _named("weekdays", word, language, text)


def is_english_weekday(word: str) -> bool:
    """Whether a word is an English weekday: the question that needs no other language's table."""
    return _key(word) in table()["english"]["weekdays"]


def _named(kind: str, word: str, language: str, text: str) -> tuple[int, ...]:
    key = _key(word)
    own = _names(kind, language)
    if key in own:
        return (own[key],)
    english: Mapping[str, int] = table()["english"][kind]
    if key in english:
        return (english[key],)
    if len(key) < 3:
        return ()
    return tuple(sorted({names[key] for other in _languages(text) if key in (names := _names(kind, other))}))


def _languages(text: str) -> list[str]:
    """The languages a word is looked up in, without those the text has no letter of."""
    letters: Mapping[str, str] = table()["names"]["letters"]
    return [
        language
        for language in table()["names"]["languages"]
        if language not in letters or any(letter in text.casefold() for letter in letters[language])
    ]


@cache
def _names(kind: str, language: str) -> Mapping[str, int]:
    if language == "en":
        return table()["english"][kind]  # type: ignore[no-any-return]
    from dateparser.languages.loader import default_loader

    try:
        entries = default_loader.get_locale({"no": "nb"}.get(language, language)).info
    except ValueError:
        return {}
    names = MONTHS if kind == "months" else WEEKDAYS
    return {_key(word): number for number, name in enumerate(names, 1) for word in entries.get(name.lower(), ())}


def _key(word: str) -> str:
    return normalize("NFC", word).strip(".").casefold()
