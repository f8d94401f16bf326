"""What is asked of a timeline in Python, and of its store: the same answers."""

from __future__ import annotations

import random
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from chrono.article import Article
from chrono.events.event import Event, Mention
from chrono.pipeline import build
from chrono.problems import UserError
from chrono.query import Sources, asked, folded, needle, words_of
from chrono.store import FILE, load, opened, save, writer
from chrono.temporal.edtf import Edtf, parse
from chrono.temporal.interval import OPEN, Bound, Interval
from chrono.temporal.window import FOREVER, Match, Window
from chrono.timeline import Timeline

SEEDS = Path(__file__).parents[1] / "seeds"
PAIRS = 10_000


def event(number: int, date: str | None = "2024", **fields: object) -> Event:
    text = str(fields.get("text", "The council met."))
    mention = Mention("a.txt", "", None, "", text, 0, len(text), "", 0, 0, "DATE", "", "", "", ())
    made = Event(
        f"e{number}", date, None, None, "interval", "happened", "asserted", "A title", text, (), (), 0.5, (mention,)
    )
    return replace(made, **fields)  # type: ignore[arg-type]


def random_date(chance: random.Random) -> str:
    """EDTF of any form, near and far."""
    while True:
        one, two = (random_day(chance) for _ in range(2))
        forms = (one, one, f"{one}/{two}", f"{one}/..", f"/{two}", f"{one}/", f"../{two}", f"[{one}..{two}]")
        sets = (f"[{one},{two}]", f"{{{one},{two}}}", f"[..{one}]", f"[{one}..]", f"{{{one}..}}", f"{{{one}..{two}}}")
        try:
            return str(parse(chance.choice(forms + sets)))
        except ValueError:  # the later goes first
            continue


def random_day(chance: random.Random) -> str:
    year, month, day = chance.randrange(2010, 2020), chance.randrange(1, 13), chance.randrange(1, 29)
    years = (
        f"{year}",
        f"{year}",
        f"{year}",
        f"-{chance.randrange(1, 500):04d}",
        f"Y{chance.randrange(10_000, 20_000)}",
    )
    forms = (
        f"-{month:02d}",
        f"-{month:02d}-{day:02d}",
        "",
        f"-{chance.randrange(21, 25)}",
        f"-{month:02d}-{day:02d}T09",
    )
    return chance.choice([*(f"{chance.choice(years)}{form}" for form in forms), "201X", f"{year}~"])


def oracle(date: Edtf, window: Interval, match: Match) -> bool:
    """The definition, in the words of `chrono.temporal.interval`."""
    if date.form in {"one of", "all of"}:
        answers = [oracle(part, window, match) for part in date.parts if isinstance(part, Edtf)]
        if date.form == "all of" and any(part.form == "range" for part in date.parts if isinstance(part, Edtf)):
            answers = [stretch(part, window, match) for part in date.parts if isinstance(part, Edtf)]
        return all(answers) if match == "certain" and date.form == "one of" else any(answers)
    if any(isinstance(part, Bound) for part in date.parts) and date.form == "interval":
        return stretch(date, window, match)
    return window.contains(date.interval) if match == "certain" else window.overlaps(date.interval)


def stretch(date: Edtf, window: Interval, match: Match) -> bool:
    if not date.parts:
        return oracle(date, window, match)
    if match == "possible":
        return window.overlaps(date.interval)
    begin, end = date.parts
    latest_begin = begin.interval if isinstance(begin, Edtf) else Interval(begin, date.interval.end)
    earliest_end = end.interval if isinstance(end, Edtf) else Interval(date.interval.start, end)
    begun = begin is OPEN or Interval(OPEN, window.end).contains(latest_begin)
    if isinstance(end, Edtf):  # it begins before it ends, and ends after it began
        begun = begun or Interval(OPEN, window.end).contains(end.interval)
    going_on = end is OPEN or Interval(window.start, OPEN).contains(earliest_end)
    if isinstance(begin, Edtf):
        going_on = going_on or Interval(window.start, OPEN).contains(begin.interval)
    return begun and going_on


def test_the_store_answers_like_the_oracle(tmp_path: Path) -> None:
    chance = random.Random(7)
    events = [event(number, random_date(chance)) for number in range(500)]
    save(Timeline("", tuple(events)), tmp_path / FILE)
    with opened(tmp_path) as store:
        for turn in range(PAIRS // len(events)):
            window = random_window(chance)
            match: Match = "certain" if turn % 2 else "possible"
            bounds = (window.start, window.end)
            asked_for = Window(*(end if isinstance(end, int) else far for end, far in zip(bounds, FAR, strict=True)))
            expected = {e.id: e.date for e in events if oracle(parse(str(e.date)), window, match)}
            query = replace(asked(match=match), window=asked_for)
            assert {e.id: e.date for e in store.find(query)} == expected, (window, match)
            assert [e.id for e in events if query.answered_by(e, ())] == list(expected)
            assert store.count(query) == len(expected)


FAR = (-FOREVER, FOREVER)


def random_window(chance: random.Random) -> Interval:
    first, last = sorted(
        (parse(random_day(chance)).interval for _ in range(2)), key=lambda interval: str(interval.start)
    )
    start, end = first.start, last.end
    if isinstance(start, int) and isinstance(end, int) and start >= end:
        start, end = last.start, first.end
    draw = chance.random()
    return Interval(OPEN if draw < 0.1 else start, OPEN if 0.1 < draw < 0.2 else end)


SYLLABLES = ("pe", "ace", "Ta", "lk", "ß", "é", "ö", "st", "1", "'s", "-", "–", " ", " ", "\n", "…", "e\u0301", "終")


def random_text(chance: random.Random, most: int) -> str:
    """Words of any length, near to each other, with what stands between words."""
    return "".join(chance.choices(SYLLABLES, k=chance.randrange(1, most)))


def test_words_and_names_are_found_like_in_plain_python(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    for constant in ("_AT_A_TIME", "_TEXTS_AT_A_TIME", "_WORDS_AT_A_TIME", "_READINGS_KNOWN"):
        monkeypatch.setattr(writer, constant, 30)  # many parts, many runs of words
    monkeypatch.setattr(writer, "_SLOT_BITS", 4)  # nearly all words share a place in the table
    chance = random.Random(11)
    events = [
        event(
            number,
            random_date(chance) if number < 500 else None,
            title=random_text(chance, 9),
            text=random_text(chance, 60),
            actors=tuple(random_text(chance, 6) for _ in range(chance.randrange(3))),
            places=tuple(chance.choices(("Kyiv", "Łódź", "New York", "York"), k=chance.randrange(3))),
        )
        for number in range(540)
    ]
    timeline = Timeline("", tuple(events[:500]), tuple(events[500:]))
    save(timeline, tmp_path / FILE)
    found = 0
    with opened(tmp_path) as store:
        assert store.timeline() == timeline
        for _ in range(150):
            asks: dict[str, Any] = {
                "text": random_text(chance, 6) + chance.choice(("", "*")),
                "actor": chance.choice(("", "", random_text(chance, 3))),
                "place": chance.choice(("", "", "york", "new y*", "lodz")),
                "undated": chance.random() < 0.5,
                "first": chance.choice((None, None, "2014")),
            }
            try:
                query = asked(**asks)
            except UserError:  # no word in it
                continue
            expected = [one for one in events if query.answered_by(one, ())]
            assert store.find(query) == expected, asks
            assert store.count(query) == len(expected), asks
            by_salience = sorted(expected, key=lambda one: -one.salience)
            assert store.find(query, "salience", 5) == by_salience[:5]
            months = sum(number for _, number in store.tally(query, "month"))
            named = [name for one in expected for name in set(one.actors)]
            assert months == len(expected)
            assert dict(store.tally(query, "actor")).get(None, 0) == sum(not one.actors for one in expected)
            assert sum(number for name, number in store.tally(query, "actor") if name is not None) == len(named)
            found += len(expected)
    assert found > 1000


@pytest.mark.parametrize(
    "conditions",
    [
        {"text": "Kyiv"},
        {"text": "  SECURITY   kyiv "},
        {"text": "negotiat*"},
        {"text": "Ukraine's"},
        {"actor": "trump"},
        {"actor": "donald tr*"},
        {"place": "kursk"},
        {"source": "Han River"},
        {"source": "002_security_before_land.txt"},
        {"kind": "planned"},
        {"salience": 0.3},
        {"first": "2024-11", "last": "2024-11", "match": "certain", "text": "talks"},
        {"undated": True, "text": "peace"},
        {"undated": True, "match": "certain"},
        {"undated": True, "match": "certain", "first": "1000"},
        {"text": "'; DROP TABLE events; --"},
        {"actor": "x' OR 1=1"},
    ],
    ids=str,
)
def test_the_store_answers_like_plain_python(conditions: dict[str, object], site: Path) -> None:
    query = asked(**conditions)  # type: ignore[arg-type]
    with opened(site) as store:
        timeline = store.timeline()
        sources = Sources(timeline.articles)
        expected = [e for e in (*timeline.dated, *timeline.undated) if query.answered_by(e, sources.of(e))]
        assert store.find(query) == expected
        assert store.count(query) == len(expected)


def test_the_questions_of_the_test_above_have_answers(site: Path) -> None:
    with opened(site) as store:
        for conditions in ({"text": "Kyiv"}, {"actor": "trump"}, {"source": "Han River"}, {"kind": "planned"}):
            assert 0 < store.count(asked(**conditions)) < store.count(asked())  # type: ignore[arg-type]


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("built") / "site"
    build(SEEDS).save(folder)
    return folder


def test_between_gives_the_rows_of_the_table(site: Path) -> None:
    timeline = build(SEEDS)
    with opened(site) as store:
        found = store.find(asked("2014-03", "2014-03"))
    assert [row["id"] for _, row in timeline.between("2014-03", "2014-03").iterrows()] == [one.id for one in found]
    assert found
    assert list(timeline.between().columns) == list(timeline.events.columns)
    assert len(timeline.between()) == len(timeline.events)
    assert len(timeline.between("9999")) < len(timeline.events)
    loaded = load(site)
    for conditions in ({"first": "2014-03", "last": "2014-03"}, {"text": "kyiv"}, {"source": "Han River"}, {}):
        assert loaded.between(**conditions).equals(timeline.between(**conditions)), conditions


def test_the_order_and_the_limit(tmp_path: Path) -> None:
    events = [event(n, "2024", salience=salience) for n, salience in enumerate((0.1, 0.9, 0.5, 0.9))]
    save(Timeline("", tuple(events)), tmp_path / FILE)
    with opened(tmp_path) as store:
        assert [e.id for e in store.find(asked(), "salience")] == ["e1", "e3", "e2", "e0"]
        assert [e.id for e in store.find(asked(), "date", 2)] == ["e0", "e1"]


def test_tallies(tmp_path: Path) -> None:
    told = [
        event(0, "2024-11-14", actors=("Ukraine", "Kyiv")),
        event(1, "2024-11", actors=("Ukraine", "Ukraine")),
        event(2, "-0043-03-15"),
        event(3, "2024", mentions=()),
    ]
    articles = (Article("a.txt", "", source="Han River Daily"),)
    save(Timeline("", tuple(told), (event(4, None),), articles), tmp_path / FILE)
    with opened(tmp_path) as store:
        assert store.tally(asked(), "month") == [("-0043-03", 1), ("2024-11", 2), (None, 1)]
        assert store.tally(asked(), "actor") == [("Ukraine", 2), ("Kyiv", 1), (None, 2)]
        assert store.tally(asked(), "source") == [("Han River Daily", 3), (None, 1)]
        assert store.tally(asked("2024-11-14", text="council"), "month") == [("2024-11", 2), (None, 1)]


@pytest.mark.parametrize(
    ("text", "words"),
    [("Łódź", "lodz"), ("ÉCOLE", "ecole"), ("Straße", "strasse"), ("U.S.-led", "u s led"), ("Ёлка", "елка"), ("…", "")],
)
def test_folding(text: str, words: str) -> None:
    assert folded(text).strip() == words


def test_whole_words_and_beginnings() -> None:
    assert words_of("peace* deal") == ("peace*", "deal")
    assert words_of("* …") == ()
    assert needle("*") == ""


@pytest.mark.parametrize("name", ["text", "actor", "place", "source"])
def test_words_without_a_letter_are_refused(name: str) -> None:
    with pytest.raises(UserError, match=f"{name} '!!' holds no word to look for"):
        asked(**{name: "!!"})  # type: ignore[arg-type]


def test_a_bad_date_is_told_in_one_line() -> None:
    with pytest.raises(UserError, match="there is no month 13") as refused:
        build(SEEDS).between("2024-13")
    assert "\n" not in str(refused.value)


@pytest.mark.parametrize("wrong", [{"match": "perhaps"}, {"kind": "rumoured"}, {"salience": 5}])
def test_what_there_is_not_is_refused(wrong: dict[str, object]) -> None:
    with pytest.raises(UserError, match=next(iter(wrong))):
        asked(**wrong)  # type: ignore[arg-type]
