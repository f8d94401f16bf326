"""What became of every sentence: each one once, with its reason."""

from __future__ import annotations

from collections.abc import Callable

from chrono.events import Gathered
from chrono.events.account import account, counts
from chrono.pipeline import build
from tests.events.conftest import Story

TEXT = (
    "# a menu\nThe council met on [Monday=2024-11-11].\nWho will pay?\n“We shall see.”\n"
    "It met in [May=?XXXX-05].\nPhoto: Ana Silva"
)


def test_every_sentence_has_one_fate(collect: Callable[..., Gathered], story: Callable[..., Story]) -> None:
    article, annotation = story(TEXT)
    gathered = collect((article, annotation))
    fates = account([article], {article.id: annotation[0]}, gathered, gathered.dated, gathered.undated)
    assert [(sentence.fate, sentence.why) for sentence in fates] == [
        ("skipped", "boilerplate"),
        ("dated", ""),
        ("skipped", "a question"),
        ("skipped", "a quotation without its speaker"),
        ("undated", "“May” needs the article's date, which is unknown"),
        ("skipped", "a heading or a caption"),
    ]
    assert [article.text[sentence.start : sentence.end] for sentence in fates] == [
        article.text[span.start : span.end] for span in annotation[0]
    ]
    assert sum(number for _, _, number in counts(fates)) == len(annotation[0])


def test_what_an_edit_takes_out_is_left_out(collect: Callable[..., Gathered], story: Callable[..., Story]) -> None:
    article, annotation = story(TEXT, "2024-11-14")
    gathered = collect((article, annotation))
    fates = account([article], {article.id: annotation[0]}, gathered, (), gathered.undated)
    assert [sentence.fate for sentence in fates].count("left out") == len(gathered.dated)


def test_the_sample_articles_are_accounted_for() -> None:
    timeline = build("seeds", explain_missing=True)
    assert {sentence.article for sentence in timeline.account} == {article.id for article in timeline.articles}
    dated = {(m.article, m.sentence_start) for event in timeline.dated for m in event.mentions}
    assert {(s.article, s.start) for s in timeline.account if s.fate == "dated"} == dated
    assert all(sentence.why for sentence in timeline.account if sentence.fate != "dated")
