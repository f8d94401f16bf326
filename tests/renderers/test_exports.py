"""Calendar, feed, slides and Parquet: read back by the libraries people read them with."""

from __future__ import annotations

import json
from dataclasses import fields, replace
from datetime import date, datetime
from pathlib import Path
from typing import Any

import duckdb
import feedparser
import icalendar
import jsonschema
import pytest
from lxml import etree

from chrono.article import Article, Dating
from chrono.events.event import Conflict, Mention
from chrono.pipeline import build
from chrono.problems import UserError
from chrono.renderers import atom, ics, json_table, parquet, timelinejs
from chrono.renderers.claims import headline
from chrono.renderers.stamps import built
from chrono.timeline import SCHEMA, Timeline

ROOT = Path(__file__).parents[2]
ATOM = "{http://www.w3.org/2005/Atom}"
HOSTILE = (
    "BEGIN:VEVENT",
    "one\r\nEND:VEVENT\r\nBEGIN:VALARM",
    "one\nATTACH:https://example.org",
    "one\u2028two\x85three\x0bfour",
    "a;b,c:d\\n \\, \\;",
    "</title><script>alert(1)</script>",
    "&lt;script&gt; & ]]> <![CDATA[",
    "<img src=x onerror=alert(1)>",
    "Bell\x07 null\x00 half \ud800 \ufffe",
    "Київ " * 40,
    "e\u0301🇺🇦" * 30,
    "",
    "\\",
)


def calendar(timeline: Timeline) -> icalendar.Calendar:
    return icalendar.Calendar.from_ical(ics.render(timeline))


def entries(timeline: Timeline) -> dict[str, Any]:
    """The entries of the calendar by their ids in the timeline."""
    return {str(entry["UID"]).removesuffix("@chrono-timeline"): entry for entry in calendar(timeline).walk("VEVENT")}


def feed(timeline: Timeline) -> etree._Element:
    return etree.fromstring(atom.render(timeline))


def slides(timeline: Timeline) -> dict[str, Any]:
    return {slide["unique_id"]: slide for slide in json.loads(timelinejs.render(timeline))["events"]}


# The calendar


@pytest.mark.parametrize(
    ("edtf", "start", "end"),
    [
        ("2024-11-05", date(2024, 11, 5), date(2024, 11, 6)),
        ("2024-12-31", date(2024, 12, 31), date(2025, 1, 1)),
        ("2024-11-10/2024-11-12", date(2024, 11, 10), date(2024, 11, 13)),
        ("2022-02-24/2024-11-05", date(2022, 2, 24), date(2024, 11, 6)),
        ("0476-09-04", date(476, 9, 4), date(476, 9, 5)),
    ],
)
def test_days_and_stretches_of_days_stand_on_them(event, edtf: str, start: date, end: date) -> None:
    (entry,) = entries(Timeline("", (event(edtf, "It"),))).values()
    assert (entry.start, entry.end) == (start, end)
    assert entry["SUMMARY"] == "It"


@pytest.mark.parametrize(
    ("edtf", "start", "end", "title"),
    [
        ("2024-11", date(2024, 11, 1), date(2024, 12, 1), "It (Nov 2024)"),
        ("2024-11-11/2024-11-17", date(2024, 11, 11), date(2024, 11, 18), "It"),
        ("2024-11-05~", date(2024, 11, 5), date(2024, 11, 6), "It (around Nov 5, 2024)"),
        ("[2024-11-05,2024-11-07]", date(2024, 11, 5), date(2024, 11, 8), "It (Nov 5 or 7, 2024)"),
        ("[2024-11-05..2024-12-01]", date(2024, 11, 5), date(2024, 12, 2),
         "It (between Nov 5, 2024 and Dec 1, 2024)"),
        ("2022-02-24/..", date(2022, 2, 24), date(2022, 2, 25), "It (since Feb 24, 2022)"),
        ("2022-02-24/", date(2022, 2, 24), date(2022, 2, 25), "It (from Feb 24, 2022, end unknown)"),
        ("../2024-11-05", date(2024, 11, 5), date(2024, 11, 6), "It (until Nov 5, 2024)"),
    ],
)  # fmt: skip
def test_a_title_says_what_its_days_do_not(event, edtf: str, start: date, end: date, title: str) -> None:
    (entry,) = entries(Timeline("", (event(edtf, "It"),))).values()
    assert (entry.start, entry.end, str(entry["SUMMARY"])) == (start, end, title)


@pytest.mark.parametrize(
    "edtf",
    ["2024", "201X", "2024-22", "2024-33", "2014/..", "../2014", "2024-10/2025-01", "XXXX-11-14", "-0043-03-15",
     "Y12000", "[2024-11-10..2025-01-12]", "[2024-11-05..]", "9999-12-31"],
)  # fmt: skip
def test_no_day_is_made_up(event, edtf: str) -> None:
    timeline = Timeline("", (event(edtf, "It"), event("2024-11-05", "Known")))
    assert [str(entry["SUMMARY"]) for entry in entries(timeline).values()] == ["Known"]
    assert calendar(timeline)["X-WR-CALDESC"].startswith("Not in this calendar: 1 event whose date is wider")


@pytest.mark.parametrize(
    ("edtf", "line"),
    [
        ("2024-11-14T12:59-05:00", "DTSTART:20241114T175900Z"),
        ("2024-11-14T12:59Z", "DTSTART:20241114T125900Z"),
        ("2024-11-14T23:30+05:30", "DTSTART:20241114T180000Z"),
        ("2024-11-14T12:59", "DTSTART:20241114T125900"),
        ("[2024-11-14T12:59~]", "DTSTART:20241114T125900"),
        (
            "2024-11-14T14:00-05:00/2024-11-14T16:30-05:00",
            "DTSTART:20241114T190000Z\r\nDTEND:20241114T213000Z\r\nSUMMARY:It",
        ),
        ("2024-11-14T14/2024-11-14T16", "DTSTART:20241114T140000\r\nDTEND:20241114T160000"),
        ("2024-11-14T15", "DTSTART:20241114T150000\r\nDTEND:20241114T160000"),
    ],
)
def test_a_time_of_day_is_in_utc_where_its_zone_is_told(event, edtf: str, line: str) -> None:
    assert f"\r\n{line}\r\n" in ics.render(Timeline("", (event(edtf, "It"),))).decode()


def test_the_calendar_of_the_bridge(bridge: Timeline) -> None:
    found = entries(bridge)
    assert set(found) == {event.id for event in bridge.dated if event.date in ("2024-11-29", "2025-01")} | {
        next(event.id for event in bridge.dated if event.title.startswith("The council"))
    }
    cracks = found[bridge.dated[2].id]
    assert cracks["DESCRIPTION"].splitlines() == [
        "Nov 29, 2024",
        "",
        "Divers looked at the piers on Friday and found cracks.",
        "",
        "The sources disagree on the date: Nov 29, 2024 (Harbour Herald), Nov 30, 2024 (Stadtblatt).",
        "",
        "Source: Harbour Herald https://example.org/bridge?a=1&b=2",
        "Source: Stadtblatt",
    ]
    assert cracks["URL"] == "https://example.org/bridge?a=1&b=2"
    assert {str(entry["STATUS"]) for entry in found.values()} == {"CONFIRMED", "TENTATIVE"}
    assert calendar(bridge)["X-WR-CALDESC"] == (
        "Not in this calendar: 3 events whose date is wider than a month or outside the years 1 to 9999 "
        "and 1 event without a date."
    )
    assert all(entry["DTSTAMP"].dt == datetime.fromisoformat("2024-12-02T00:00:00Z") for entry in found.values())


@pytest.mark.parametrize("hostile", HOSTILE)
def test_nothing_of_an_article_breaks_out_of_a_calendar(event, mention, hostile: str) -> None:
    article = Article(f"{hostile}.txt", "", hostile, Dating(edtf="2024"), hostile, "https://example.org/a\r\nb")
    told = event("2024-11-05", hostile, mentions=(mention(hostile, "", article),), places=(hostile, "Kyiv"))
    written = ics.render(Timeline(hostile, (told, event("2024", "left out")), (), (article,)))
    lines = written.removesuffix(b"\r\n").split(b"\r\n")
    assert all(len(line) <= 75 for line in lines)
    assert not any(set(line.decode()) & {"\r", "\n", "\u2028", "\x85", "\x0b"} for line in lines)
    unfolded = written.replace(b"\r\n ", b"").decode().split("\r\n")
    assert [line.partition(":")[0].partition(";")[0] for line in unfolded[:-1]] == [
        "BEGIN", "VERSION", "PRODID", "CALSCALE", "METHOD", "NAME", "X-WR-CALNAME", "X-WR-CALDESC",
        "BEGIN", "UID", "DTSTAMP", "DTSTART", "DTEND", "SUMMARY", "DESCRIPTION", "LOCATION", "CATEGORIES",
        "STATUS", "TRANSP", "URL", "END", "END",
    ]  # fmt: skip
    (entry,) = calendar(Timeline(hostile, (told,))).walk("VEVENT")
    assert entry.errors == []
    if hostile.isprintable():
        assert str(entry["SUMMARY"]) == hostile
        assert str(entry["LOCATION"]) == f"{hostile}, Kyiv"


# The feed


def test_the_feed_has_what_the_standard_asks_for(bridge: Timeline) -> None:
    found = feed(bridge)
    for element in (found, *found.findall(f"{ATOM}entry")):
        for name in ("id", "title", "updated"):
            assert len(element.findall(ATOM + name)) == 1
        assert element.findtext(f"{ATOM}id").startswith("urn:uuid:")
        datetime.fromisoformat(element.findtext(f"{ATOM}updated"))
    assert found.find(f"{ATOM}author").findtext(f"{ATOM}name") == "The old bridge"
    ids = [element.text for element in found.iter(f"{ATOM}id")]
    assert len(ids) == len(set(ids)) == 8
    assert found.findtext(f"{ATOM}updated") == "2024-12-02T00:00:00Z"


def test_a_feed_reader_reads_it(bridge: Timeline) -> None:
    found = feedparser.parse(atom.render(bridge))
    assert not found.bozo
    assert found.version == "atom10"
    assert found.feed.title == "The old bridge"
    (cracks,) = [entry for entry in found.entries if entry.title == "Divers find cracks in the piers"]
    assert cracks.link == f"index.html#{bridge.dated[2].id}"
    said = cracks.content[0].value
    assert "<blockquote>Divers looked at the piers on Friday and found cracks.</blockquote>" in said
    assert "Nov 30, 2024 (Stadtblatt)" in said
    assert "javascript" not in said


def test_an_entry_keeps_its_id_and_its_stamp_when_articles_are_added(bridge: Timeline) -> None:
    def stamps(timeline: Timeline) -> dict[str, str]:
        return {
            entry.findtext(f"{ATOM}id"): entry.findtext(f"{ATOM}updated")
            for entry in feed(timeline).findall(f"{ATOM}entry")
        }

    newer = Article("newer.txt", "", "Newer", Dating(edtf="2025-03-01"))
    grown = replace(bridge, articles=(*bridge.articles, newer))
    assert stamps(grown) == stamps(bridge)
    assert feed(grown).findtext(f"{ATOM}updated") == "2025-03-01T00:00:00Z"


def test_the_feed_tells_what_was_told_last(event, mention) -> None:
    def told(day: int) -> Any:
        article = Article(f"{day}.txt", "", str(day), Dating(edtf=f"20{day // 28:02d}-01-{day % 28 + 1:02d}"))
        return event("1901", f"Event {day}", mentions=(mention("It did.", "", article),))

    found = feed(Timeline("", tuple(told(day) for day in range(150))))
    titles = [entry.findtext(f"{ATOM}title") for entry in found.findall(f"{ATOM}entry")]
    assert titles == [f"Event {day}" for day in range(149, 49, -1)]


@pytest.mark.parametrize("hostile", HOSTILE)
def test_nothing_of_an_article_breaks_out_of_a_feed(event, mention, hostile: str) -> None:
    def shape(said: str) -> list[str]:
        article = Article(f"{said}.txt", "", said, Dating(edtf="2024"), said, "https://example.org/")
        told = event("2024-11-05", said, mentions=(mention(said, "", article),))
        found = feed(Timeline(said, (told,), (), (article,)))
        content = etree.HTML(found.find(f"{ATOM}entry").findtext(f"{ATOM}content"))
        return [element.tag for element in (*found.iter(), *content.iter())]

    assert shape(hostile) == shape("plain")


# What is no fact


def test_what_is_no_fact_says_so_in_every_title(bridge: Timeline) -> None:
    told = {headline(event) for event in bridge.dated if event.kind != "reported"}
    assert "[planned] The bridge closes for repairs" in told
    assert "[planned, possible] A ferry may run at night" in told
    assert "[planned, negated] Trams cross again" in told
    assert "Trams may not cross" in told
    assert {entry.findtext(f"{ATOM}title") for entry in feed(bridge).findall(f"{ATOM}entry")} == told
    assert {slide["text"]["headline"] for slide in slides(bridge).values()} == told
    called_off = replace(bridge.dated[8], date="2025-05-02", modality="negated")
    (entry,) = entries(Timeline("", (called_off,))).values()
    assert (entry["SUMMARY"], entry["STATUS"]) == ("[planned, negated] Trams cross again", "CANCELLED")


# TimelineJS


@pytest.mark.parametrize(
    ("edtf", "start", "end", "words"),
    [
        ("2024", {"year": 2024}, None, "2024"),
        ("2024~", {"year": 2024}, None, "around 2024"),
        ("2024-11", {"year": 2024, "month": 11}, None, "Nov 2024"),
        ("2024-11-05", {"year": 2024, "month": 11, "day": 5}, None, "Nov 5, 2024"),
        (
            "2024-11-14T12:59-05:00",
            {"year": 2024, "month": 11, "day": 14, "hour": 12, "minute": 59},
            None,
            "Nov 14, 2024, 12:59 pm UTC−5",
        ),
        ("201X", {"year": 2010}, {"year": 2019}, "the 2010s"),
        ("2024-24", {"year": 2024, "month": 12}, {"year": 2025, "month": 2}, "winter 2024–25"),
        ("2024-11/2025", {"year": 2024, "month": 11}, {"year": 2025}, "Nov 2024 – 2025"),
        ("2014/..", {"year": 2014}, None, "since 2014"),
        ("../2014", {"year": 2014}, None, "until 2014"),
        ("[2024-11-10..2025-01-12]", {"year": 2024, "month": 11, "day": 10}, {"year": 2025, "month": 1, "day": 12},
         "between Nov 10, 2024 and Jan 12, 2025"),
        ("-0043", {"year": -44}, None, "44 BC"),
        ("0000", {"year": -1}, None, "1 BC"),
        ("Y12000", {"year": 12000}, None, "12000"),
    ],
)  # fmt: skip
def test_a_slide_has_as_much_of_a_date_as_is_known(event, edtf: str, start: Any, end: Any, words: str) -> None:
    (slide,) = slides(Timeline("", (event(edtf, "It"),))).values()
    assert (slide["start_date"], slide.get("end_date"), slide["display_date"]) == (start, end, words)


def test_two_times_of_which_one_has_a_zone_fall_on_their_day(event) -> None:
    (entry,) = entries(Timeline("", (event("2024-11-14T14:00/2024-11-14T16:30Z", "It"),))).values()
    assert (entry.start, entry.end) == (date(2024, 11, 14), date(2024, 11, 15))


def test_a_slide_needs_a_year(event) -> None:
    timeline = Timeline("", (event("XXXX-11-14", "A birthday"), event("2024", "A year")))
    assert [slide["text"]["headline"] for slide in slides(timeline).values()] == ["A year"]


# Parquet and the JSON Schema


def test_parquet_is_the_table(bridge: Timeline, tmp_path: Path) -> None:
    (tmp_path / "events.parquet").write_bytes(parquet.render(bridge))
    found = duckdb.read_parquet(str(tmp_path / "events.parquet"))
    assert found.columns == list(SCHEMA) == list(parquet.column_types())
    rows = [dict(zip(found.columns, row, strict=True)) for row in found.fetchall()]
    assert rows == [event.as_dict() for event in bridge.dated]
    assert parquet.render(bridge) == parquet.render(bridge)


@pytest.mark.parametrize("dated", [(), ("Київ 'a' \"b\" \\ \x00 \n {}",)])
def test_parquet_of_little_and_of_odd_text(event, tmp_path: Path, dated: tuple[str, ...]) -> None:
    timeline = Timeline("", tuple(event("-0043-03-15", text, actors=(text,)) for text in dated))
    (tmp_path / "events.parquet").write_bytes(parquet.render(timeline))
    rows = duckdb.read_parquet(str(tmp_path / "events.parquet")).fetchall()
    assert [(row[7], row[9]) for row in rows] == [(text, [text]) for text in dated]


@pytest.fixture(scope="module")
def schema() -> dict[str, Any]:
    found: dict[str, Any] = json.loads((ROOT / "docs" / "events.schema.json").read_text(encoding="utf-8"))
    jsonschema.Draft202012Validator.check_schema(found)
    return found


def test_events_json_is_what_its_schema_says(schema: dict[str, Any], bridge: Timeline, event) -> None:
    odd = ("-0043-03-15", "Y12000", "../2014", "XXXX-11-14", "{2024-11-05,2024-12}", "2024-11-14T12:59-05:00", "%2024")
    built = build(ROOT / "seeds")
    for timeline in (bridge, built, Timeline("", ()), Timeline("", tuple(event(one, "It") for one in odd))):
        jsonschema.Draft202012Validator(schema).validate(json.loads(json_table.render(timeline)))


def test_the_schema_names_every_key(schema: dict[str, Any]) -> None:
    kinds = schema["$defs"]
    for names, kind in ((list(SCHEMA), "event"), ([f.name for f in fields(Mention)], "mention"),
                        ([f.name for f in fields(Conflict)], "conflict")):  # fmt: skip
        assert kinds[kind]["required"] == names == list(kinds[kind]["properties"])


@pytest.mark.parametrize(
    ("place", "wrong"),
    [
        (("title",), None),
        (("events", 0, "date"), None),
        (("events", 0, "date"), "5 November"),
        (("events", 0, "earliest"), "2024-13-01"),
        (("events", 0, "kind"), "future"),
        (("events", 0, "salience"), 1.5),
        (("events", 0, "mentions", 0, "phrase_start"), -1),
        (("undated", 0, "why"), ""),
    ],
)
def test_the_schema_refuses_what_is_wrong(
    schema: dict[str, Any], bridge: Timeline, place: tuple[Any, ...], wrong: Any
) -> None:
    record: Any = bridge.as_dict()
    inner = record
    for key in place[:-1]:
        inner = inner[key]
    inner[place[-1]] = wrong
    assert not jsonschema.Draft202012Validator(schema).is_valid(record)


# Stamps


def test_a_stamp_comes_from_the_articles_or_from_whoever_builds(
    bridge: Timeline, monkeypatch: pytest.MonkeyPatch
) -> None:
    undated = Timeline("", (), articles=(Article("a.txt", ""),))
    assert built(undated) < built(bridge)
    assert feed(undated).findtext(f"{ATOM}updated") == "1970-01-01T00:00:00Z"
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "1735689600")
    assert feed(bridge).findtext(f"{ATOM}updated") == "2025-01-01T00:00:00Z"
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "yesterday")
    with pytest.raises(UserError, match="SOURCE_DATE_EPOCH: 'yesterday' is no number"):
        atom.render(bridge)
