"""The event table as CSV and JSON, and the problems."""

from __future__ import annotations

import csv
import io
import json

import pandas as pd
import pytest

from chrono.problems import Problem
from chrono.renderers import csv_table, json_table, problems_json
from chrono.renderers.csv_table import cell, plain
from chrono.timeline import SCHEMA, Timeline


def rows(timeline: Timeline) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(csv_table.render(timeline).decode(), newline="")))


def test_a_row_an_event_the_columns_of_the_table_first(bridge: Timeline) -> None:
    found = rows(bridge)
    assert [row["id"] for row in found] == [event.id for event in bridge.dated]
    assert list(found[0]) == [*SCHEMA, *csv_table.FIRST_MENTION]


def test_lists_are_joined_and_mentions_counted(bridge: Timeline) -> None:
    cracks = rows(bridge)[2]
    assert cracks["actors"] == "Port Authority; Divers' Guild"
    assert cracks["mentions"] == "3"
    assert cracks["conflicts"] == "2024-11-30"
    assert (cracks["article"], cracks["phrase"], cracks["rule"]) == ("herald.txt", "Friday", "<weekday>")
    assert rows(bridge)[1]["latest"] == ""


@pytest.mark.parametrize(
    "formula",
    ["=1+1", "+1", "-1+1", "@SUM(A1)", "\t=1", "\r=1", "\n=1", " =1", '=HYPERLINK("http://x";"y")', "＝1", "－1"],
)
def test_no_cell_is_a_formula(event, formula: str) -> None:
    (row,) = rows(Timeline("", (event("2024", formula, actors=("Ann", formula), text=formula),)))
    assert row["title"] == row["text"] == "'" + formula
    assert row["actors"] == f"Ann; '{formula}"


@pytest.mark.parametrize(
    "text", ["=1+1", "'=1+1", "''@x", "'\t", "'tis", "''", "- a - b", "\r\n", "-0043-03-15", "plain", "", " ＝x", "'"]
)
def test_what_was_made_safe_can_be_told_from_what_was_so_before(event, text: str) -> None:
    (row,) = rows(Timeline("", (event("2024", text, actors=("Ann", text, "=2")),)))
    assert plain(row["title"]) == text
    assert [plain(name) for name in row["actors"].split("; ")] == ["Ann", text, "=2"]


def test_a_year_before_our_era_is_no_formula_either(event) -> None:
    (row,) = rows(Timeline("", (event("-0043-03-15", "The Ides"),)))
    assert row["date"] == row["earliest"] == "'-0043-03-15"


@pytest.mark.parametrize(
    "plain", ["5 - 3", "a=b", "e-mail", "it's", "", "1,5", 'a "quoted" word', "two\nlines", "2024"]
)
def test_the_rest_is_left_alone(event, plain: str) -> None:
    assert cell(plain) == plain
    (row,) = rows(Timeline("", (event("2024", plain),)))
    assert row["title"] == plain


def test_pandas_reads_it_back(bridge: Timeline) -> None:
    table = pd.read_csv(io.BytesIO(csv_table.render(bridge)), dtype={"date": str})
    assert list(table["date"]) == [event.date for event in bridge.dated]
    assert table["salience"].dtype == float
    assert table["mentions"].sum() == 11


def test_no_event_is_a_header() -> None:
    assert (
        csv_table.render(Timeline("", ())).decode().replace('"', "")
        == ",".join([*SCHEMA, *csv_table.FIRST_MENTION]) + "\n"
    )


def test_json_is_the_table_with_its_mentions(bridge: Timeline) -> None:
    written = json_table.render(bridge)
    assert json.loads(written) == bridge.as_dict()
    assert list(json.loads(written)) == ["title", "events", "undated"]
    assert list(json.loads(written)["events"][0]) == list(SCHEMA)
    assert list(json.loads(written)["undated"][0]) == [*SCHEMA, "why"]
    assert "“Friday”" in written.decode()
    assert written.endswith(b"}\n")


def test_a_lone_surrogate_survives_in_json(event) -> None:
    timeline = Timeline("\ud800", (event("2024", "half"),))
    assert json.loads(json_table.render(timeline))["title"] == "\ud800"


def test_problems_are_a_list(bridge: Timeline) -> None:
    assert json.loads(problems_json.render(bridge)) == [problem.as_dict() for problem in bridge.problems]
    placed = Timeline("", (), problems=(Problem("read", "a.csv", "bad", "mend it", 7),))
    assert json.loads(problems_json.render(placed)) == [
        {"stage": "read", "origin": "a.csv", "what": "bad", "advice": "mend it", "line": 7}
    ]
    assert problems_json.render(Timeline("", ())) == b"[]\n"
