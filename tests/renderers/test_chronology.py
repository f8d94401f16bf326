"""Years, months and days, and the sources behind them."""

from __future__ import annotations

from dataclasses import replace

from chrono.article import Article
from chrono.events.event import Conflict
from chrono.renderers.chronology import also_told, by_reason, disagreeing, extent, lead, sources, told_in, years
from chrono.timeline import Timeline


def shape(found):
    return [
        (year.name, [(month.name, [event.title for day in month.days for event in day.told]) for month in year.months])
        for year in found
    ]


def test_the_year_as_a_whole_comes_before_its_months(event) -> None:
    events = [
        event("2024-01-05", "day"),
        event("2024-01", "month"),
        event("2024", "year"),
        event("2024-21", "spring"),
        event("2024-02", "February"),
    ]
    assert shape(years(events)) == [
        ("2024", [("", ["year", "spring"]), ("January", ["day", "month"]), ("February", ["February"])])
    ]


def test_wider_headings_come_first_and_every_anchor_is_its_own(event) -> None:
    dates = ["-0043-03-15", "0043-03-15", "1900", "19XX", "2010-01-01", "2010", "201X", "Y12000", "XXXX-05"]
    found = years(event(date, date) for date in dates)
    assert [year.name for year in found] == [
        "44 BC",
        "43 AD",
        "The 20th century",
        "1900",
        "The 2010s",
        "2010",
        "12000",
        "Year unknown",
    ]
    anchors = [year.id for year in found] + [month.id for year in found for month in year.months]
    assert len(set(anchors)) == len(anchors)
    assert all(anchor[0].isalpha() for anchor in anchors)


def test_reported_events_are_set_apart_day_by_day(event) -> None:
    events = [
        event("2024-12-02", "first", kind="reported"),
        event("2024-12-02", "told"),
        event("2024-12-02", "second", kind="reported"),
        event("2024-12-03", "next day", kind="reported"),
    ]
    ((month,),) = ((year.months) for year in years(events))
    assert [(day.date, len(day.told), [event.title for event in day.reported]) for day in month.days] == [
        ("2024-12-02", 1, ["first", "second"]),
        ("2024-12-03", 0, ["next day"]),
    ]


def test_no_event_is_lost_or_told_twice(bridge: Timeline) -> None:
    told = [e for y in years(bridge.dated) for m in y.months for d in m.days for e in (*d.told, *d.reported)]
    assert sorted(e.id for e in told) == sorted(e.id for e in bridge.dated)


def test_sources_are_counted_and_named(bridge: Timeline) -> None:
    found = sources(bridge)
    assert [(source.name, source.number, source.mentions) for source in found.values()] == [
        ("Harbour Herald", 1, 10),
        ("Stadtblatt", 2, 1),
        ("A letter about the ferry", 3, 1),
    ]


def test_sources_whose_names_look_alike_have_anchors_of_their_own() -> None:
    names = ["a b.txt", "a-b.txt", "A b.txt", "ä.txt"]
    found = sources(Timeline("", (), articles=tuple(Article(name, "") for name in names)))
    assert len({source.id for source in found.values()}) == len(names)


def test_a_source_that_only_a_mention_knows(event, mention) -> None:
    elsewhere = mention("It was told.", article=Article("elsewhere.txt", "", "Elsewhere"), published="2024-05")
    found = sources(Timeline("", (event("2024", "told", mentions=(elsewhere,)),)))
    assert found["elsewhere.txt"].name == "Elsewhere"
    assert found["elsewhere.txt"].article.published.edtf == "2024-05"


def test_mentions_are_shared_out_without_rest(bridge: Timeline) -> None:
    cracks = bridge.dated[2]
    own, other, again = cracks.mentions
    assert lead(cracks) is own
    assert disagreeing(cracks) == [(own, "2024-11-29"), (other, "2024-11-30")]
    assert also_told(cracks) == [again]
    assert told_in(cracks) == (own, other)


def test_the_mention_that_leads_is_the_one_whose_sentence_is_shown(event, mention) -> None:
    first, second = mention("One sentence."), mention("Another sentence.")
    told = event("2024", "told", mentions=(first, second), text="Another sentence.")
    assert lead(told) is second
    assert also_told(told) == [first]
    assert lead(event("2024", "bare", mentions=())) is None


def test_a_conflict_with_a_mention_that_is_not_there_is_left_out(event) -> None:
    assert disagreeing(event("2024", "told", conflicts=(Conflict("2023", 7),))) == []


def test_undated_events_by_reason(event) -> None:
    events = [event(None, title, why=why) for title, why in (("a", "x"), ("b", "y"), ("c", "x"))]
    assert [(why, [e.title for e in those]) for why, those in by_reason(events)] == [("x", ["a", "c"]), ("y", ["b"])]


def test_the_extent_knows_years_of_any_length(event) -> None:
    events = [event(date, date) for date in ("-0043-03-15", "-0500", "2024-05", "Y12000", "2014/..")]
    assert extent(events) == "501 BC – 12000"
    assert extent([replace(events[0], earliest=None, latest=None)]) == ""
