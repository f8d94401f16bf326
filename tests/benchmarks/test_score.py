"""The scorer, on small cases whose precision, recall and F1 can be worked out by hand."""

import json

import pytest
import score
from score import Document, Mark, Score, align, equal_timex2, read_corpus

TEXT = "On Monday and in May 2020, then for two weeks, it rained every day."


def mark(words, kind="DATE", value="", rule=""):
    start = TEXT.index(words)
    return Mark(start, start + len(words), words, kind, value, rule)


GOLD = (
    mark("Monday", value="2020-05-04"),
    mark("May 2020", value="2020-05"),
    mark("two weeks", "DURATION", "P2W"),
    mark("every day", "SET", "P1D"),
)


def scored(*found, gold=GOLD, ignore=(), **options):
    result = Score(**options)
    result.add(Document("d", None, TEXT, tuple(gold), ignore), found)
    return result


def figures(result, hit):
    return tuple(round(figure, 4) for figure in (result.precision(hit), result.recall(hit), result.f1(hit)))


def test_everything_right_is_one_throughout():
    result = scored(*GOLD)
    assert {figures(result, hit) for hit in score.HITS} == {(1.0, 1.0, 1.0)}
    assert result.misses == []


def test_nothing_found_is_zero_without_dividing_by_it():
    result = scored()
    assert {figures(result, hit) for hit in score.HITS} == {(0.0, 0.0, 0.0)}
    assert [miss.cause for miss in result.misses] == ["missed"] * 4


def test_precision_recall_and_f1_by_hand():
    # Found five: one wholly right, one with another span, one with another type and value, one beside the gold, and
    # "rained", which is nothing; "every day" is missed.
    result = scored(
        mark("Monday", value="2020-05-04"),
        mark("in May 2020", value="2020-05"),
        mark("two weeks", "DATE", "P14D"),
        mark("rained"),
        mark("then"),
    )
    assert figures(result, "relaxed") == (0.6, 0.75, 0.6667)
    assert figures(result, "strict") == (0.4, 0.5, 0.4444)
    assert figures(result, "type") == (0.4, 0.5, 0.4444)
    assert figures(result, "value") == (0.4, 0.5, 0.4444)
    assert figures(result, "value and span") == (0.2, 0.25, 0.2222)
    assert [(miss.cause, (miss.gold or miss.found).text) for miss in result.misses] == [
        ("span", "May 2020"),
        ("spurious", "then"),
        ("type+value", "two weeks"),
        ("spurious", "rained"),
        ("missed", "every day"),
    ]


def test_value_f1_is_relaxed_f1_times_the_share_of_pairs_that_agree():
    result = scored(mark("Monday", value="1999"), mark("in May 2020", value="2020-05"), mark("rained"))
    agreeing = 1 / 2
    assert result.f1("value") == pytest.approx(result.f1("relaxed") * agreeing)


def test_by_type_recall_is_of_gold_and_precision_of_found():
    result = scored(mark("Monday", value="2020-05-04"), mark("two weeks", "DATE", "P2W"), mark("rained"))
    date, duration = result.figures()["by_type"]["DATE"], result.figures()["by_type"]["DURATION"]
    assert (date["gold"], date["found"], date["relaxed recall"]) == (2, 3, 0.5)
    assert date["precision"] == pytest.approx(1 / 3)
    assert (duration["value recall"], duration["type kept"], duration["precision"]) == (1.0, 0.0, 0.0)


def spans(*pairs):
    return [Mark(start, end, "", "DATE", "") for start, end in pairs]


@pytest.mark.parametrize(
    ("gold", "found", "paired"),
    [
        (spans((0, 5)), spans((5, 9)), []),
        (spans((0, 5)), spans((4, 9)), [((0, 5), (4, 9))]),
        # First come, first served: the exact match comes too late.
        (spans((4, 9)), spans((0, 5), (4, 9)), [((4, 9), (0, 5))]),
        # One found mark over two gold marks pairs with the first only.
        (spans((0, 3), (4, 9)), spans((0, 9)), [((0, 3), (0, 9))]),
        (spans((0, 3), (10, 12)), spans((4, 6), (10, 13)), [((10, 12), (10, 13))]),
    ],
)
def test_alignment(gold, found, paired):
    assert [((g.start, g.end), (f.start, f.end)) for g, f in align(gold, found)] == paired


def test_marks_may_come_in_any_order_and_empty_ones_do_not_count():
    result = scored(*reversed(GOLD), Mark(3, 3, "", "DATE", ""))
    assert figures(result, "value and span") == (1.0, 1.0, 1.0)


def test_what_is_found_in_an_ignored_span_is_neither_rewarded_nor_punished():
    rained = TEXT.index("rained")
    result = scored(*GOLD, mark("rained"), ignore=((rained, rained + 3),))
    assert figures(result, "strict") == (1.0, 1.0, 1.0)
    assert scored(*GOLD, mark("rained")).precision("strict") == 0.8
    # A pair counts although it lies there.
    assert scored(*GOLD, ignore=((0, len(TEXT)),)).recall("strict") == 1.0


@pytest.mark.parametrize(
    ("gold", "found", "same"),
    [
        ("P2DE", "P20Y", True),
        ("P1CE", "P100Y", True),
        ("1944-06-06T06:30-05", "1944-06-06T06:30", True),
        ("1944-06-06T06:30", "1944-06-06T07:30", False),
        ("PAST_REF", "PAST_REF", True),
        ("PAST_REF", "1944", False),
        ("BC0044", "0044", False),
        (None, None, False),
        ("P2W", "P14D", False),
    ],
)
def test_timex2_values(gold, found, same):
    assert equal_timex2(gold, found) is same


def test_timex2_folds_values_only_where_asked_to():
    gold, found = [mark("two weeks", "DURATION", "P2DE")], mark("two weeks", "DURATION", "P20Y")
    assert scored(found, gold=gold).f1("value") == 0.0
    assert scored(found, gold=gold, same_value=equal_timex2).f1("value") == 1.0


def test_json_lines_are_read(tmp_path):
    file = tmp_path / "corpus.jsonl"
    record = {
        "id": "one",
        "dct": "2020-05-04",
        "text": "Rain\u2028on Monday.",
        "timexes": [{"start": 8, "end": 14, "text": "Monday", "type": "DATE", "value": "2020-05-04"}],
        "ignore": [{"start": 0, "end": 4}],
    }
    file.write_text(json.dumps(record, ensure_ascii=False) + "\n\n", encoding="utf-8")
    (document,) = read_corpus(file)
    assert (document.dct, document.gold[0].text, document.ignore) == ("2020-05-04", "Monday", ((0, 4),))


@pytest.mark.parametrize(
    ("lines", "complaint"),
    [
        ("", "no document"),
        ("{", "line 1"),
        ('{"id": "a"}', "line 1: KeyError"),
        ('{"id": "a", "text": "May", "timexes": [{"start": 0, "end": 9}]}', "0 to 9"),
        ('{"id": "a", "text": "May", "timexes": [{"start": 0, "end": 2, "text": "May"}]}', "0 to 2"),
        ('{"id": "a", "text": "x"}\n{"id": "a", "text": "y"}', "more than one"),
    ],
)
def test_bad_corpora_are_refused_in_one_line(tmp_path, lines, complaint):
    file = tmp_path / "corpus.jsonl"
    file.write_text(lines, encoding="utf-8")
    with pytest.raises(score.CorpusError, match=complaint):
        read_corpus(file)


def test_timeml_is_read_with_its_offsets_and_its_creation_time(tmp_path):
    (tmp_path / "sub").mkdir()
    (tmp_path / "sub" / "doc.tml").write_text(
        """<?xml version="1.0"?><TimeML><DOCID>doc</DOCID>
<DCT><TIMEX3 tid="t0" type="DATE" value="2020-05-04" functionInDocument="CREATION_TIME">May 4</TIMEX3></DCT>
<TEXT>Ties &amp; socks <EVENT eid="e1">sold</EVENT> on <TIMEX3 tid="t1" type="DATE" value="2020-05-01">Friday</TIMEX3>,
<SIGNAL sid="s1">for</SIGNAL> <TIMEX3 tid="t2" type="DURATION" value="P2D">two <NG>days</NG></TIMEX3>.</TEXT></TimeML>
""",
        encoding="utf-8",
    )
    (document,) = read_corpus(tmp_path)
    assert (document.id, document.dct) == ("sub/doc", "2020-05-04")
    assert [document.text[each.start : each.end] for each in document.gold] == ["Friday", "two days"]
    assert document.text.startswith("Ties & socks sold on Friday,")


def test_what_chrono_writes_as_timeml_scores_as_what_it_found(tmp_path):
    from chrono.tagging import resolved_timexes
    from chrono.timeml import document as timeml

    text = "Prices fell on Friday & rose again in early June. They may fall next week."
    found = resolved_timexes(text, "2024-12-02")
    (tmp_path / "doc.tml").write_text(timeml(text, found, "2024-12-02"), encoding="utf-8")
    (document,) = read_corpus(tmp_path)
    result = Score()
    result.add(document, [Mark(t.start, t.end, t.text, t.type, r.value) for t, r in found])
    assert document.text == text
    assert len(found) == 3
    assert figures(result, "value and span") == (1.0, 1.0, 1.0)
