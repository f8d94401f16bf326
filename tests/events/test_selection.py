"""Which dates and passages, and which events, a short timeline shows."""

from __future__ import annotations

import random
from dataclasses import replace
from itertools import islice

import pytest

from chrono.events.event import Event, Mention
from chrono.events.passages import Passage, day_number
from chrono.events.selection import PINNED, Digest, Parameters, shortened

TOPIC = ("flood", "river", "town")


def passage(article: str, published: str, *dates: str, terms: str = "", start: int = 0, **more: bool) -> Passage:
    return Passage(article, start, day_number(published), dates, (*TOPIC, *terms.split()), **more)


def told(digest: Digest, date: str, count: int = 10) -> list[tuple[str, int]]:
    return [(passage.article, passage.start) for passage in islice(digest.told_of(date), count)]


def test_a_date_that_more_articles_tell_scores_more() -> None:
    digest = Digest(
        [
            passage("a", "2024-11-14", "2024-11-10", terms="dam broke"),
            passage("b", "2024-11-15", "2024-11-10", terms="water rose"),
            passage("c", "2024-11-16", "2024-11-12", terms="boats came"),
            passage("c", "2024-11-16", "2024-11-12", terms="boats left", start=80),
        ]
    )
    assert list(digest.scores) == ["2024-11-10", "2024-11-12"]


def test_looking_ahead_counts_half_as_long_as_others_could_look_back() -> None:
    ahead = passage("a", "2024-11-14", "2024-11-20", terms="gate")
    back = passage("b", "2024-11-16", "2024-11-15", terms="pump")
    far = passage("c", "2024-11-16", "2024-12-20", terms="wall")
    later = passage("d", "2024-11-30", "2024-11-29", terms="mud")
    scores = Digest([ahead, back, far, later]).scores
    assert scores["2024-11-20"] == pytest.approx(scores["2024-11-15"] / 2)
    assert scores["2024-12-20"] == pytest.approx(scores["2024-11-15"])


def test_a_coarse_date_scores_less() -> None:
    scores = Digest([passage("a", "2024-11-14", "2024"), passage("b", "2024-11-14", "2024-11-10")]).scores
    assert scores["2024"] < scores["2024-11-10"]


def test_the_beginnings_of_that_days_and_the_next_days_articles_tell_of_a_date() -> None:
    digest = Digest(
        [
            passage("names", "2024-11-20", "2024-11-10", terms="dam"),
            passage("same", "2024-11-10", terms="river rose", lead=True),
            passage("next", "2024-11-11", terms="town wet", lead=True),
            passage("later", "2024-11-12", terms="town dry", lead=True),
            passage("within", "2024-11-11", terms="deep within", start=900),
            passage("month", "2024-11-11", "2024-10", terms="rain fell", lead=True),
            passage("other", "2024-11-11", "2024-11-05", terms="fields", lead=True),
        ]
    )
    assert {article for article, _ in told(digest, "2024-11-10")} == {"names", "same", "next", "month"}
    assert "2024-11-11" not in digest.scores  # nobody names it


def test_no_passage_much_like_one_before_and_none_beside_the_topic() -> None:
    passages = [
        passage("a", "2024-11-14", "2024-11-10", terms="dam broke north bank washed bridge away"),
        passage("b", "2024-11-14", "2024-11-10", terms="dam broke north bank washed bridge away"),
        passage("c", "2024-11-14", "2024-11-10", terms="soldiers filled sandbags overnight"),
        Passage("d", 0, day_number("2024-11-14"), ("2024-11-10",), ("chess", "champion", "lost", "final")),
        *(passage(f"e{number}", "2024-11-14", "2024-11-12", terms="school reopened") for number in range(20)),
    ]
    assert sorted(told(Digest(passages), "2024-11-10")) == [("a", 0), ("c", 0)]
    assert len(told(Digest(passages, Parameters(near=0.0, alike=1.0)), "2024-11-10")) == 4


def test_what_must_not_be_shown_still_tells_that_its_date_matters() -> None:
    shown = [
        passage("a", "2024-11-14", "2024-11-10", terms="dam"),
        passage("b", "2024-11-14", "2024-11-12", terms="mud"),
    ]
    hidden = [passage(article, "2024-11-14", "2024-11-12", terms="mud", shown=False) for article in ("c", "d")]
    digest = Digest(shown + hidden)
    assert list(digest.scores) == ["2024-11-12", "2024-11-10"]
    assert told(digest, "2024-11-12") == [("b", 0)]
    assert "2024-11-13" not in Digest([passage("e", "2024-11-14", "2024-11-13", shown=False)]).scores


def test_between_two_days_only_the_articles_published_then_count() -> None:
    digest = Digest(
        [passage("a", "2024-11-14", "2024-11-10", terms="dam"), passage("b", "2024-11-24", "2024-11-20", terms="mud")]
    )
    part = digest.between(day_number("2024-11-13") or 0, day_number("2024-11-14") or 0)
    assert list(part.scores) == ["2024-11-10"]
    assert list(digest.scores) == ["2024-11-10", "2024-11-20"]


def test_the_order_of_the_passages_does_not_matter() -> None:
    chance = random.Random(7)
    words = ["dam", "mud", "boat", "gate", "pump", "wall", "school", "bridge", "sand", "rain", "field", "storm"]
    passages = [
        passage(
            f"a{number}", "2024-11-20", f"2024-11-{chance.randint(10, 14)}", terms=" ".join(chance.sample(words, 4))
        )
        for number in range(60)
    ]
    first = Digest(passages)
    for _ in range(5):
        chance.shuffle(passages)
        again = Digest(passages)
        assert again.scores == first.scores
        assert all(told(again, date) == told(first, date) for date in first.scores)


def test_nothing_gives_nothing() -> None:
    assert Digest([]).scores == {}
    assert shortened([], 5) == []
    assert shortened([], "auto") == []


# ── events ───────────────────────────────────────────────────────────────────────────────────────────────────────────


def event(date: str, title: str, articles: str = "a", published: str = "2024-11-30", **more: object) -> Event:
    mentions = tuple(
        Mention(
            article=name, article_title="", published=published, url="", sentence=f"{title} on that day in the town.",
            sentence_start=len(title) * 100 + len(date), sentence_end=0, phrase="then", phrase_start=0, phrase_end=0,
            type="DATE", value=date, rule="", anchor="x", derivation=(),
        )
        for name in articles
    )  # fmt: skip
    plain = Event(
        id=f"e-{date}-{title}", date=date, earliest=date, latest=date, precision="day", kind="happened",
        modality="asserted", title=title, text=title, actors=(), places=(), salience=0.5, mentions=mentions,
    )  # fmt: skip
    return replace(plain, **more)  # type: ignore[arg-type]


def titles(events: list[Event]) -> list[str]:
    return [event.title for event in events]


DAM = event("2024-11-10", "The dam above the town broke", "abcd")
BOATS = event("2024-11-12", "Boats reached the flooded town", "abc")
SCHOOL = event("2024-11-14", "The flooded school opened again", "ab")


def test_top_keeps_what_most_articles_tell_in_the_order_of_the_events() -> None:
    assert titles(shortened([DAM, BOATS, SCHOOL], 2)) == titles([DAM, BOATS])
    assert shortened([SCHOOL, BOATS, DAM], 2) == [BOATS, DAM]


@pytest.mark.parametrize(
    "weak",
    [
        replace(DAM, modality="possible"),
        replace(DAM, modality="negated"),
        replace(DAM, kind="planned"),  # its day has come
        replace(DAM, kind="ongoing"),
        replace(DAM, kind="reported"),
        replace(DAM, title="It broke above the town"),
    ],
    ids=["possible", "negated", "an old plan", "a state", "reported", "a pronoun"],
)
def test_what_is_no_fact_of_its_own_comes_last(weak: Event) -> None:
    assert shortened([weak, BOATS, SCHOOL], 2) == [BOATS, SCHOOL]
    assert shortened([weak, BOATS, SCHOOL], 3) == [weak, BOATS, SCHOOL]


def test_a_plan_still_ahead_is_kept() -> None:
    plan = event("2025-02-01", "The town will rebuild the dam", "abcde", kind="planned")
    assert plan in shortened([DAM, BOATS, SCHOOL, plan], 2)


def test_what_is_pinned_is_kept() -> None:
    pinned = replace(SCHOOL, salience=PINNED, modality="possible")
    assert shortened([DAM, BOATS, pinned], 1) == [pinned]
    assert shortened([DAM, BOATS, pinned], 2) == [DAM, pinned]


def test_one_thing_in_more_and_in_fewer_words_is_told_once() -> None:
    again = event("2024-11-10", "The dam broke after days of heavy rain", "abcd")
    assert len(set(shortened([DAM, again, SCHOOL], 2)) & {DAM, again}) == 1
    elsewhen = replace(again, id="x", date="2024-11-20", earliest="2024-11-20", latest="2024-11-20")
    assert shortened([DAM, elsewhen, SCHOOL], 2) == [DAM, elsewhen]


def test_a_date_that_has_an_entry_gives_way_and_so_does_the_month_around_it() -> None:
    second = event("2024-11-10", "Soldiers filled sandbags overnight", "abcd")
    assert shortened([DAM, second, BOATS], 2) == [DAM, BOATS] or shortened([DAM, second, BOATS], 2) == [second, BOATS]
    month = event("2024-11", "Rain fell without a break", "abcde", earliest="2024-11-01", latest="2024-11-30")
    month = replace(month, precision="month")
    kept = shortened([month, DAM, BOATS, SCHOOL], 3)
    assert month not in kept or SCHOOL not in kept


def test_an_automatic_length_leaves_the_tail_out() -> None:
    verbs = ["opened", "closed", "flooded", "painted", "sold", "moved", "rented", "cleaned"]
    tail = [event(f"2024-10-0{number + 1}", f"A shop was {verb} in the town", "a") for number, verb in enumerate(verbs)]
    kept = shortened([*tail, DAM, BOATS, SCHOOL], "auto")
    assert {DAM, BOATS} <= set(kept)
    assert len(kept) < 6
