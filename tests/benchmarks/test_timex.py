"""The benchmark of time expressions: what it prints, how other taggers' answers become TIMEX3, the texts it times."""

# ruff: noqa: DTZ001 - the peers count from naive moments
import json
from datetime import datetime

import peers
import pytest
import timex
from score import Document, Mark, Score, equal

from chrono.languages import load

TEXT = "They met on Friday. They will meet on Friday, and in May."
WRITTEN = "2024-12-02"


def corpus(tmp_path, *timexes, text=TEXT):
    file = tmp_path / "corpus.jsonl"
    marks = []
    for words, value, start in timexes:
        at = text.index(words, start)
        marks.append({"start": at, "end": at + len(words), "type": "DATE", "value": value})
    file.write_text(json.dumps({"id": "one", "dct": WRITTEN, "text": text, "timexes": marks}) + "\n", encoding="utf-8")
    return file


def test_the_rules_whose_direction_is_measured_exist():
    assert set(timex.BARE) <= {rule.name for rule in load("en").rules}


def test_chrono_is_scored_with_its_rules_and_what_it_saw_of_the_clause():
    first, second, third = timex.chrono_marks(Document("one", WRITTEN, TEXT))
    assert (first.value, first.rule, first.tense) == ("2024-11-29", "<weekday>", "past")
    assert (second.value, second.tense, second.signal) == ("2024-12-06", "future", "in")
    assert third.value == "2025-05"


def pair(gold, found, rule="<weekday>", tense="past", signal="in"):
    score = Score()
    mark = Mark(12, 18, "Friday", "DATE", found, rule, tense, signal)
    score.add(Document("one", WRITTEN, TEXT, (Mark(12, 18, "Friday", "DATE", gold),)), [mark])
    return score


@pytest.mark.parametrize(
    ("gold", "found", "outcome"),
    [
        ("2024-11-29", "2024-11-29", "right"),
        ("2024-12-06", "2024-11-29", "early"),
        ("2024-11-29", "2024-12-06", "late"),
        ("BC0480-09", "BC0481-09", "early"),
    ],
)
def test_direction_of_a_bare_date(gold, found, outcome):
    assert timex.direction(pair(gold, found)) == {("<weekday>", "past", "in"): {outcome: 1}}


@pytest.mark.parametrize(
    ("gold", "found", "rule"), [("2024-W48", "2024-11-29", "<weekday>"), ("2024", "2023", "<year>")]
)
def test_another_grain_and_a_full_date_are_no_question_of_direction(gold, found, rule):
    assert timex.direction(pair(gold, found, rule)) == {}


def test_a_tagger_that_fails_is_scored_without_what_it_failed_on():
    def find(document):
        if document.id == "bad":
            raise RecursionError
        return [Mark(0, 6, "Friday", "DATE", "2024-11-29")] if document.id == "good" else []

    documents = [
        Document(name, WRITTEN, "Friday", (Mark(0, 6, "Friday", "DATE", "2024-11-29"),)) for name in ("good", "bad")
    ]
    ran = timex.run("other", find, documents, equal)
    assert (ran.score.f1("value"), ran.failures) == (pytest.approx(2 / 3), {"RecursionError": 1})


def test_a_peer_that_is_not_installed_is_named_as_such(monkeypatch):
    def missing():
        import a_tagger_that_nobody_wrote  # noqa: F401

    monkeypatch.setitem(peers.PEERS, "other", peers.Peer("other", missing))
    (said,) = timex.run_peers(["other"], [Document("one", WRITTEN, TEXT)], equal)
    assert said.startswith("other: not installed")


def test_the_command_prints_scores_direction_and_misses_and_writes_them(tmp_path, capsys):
    file = corpus(tmp_path, ("Friday", "2024-11-29", 0), ("Friday", "2024-12-13", 30), ("met", "2024", 0))
    assert timex.main([str(file), "--errors", "--json", str(tmp_path / "out.json")]) == 0
    printed = capsys.readouterr().out
    assert "value             33.33  33.33  33.33" in printed
    assert "value: <weekday> (1)" in printed
    assert "missed: a DATE (1)" in printed
    assert "spurious: <month> (also a name or a verb) (1)" in printed
    figures = json.loads((tmp_path / "out.json").read_text())["corpus.jsonl"]
    assert figures["taggers"]["chrono"]["value"]["f1"] == pytest.approx(1 / 3)
    assert {"rule": "<weekday>", "tense": "future", "after": "in", "early": 1} in figures["direction"]


def test_a_corpus_that_is_not_there_is_one_line(tmp_path, capsys):
    assert timex.main([str(tmp_path / "nowhere.jsonl")]) == 2
    assert capsys.readouterr().err.count("\n") == 1


def test_varied_documents_reach_the_size_and_keep_the_first_copy_as_it_is():
    documents = [Document("one", WRITTEN, TEXT)]
    copies = list(timex.varied(documents, 1000))
    assert sum(len(copy.text) for copy in copies) >= 1000
    assert copies[0].text == TEXT
    assert len({copy.text for copy in copies}) > 5
    assert [copy.text for copy in timex.varied(documents, 1000)] == [copy.text for copy in copies]


@pytest.mark.parametrize("name", timex.HOSTILE)
def test_hostile_documents_have_the_size_that_is_asked_for(name, monkeypatch):
    monkeypatch.setattr(timex, "MEGABYTE", 200_000)
    many, (single,) = timex._of_size(name, [], 1, alone=False), timex._of_size(name, [], 1, alone=True)
    assert [len(document.text) for document in many] == [timex.UNIT] * 3
    assert len(single.text) == 200_000


# How the answers of other taggers become TIMEX3.


@pytest.mark.parametrize(
    ("moment", "grain", "words", "value"),
    [
        (datetime(2023, 12, 2), "year", "last year", "2023"),
        (datetime(2006, 11, 22), "day", "in 2006", "2006"),
        (datetime(2006, 5, 1), "day", "May 2006", "2006-05"),
        (datetime(2006, 5, 3), "day", "3 May 2006", "2006-05-03"),
        (datetime(2024, 11, 25), "day", "last week", "2024-W48"),
        (datetime(2024, 7, 1), "quarter", "the third quarter", "2024-Q3"),
        (datetime(2024, 12, 1, 20), "hour", "last night", "2024-12-01TNI"),
        (datetime(2024, 12, 1, 20, 5), "minute", "at 8:05 pm", "2024-12-01T20:05"),
        (datetime(2024, 12, 2, 23, 59), "second", "right now", "PRESENT_REF"),
    ],
)
def test_a_moment_is_written_at_the_grain_that_the_phrase_shows(moment, grain, words, value):
    assert peers.value_at(moment, grain, words) == value


@pytest.mark.parametrize(
    ("text", "kept"),
    [("on Monday and", "Monday"), ("  since 2014, ", "2014"), ("in the spring of", "the spring"), ("may", "may")],
)
def test_prepositions_and_conjunctions_come_off(text, kept):
    start, end = peers.trimmed(text, 0, len(text))
    assert text[start:end] == kept


@pytest.mark.parametrize(
    ("answer", "kind", "words", "value"),
    [
        ({"timex": "XXXX-WXX-1", "value": "2024-11-25"}, "date", "monday", "2024-11-25"),
        ({"timex": "XXXX-05", "start": "2024-05-01", "end": "2024-06-01"}, "daterange", "may", "2024-05"),
        ({"timex": "XXXX-11-05T19", "value": "2024-11-05 19:00:00"}, "datetime", "nov 5 at 7 pm", "2024-11-05T19:00"),
        ({"timex": "T22:30", "value": "22:30:00"}, "time", "10:30 p.m.", "2024-12-02T22:30"),
        ({"timex": "(2022-12-02,2024-12-02,P2Y)"}, "daterange", "past two years", "P2Y"),
        ({"timex": "(1930-01-01,1940-01-01,P10Y)"}, "daterange", "the 1930s", "193"),
        ({"timex": "(2024-07-01,2024-10-01,P3M)"}, "daterange", "third quarter", "2024-Q3"),
        ({"timex": "(2018-05-01,2018-09-01,P4M)"}, "daterange", "from may to september", "2018-05-01"),
        ({"timex": "1974-12-02", "value": "1974-12-02"}, "date", "50 years ago", "1974"),
        ({"timex": "P1W", "value": "not resolved"}, "set", "weekly", "P1W"),
    ],
)
def test_the_timex_of_recognizers_text(answer, kind, words, value):
    assert peers._recognizers_value(answer, kind, words, datetime(2024, 12, 2, 23, 59)) == value


def test_of_two_candidates_news_has_the_later_past_one():
    candidates = [{"value": "2024-11-22"}, {"value": "2024-11-29"}, {"value": "2024-12-06"}]
    assert peers._news_candidate(candidates, datetime(2024, 12, 2)) == {"value": "2024-11-29"}


def test_dateparser_answers_at_the_grain_it_names():
    pytest.importorskip("dateparser", minversion="1.5")
    found = peers.load("dateparser")("Sales fell in March 2019. Last year they rose.", datetime(2024, 12, 2, 23, 59))
    assert [(mark.text, mark.value) for mark in found] == [("March 2019", "2019-03"), ("Last year", "2023")]


def test_a_finder_for_lines_has_its_offsets_counted_in_the_text():
    def find(text, written):
        return [Mark(0, 2, text[:2], "DATE", "2024")]

    found = peers.line_by_line(find)("On it\n\nAs is", datetime(2024, 12, 2))
    assert [(mark.start, mark.end, mark.text) for mark in found] == [(0, 2, "On"), (7, 9, "As")]
