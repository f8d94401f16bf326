"""How the people of a place write: the words of the page, months, numbers and lists.

The words are ours, one TOML file a language, ``words.de.toml`` beside the templates; what is missing in one is said in
English. How a date, a number and a list are put together is the Unicode CLDR's, as babel has it. A file of the
same name in the user's folder of templates adds to ours, so that a new language is one file.
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterator, Mapping
from copy import deepcopy
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Any, Literal

from chrono.problems import UserError
from chrono.renderers.folders import template_folder

if TYPE_CHECKING:
    import babel

Words = dict[str, Any]

_FILE = re.compile(r"words\.([A-Za-z0-9-]+)\.toml")
_NAME = re.compile(r"[A-Za-z]{2,3}([-_][A-Za-z0-9]{2,8})*")
_SPACES = str.maketrans({"\u2009": " ", "\u202f": " ", "\xa0": " "})


@dataclass(frozen=True, slots=True, eq=False)
class Locale:
    """A language, as people of one place write it.

    ``name`` is what HTML calls it ("de", "en-GB"), ``direction`` where its lines run. ``words`` are the page's,
    ``style`` what we do otherwise than the CLDR, ``cldr`` its tables for this locale, and ``rules`` babel's own object,
    which knows about plurals and numbers. ``translated`` says whether the words are in its own language.
    """

    name: str
    direction: Literal["ltr", "rtl"]
    words: Mapping[str, Any]
    style: Mapping[str, Any]
    cldr: Mapping[str, Any]
    rules: babel.Locale
    translated: bool

    def word(self, key: str, **places: object) -> str:
        """The words for ``key``, its places filled; a point leads into a table. HTML in a place stays HTML.

        Raises ``UserError`` when there are none.

        >>> locale_named("en").word("published", date="2014"), locale_named("de").word("kind.planned")
        ('published 2014', 'geplant')
        """
        words: Any = self.words
        for part in key.split("."):
            words = words.get(part) if isinstance(words, dict) else None
        if not isinstance(words, str):
            raise UserError(f"there are no words for {key!r}; write them into words.en.toml of your templates")
        return _filled(words, places)

    def number(self, number: int) -> str:
        """A number with its thousands set apart.

        >>> locale_named("en").number(1200), locale_named("de").number(1200)
        ('1,200', '1.200')
        """
        from babel.numbers import format_decimal

        return format_decimal(number, locale=self.rules).translate(_SPACES)

    def counted(self, number: int, noun: str, **places: object) -> str:
        """A number and its noun, in the form that goes with the number; ``places`` as in `word`.

        >>> locale_named("en").counted(1, "event"), locale_named("en").counted(1200, "event")
        ('1 event', '1,200 events')
        >>> locale_named("uk").counted(3, "event"), locale_named("uk").counted(11, "event")
        ('3 події', '11 подій')
        """
        forms: Mapping[str, str] = self.words["count"].get(noun) or {"other": f"{{n}} {noun}"}
        form = "none" if number == 0 and "none" in forms else self._number_rules.plural_form(number)
        return _filled(forms.get(form, forms["other"]), {"n": self.number(number), **places})

    def ordinal_form(self, number: int) -> str:
        """Which ending a number has where it counts up, as babel calls it, in the language that the words are in.

        >>> [locale_named(name).ordinal_form(3) for name in ("en", "ja", "fr")]
        ['few', 'few', 'other']
        """
        return str(self._number_rules.ordinal_form(number))

    @property
    def _number_rules(self) -> babel.Locale:
        return self.rules if self.translated else english().rules

    def joints(self, number: int, kind: Literal["and", "or"] = "and") -> Iterator[str]:
        """What stands between the members of a list of so many, from first to last.

        >>> list(locale_named("en").joints(3)), list(locale_named("de").joints(2, "or"))
        ([', ', ', and '], [' oder '])
        """
        patterns = self.cldr["list_patterns"]["standard" if kind == "and" else "or"]
        for place in range(1, number):
            key = "2" if number == 2 else "end" if place == number - 1 else "start" if place == 1 else "middle"
            yield patterns[key].replace("{0}", "").replace("{1}", "").translate(_SPACES)

    def pattern(self, name: str) -> str:
        """A pattern of the CLDR: ``day``, ``month``, ``year``, ``monthday``, ``time``, ``second`` or ``hour``, and with
        ``short`` before it the one that takes least room.

        >>> locale_named("de").pattern("day"), locale_named("ja").pattern("month")
        ('d. MMMM y', 'y年M月')
        """
        return _pattern(self, name)

    def month(self, month: int, width: Literal["abbreviated", "wide"] = "wide", *, alone: bool = False) -> str:
        """A month's name; ``alone`` as it stands by itself, where that is another form than in a date.

        >>> locale_named("uk").month(11), locale_named("uk").month(11, alone=True)
        ('листопада', 'листопад')
        """
        name: str = self.cldr["months"]["stand-alone" if alone else "format"][width][month]
        return name

    def year(self, year: int) -> str:
        """A year by itself: before 1000 it says on which side of our era it is.

        >>> locale_named("en").year(-43), locale_named("de").year(79), locale_named("ja").year(2024)
        ('44 BC', '79 n. Chr.', '2024年')
        """
        return "".join(text for _, text in self.fields("year heading", year))

    def fields(self, name: str, year: int, month: int = 1, day: int = 1) -> list[tuple[str, str]]:
        """The pattern ``name``, filled: (unit, text), the unit G, y, M or d, or "" for what stands between.

        >>> locale_named("en").fields("day", 2024, 11, 5)
        [('M', 'Nov'), ('', ' '), ('d', '5'), ('', ', '), ('y', '2024')]
        """
        found: list[tuple[str, str]] = []
        for kind, value in _tokens(self.pattern(name)):
            if kind == "chars":
                found.append(("", value))
                continue
            letter, width = value
            if letter == "y":
                found.extend(self._year_fields(year))
            elif letter in "ML":
                names = {3: "abbreviated", 4: "wide"}
                text = self.month(month, names[width], alone=letter == "L") if width in names else str(month)  # type: ignore[arg-type]
                found.append(("M", text))
            elif letter == "d":
                found.append(("d", str(day)))
        if year < 1000 and found[-1][0] == "" and found[-1][1].startswith(" "):
            found.pop()  # an abbreviated "year", which the era stands for
        return found

    def _year_fields(self, year: int) -> list[tuple[str, str]]:
        if year >= 1000:
            return [("y", str(year))]
        number, era = ("y", str(year if year > 0 else 1 - year)), self.cldr["eras"]["abbreviated"][int(year > 0)]
        with_era = self.cldr["datetime_skeletons"].get("Gy")
        if with_era is not None and with_era.pattern.startswith("G"):
            between = [("", " ")] if with_era.pattern.startswith("G ") else []
            return [("G", era), *between, number]
        return [number, ("", " "), ("G", era)]

    def period(self, which: Literal["am", "pm"]) -> str:
        """What the morning and the afternoon are called beside the hour.

        >>> locale_named("en").period("pm")
        'pm'
        """
        own = self.style.get("periods", {}).get(which)
        return own or str(self.cldr["day_periods"]["format"]["abbreviated"][which]).translate(_SPACES)

    def dash(self, unit: str, finest: str) -> str:
        """What stands between two dates down to ``finest`` (y, M, d) that differ in ``unit`` and in nothing larger.

        Both empty, it is what stands between dates of two kinds.

        >>> locale_named("en").dash("d", "d"), locale_named("de").dash("d", "d"), locale_named("de").dash("y", "d")
        (' – ', '–', ' – ')
        """
        return _dash(self, unit, finest)


def _filled(words: str, places: Mapping[str, object]) -> str:
    if any(hasattr(place, "__html__") for place in places.values()):
        from markupsafe import Markup, escape

        return Markup(escape(words)).format(**places)
    return words.format(**places) if places else words


def languages(templates: Path | None = None) -> list[str]:
    """The languages that have words of their own, chrono's and those of the user's folder ``templates``.

    >>> languages()
    ['ar', 'de', 'en', 'es', 'fr', 'uk']
    """
    folders = [template_folder(), *([templates] if templates else [])]
    found = (_FILE.fullmatch(path.name) for folder in folders for path in folder.iterdir())
    return sorted({match[1] for match in found if match})


def locale_named(name: str, templates: Path | None = None) -> Locale:
    """The locale of a name as "de" or "en-GB"; ``templates`` is the user's folder, whose words stand in for ours.

    Raises ``UserError`` when there is no such locale, or when a file of words is none.

    >>> locale_named("pt_BR").name, locale_named("he").direction
    ('pt-BR', 'rtl')
    """
    files = sorted(templates.glob("words.*.toml")) if templates else []
    return _locale(name, templates, tuple((file.name, file.stat().st_mtime_ns) for file in files))


@cache
def _locale(name: str, templates: Path | None, stamps: tuple[tuple[str, int], ...]) -> Locale:
    """The locale of a name, with the user's words as they are: ``chrono serve`` sees them change."""
    import babel
    from babel import localedata

    try:
        rules = babel.Locale.parse(name.replace("_", "-"), sep="-") if _NAME.fullmatch(name) else None
    except (ValueError, babel.UnknownLocaleError):
        rules = None
    if rules is None:
        raise UserError(f"there is no locale {name!r}; chrono has words in {', '.join(languages(templates))}")
    lang = str(rules).replace("_", "-")
    chain = list(dict.fromkeys((rules.language, lang)))
    own = [_words(each, templates) for each in chain]
    words = _words("en", templates) if rules.language != "en" else {}
    for each in own:
        words = _merged(words, each)
    style: Words = {}
    for each in own:
        style = _merged(style, each.get("style", {}))
    return Locale(
        name=lang,
        direction="rtl" if rules.text_direction == "rtl" else "ltr",
        words=words,
        style=style,
        # A copy of our own: babel keeps what an alias leads to in tables that all locales share, so that asked for two
        # locales it tells the months of one in the language of the other.
        cldr=localedata.LocaleDataDict(deepcopy(localedata.load(str(rules)))),  # type: ignore[arg-type]
        rules=rules,
        translated=any(own),
    )


def english() -> Locale:
    """The locale where none is asked for."""
    return locale_named("en")


def _words(name: str, templates: Path | None) -> Words:
    words: Words = {}
    for folder in (template_folder(), templates):
        file = folder / f"words.{name}.toml" if folder else None
        if file is None or not file.is_file():
            continue
        try:
            words = _merged(words, tomllib.loads(file.read_text(encoding="utf-8")))
        except (OSError, UnicodeDecodeError, tomllib.TOMLDecodeError) as error:
            raise UserError(f"{file}: cannot be read as TOML: {' '.join(str(error).split())}") from error
    return words


def _merged(words: Words, over: Words) -> Words:
    merged = dict(words)
    for key, value in over.items():
        both = isinstance(value, dict) and isinstance(merged.get(key), dict)
        merged[key] = {**merged[key], **value} if both else value
    return merged


_SKELETONS = {
    "abbreviated": {"day": "yMMMd", "month": "yMMM", "monthday": "MMMd"},
    "wide": {"day": "yMMMMd", "month": "yMMMM", "monthday": "MMMMd"},
}
_SHORT = {"short day": "yMMMd", "short monthday": "MMMd", "short month": "MMM", "short year month": "yMMM"}
"""The patterns of an axis, which has little room."""


@cache
def _pattern(locale: Locale, name: str) -> str:
    own = locale.style.get("patterns", {}).get(name)
    if own:
        return str(own)
    if name.endswith(" of"):
        return _pattern(locale, name.removesuffix(" of"))
    skeletons, times = locale.cldr["datetime_skeletons"], locale.cldr["time_formats"]
    if name in ("time", "second"):
        return str(times["short" if name == "time" else "medium"].pattern).translate(_SPACES)
    if name == "hour":
        hour = skeletons["H" if "H" in times["short"].pattern else "h"].pattern.translate(_SPACES)
        return hour if len(_tokens(hour)) > 1 else str(times["short"].pattern).translate(_SPACES)
    if name in _SHORT:
        return str(skeletons[_SHORT[name]].pattern).translate(_SPACES)
    if name in ("year", "year heading"):
        return str(skeletons["y"].pattern)
    width = locale.style.get("months", "wide")
    if name == "day" and width == "wide":
        return str(locale.cldr["date_formats"]["long"].pattern).translate(_SPACES)
    return str(skeletons[_SKELETONS[width][name]].pattern).translate(_SPACES)


@cache
def _tokens(pattern: str) -> tuple[tuple[str, Any], ...]:
    """A pattern's fields and the characters between; eras are left to the year."""
    from babel.dates import tokenize_pattern

    found: list[tuple[str, Any]] = []
    for kind, value in tokenize_pattern(pattern):
        if kind == "field" and value[0] == "G":
            if found and found[-1] == ("chars", " "):
                found.pop()
            continue
        if kind == "chars" and found and found[-1][0] == "chars":
            value = found.pop()[1] + value
        found.append((kind, value))
    return tuple(found)


_DASH = re.compile(r"\s*[–—‐‑―~～〜-]\s*$")


@cache
def _dash(locale: Locale, unit: str, finest: str) -> str:
    own = locale.style.get("dashes", {}).get(finest)
    if own and unit == finest:
        return str(own)
    intervals = locale.cldr["interval_formats"]
    wide = locale.style.get("months", "wide") == "wide" and "yMMMM" in intervals
    skeleton = {"y": "y", "M": "yMMMM" if wide else "yMMM", "d": "yMMMd"}.get(finest)
    between = intervals.get(skeleton, {}).get(unit) if skeleton else None
    match = _DASH.search(between[0].translate(_SPACES)) if between else None
    return match[0] if match else intervals[None].replace("{0}", "").replace("{1}", "").translate(_SPACES)


def clock(locale: Locale, name: str, second: int) -> str:
    """A second of the day by the pattern ``time``, ``second`` or ``hour``.

    >>> clock(locale_named("en"), "hour", 15 * 3600), clock(locale_named("de"), "time", 15 * 3600)
    ('3 pm', '15:00')
    """
    hour, minute = second // 3600, second // 60 % 60
    written = []
    for kind, value in _tokens(locale.pattern(name)):
        if kind == "chars":
            written.append(value)
            continue
        letter, width = value
        if letter in "ab":
            written.append(locale.period("am" if hour < 12 else "pm"))
        else:
            numbers = {"h": hour % 12 or 12, "K": hour % 12, "H": hour, "k": hour or 24, "m": minute, "s": second % 60}
            written.append(f"{numbers[letter]:0{width}d}" if letter in numbers else "")
    return "".join(written).strip()
