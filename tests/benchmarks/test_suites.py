"""The benchmark of phrase suites: how each suite's lines are read, what is left out, and when an answer is right."""

import json
import re

import pytest
import suites

REFERENCE = "2024-12-02T10:00:00"  # a Monday


def line(text, expected, **fields):
    return {"id": "x#1", "reference": REFERENCE, "text": text, "expected": expected, **fields}


def duckling(text, *times, kind="datetime", grain="Day"):
    expected = [{"kind": kind, "times": list(times), "grain": grain}] if times else []
    return line(text, expected, file="EN/Corpus.hs", corpus="allExamples")


def recognizers(text, words, *values, kind="date"):
    start = text.index(words)
    values = [{"type": kind, **value} for value in values]
    entity = {"text": words, "start": start, "end": start + len(words), "type": f"datetimeV2.{kind}", "values": values}
    return line(text, [entity], mode="DateTimeModel", not_supported=[])


def wanasit(text, start, **fields):
    return line(text, [{"start": start}], parser="chrono", **fields)


AFTER_2012 = {"timex": "2012", "Mod": "after", "start": "2013-01-01"}
MAY_2019 = {"year": 2019, "month": 5, "day": 3}


def only(suite, record):
    (case,) = suites.SUITES[suite][1](record)
    return suites._by_convention(suite, case)


@pytest.mark.parametrize(
    ("suite", "record", "kind", "starts", "grain"),
    [
        ("duckling", duckling("the 3rd of May", "2025-05-03T00:00:00"), "date", [(2025, 5, 3, 0, 0)], "day"),
        ("duckling", duckling("at 3pm", "2024-12-02T15:00:00", grain="Hour"), "time", [(2024, 12, 2, 15, 0)], "clock"),
        (
            "duckling",
            duckling("tomorrow morning", "2024-12-03T00:00:00", kind="datetimeInterval", grain="Hour"),
            "date",
            [(2024, 12, 3, 0, 0)],
            "day",
        ),
        (
            "recognizers",
            recognizers("We met on Friday.", "Friday", {"value": "2024-11-29"}, {"value": "2024-12-06"}),
            "date",
            [(2024, 11, 29, 0, 0), (2024, 12, 6, 0, 0)],
            "day",
        ),
        (
            "recognizers",
            recognizers(
                "after 2012", "after 2012", {"timex": "2012", "Mod": "after", "start": "2013-01-01"}, kind="daterange"
            ),
            "range",
            [(2013, 1, 1, 0, 0), (2012, 1, 1, 0, 0)],
            "day",
        ),
        (
            "wanasit",
            wanasit("10 March 44 BC", {"year": -44, "month": 3, "day": 10}),
            "date",
            [(-43, 3, 10, 0, 0)],
            "day",
        ),
        (
            "wanasit",
            wanasit("in 2012", {"year": 2012}),
            "date",
            [(2012, 1, 1, 0, 0)],
            "year",
        ),
        ("ctparse", line("3 May", ["Time[]{2025-05-03 X:X (X/X)}"]), "date", [(2025, 5, 3, 0, 0)], "day"),
        (
            "ctparse",
            line("3-5 May", ["Interval[]{2025-05-03 X:X (X/X) - 2025-05-05 X:X (X/X)}"]),
            "range",
            [(2025, 5, 3, 0, 0)],
            "day",
        ),
        (
            "dateparser",
            line("2 months ago", [{"ago": {"months": 2}, "period": "month"}]),
            "date",
            [(2024, 10, 2, 10, 0)],
            "month",
        ),
        (
            "dateparser",
            line("in 3 hours", [{"in_future": {"hours": 3}, "period": "day"}]),
            "time",
            [(2024, 12, 2, 13, 0)],
            "minute",
        ),
    ],
)
def test_what_a_suite_expects(suite, record, kind, starts, grain):
    case = only(suite, record)
    assert (case.kind, list(case.starts), case.grain) == (kind, starts, grain)


@pytest.mark.parametrize(
    ("suite", "record", "value"),
    [
        ("recognizers", recognizers("It took two weeks.", "two weeks", {"timex": "P2W"}, kind="duration"), "P2W"),
        ("ctparse", line("2 nights", ["Duration[]{2 nights}"]), "P2D"),
        ("dateparser", line("1 year 2 months", [{"ago": {"years": 1, "months": 2}, "period": "month"}]), "P1Y2M"),
    ],
)
def test_a_length_of_time_is_expected_as_a_value(suite, record, value):
    case = only(suite, record)
    assert (case.kind, case.value) == ("duration", value)


@pytest.mark.parametrize(
    ("suite", "record", "right"),
    [
        ("duckling", duckling("Friday", "2024-12-06T00:00:00"), True),  # ahead, as the suite has it
        ("duckling", duckling("Friday", "2024-11-29T00:00:00"), False),
        ("recognizers", recognizers("We met on Friday.", "Friday", {"value": "2024-11-29"}), True),
        ("recognizers", recognizers("They met on Friday.", "Friday", {"value": "2024-11-22"}), False),
        ("duckling", duckling("now", "2024-12-02T10:00:00", grain="Second"), True),
        ("duckling", duckling("early March", "2025-03-01T00:00:00", kind="datetimeInterval"), True),
        ("recognizers", recognizers("It took 14 days.", "14 days", {"timex": "P2W"}, kind="duration"), True),
        ("recognizers", recognizers("It took 15 days.", "15 days", {"timex": "P2W"}, kind="duration"), False),
        (
            "recognizers",
            recognizers("It rained every Monday.", "every Monday", {"timex": "XXXX-WXX-1"}, kind="set"),
            True,
        ),
        (
            "recognizers",
            recognizers("They met every Monday.", "every Monday", {"timex": "XXXX-WXX-2"}, kind="set"),
            False,
        ),
        ("duckling", duckling("one adult"), True),
        ("duckling", duckling("the whole of May 2019"), False),
        (
            "wanasit",
            line(
                "from 3 May 2019 to 5 June 2019",
                [{"start": {"year": 2019, "month": 5, "day": 3}, "end": {}}],
                parser="chrono",
            ),
            True,
        ),
    ],
)
def test_when_an_answer_is_right(suite, record, right):
    assert suites.answer(suite, only(suite, record)).right is right


@pytest.mark.parametrize(
    ("suite", "record", "name"),
    [
        ("duckling", duckling("Wednesday, 3 May", "2025-05-03T00:00:00"), "on another weekday"),
        (
            "duckling",
            duckling("Diwali 2019", "2019-10-27T00:00:00"),
            "feasts of the Hindu, Sikh, Parsi and Buddhist calendars",
        ),
        ("duckling", duckling("3/5", "2025-03-05T00:00:00"), "numeric month and day without a year"),
        ("duckling", duckling("by EOD", "2024-12-02T10:00:00", kind="datetimeInterval", grain="Second"), "shorthand"),
        (
            "wanasit",
            {
                **line("3 days ago", [{"start": {"year": 2024, "month": 1, "day": 2}}], parser="chrono"),
                "reference": None,
            },
            "reference not kept",
        ),
        ("duckling", duckling("3/5/2019", "2019-03-05T00:00:00"), None),
        ("duckling", duckling("the 3rd of May", "2025-05-03T00:00:00"), None),
        ("duckling", duckling("Wednesday, 3 May 2023", "2023-05-03T00:00:00"), None),
    ],
)
def test_what_is_left_out(suite, record, name):
    assert suites.exclusion(suite, only(suite, record)) == name


def entries(table):
    return [pytest.param(entry, id=f"{entry['name']}") for entry in suites._SETTINGS[table]]


@pytest.mark.parametrize("entry", entries("exclude") + entries("compare"))
def test_every_exclusion_and_convention_has_its_reason(entry):
    assert len(entry["reason"].split()) >= 5
    assert set(entry.get("suites", [])) <= set(suites.SUITES)
    assert set(entry.get("kinds", [])) <= set(suites.KINDS)


@pytest.mark.parametrize("entry", entries("exclude") + entries("compare") + entries("class"))
def test_every_pattern_compiles(entry):
    for key in ("pattern", "unless"):
        if key in entry:
            re.compile(entry[key])
    assert entry.keys() & {"pattern", "where", "undated"}


def test_the_command_reads_a_suite_and_sorts_its_misses(tmp_path, capsys):
    records = [
        duckling("the 3rd of May", "2025-05-03T00:00:00"),
        duckling("the 3rd of May", "2025-05-03T00:00:00"),
        duckling("quuxday", "2025-05-03T00:00:00"),
        duckling("Diwali 2019", "2019-10-27T00:00:00"),
    ]
    file = tmp_path / "suite.jsonl"
    file.write_text("".join(json.dumps(record) + "\n" for record in records), encoding="utf-8")
    assert suites.main([str(file), "--errors", "--json", str(tmp_path / "out.json")]) == 0
    printed = capsys.readouterr().out
    assert re.search(r"^duckling +2 +1 +50\.0", printed, re.MULTILINE)
    assert "1  feasts of the Hindu, Sikh, Parsi and Buddhist calendars: " in printed
    assert "other date (1: duckling 1)" in printed
    assert "we: nothing" in printed
    assert json.loads((tmp_path / "out.json").read_text())["duckling"]["date"] == {"cases": 2, "right": 1}
