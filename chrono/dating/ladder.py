"""The ladder: from the evidence for an article's date to the date, or to what is not known about it.

What the writer says decides. Else all hard evidence is intersected, with it what the story tells of its day and
what the facts file makes of that: what is left is the date, and an empty intersection is a conflict. Soft evidence is
a suggestion to the reader and never a date. Evidence that is weaker than the rest (an update, a file's name) counts
only where nothing else says when the article was written. A dateline, which names the day of writing, agrees with a
publication on the day after.

Two pieces that agree on the day but not on the minute say the day. A day has no zone, and a moment with an
offset may fall on the day before or after elsewhere: where that reconciles the two, the day stands, for it is
the story's own.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from collections.abc import Set as AbstractSet
from dataclasses import dataclass, replace

from chrono.article import Article, Dating, Evidence
from chrono.dating.addresses import FILE_NAME_RULE, in_file_name, in_url
from chrono.dating.datelines import DATELINE_RULE, UPDATE_RULE, date_lines
from chrono.dating.facts import NO_FACTS, Facts, facts_in
from chrono.dating.facts import RULE as FACTS_RULE
from chrono.dating.story import STORY_RULES, Story, in_story, narrowing, weekday_told_most
from chrono.dating.wording import wording
from chrono.problems import Problem
from chrono.temporal.calendar import SECONDS_A_DAY, civil, day_number, days_in_month
from chrono.temporal.edtf import Edtf, parse
from chrono.temporal.interval import Bound, Interval
from chrono.temporal.period import edtf_day

Source = Callable[[Article], tuple[list[Evidence], list[Problem]]]
SOURCES: tuple[Source, ...] = (
    lambda article: (list(article.stated), []),
    lambda article: (in_url(article), []),
    date_lines,
    lambda article: (in_file_name(article), []),
)
"""Where an article says when it was written, strongest first: a further kind of such evidence is a further function.
What its story tells besides (`chrono.dating.story`, `chrono.dating.facts`) comes after them."""

LAST_RESORTS = (UPDATE_RULE, FILE_NAME_RULE)
"""Rules whose evidence counts only where there is none before them in the ladder."""

_EASTMOST, _WESTMOST = 14 * 3600, 12 * 3600
_MOST_YEARS, _MOST_DAYS = 200, 31
_RECURRING = re.compile(r"XXXX-(?:(?P<month>\d\d)-(?P<day>\d\d)|WXX-(?P<weekday>[1-7]))")
_ZONE = re.compile(r"[^/]*T[\d:]+(?:Z|(?P<sign>[+-])(?P<hours>\d\d)(?::(?P<minutes>\d\d))?)[?~%]?")


def date_article(
    article: Article, story: Story | None = None, facts: Facts = NO_FACTS
) -> tuple[Article, list[Problem]]:
    """The article with ``published`` set from all the evidence there is, and what was wrong with that.

    ``story`` is the article's own sentences and time expressions, without which only what says when it was written
    counts; ``facts`` is what the writer knows of the world.

    >>> dated, problems = date_article(Article("002.txt", "12:59 PM EST, November 14, 2024"))
    >>> dated.published.edtf, dated.published.status
    ('2024-11-14T12:59-05:00', 'exact')
    >>> date_article(Article("004.txt", "It had begun back in 2014."))[0].published.status
    'unknown'
    """
    evidence: list[Evidence] = []
    problems: list[Problem] = []
    for source in SOURCES:
        pieces, met = source(article)
        evidence += [piece for piece in pieces if piece not in evidence]
        problems += met
    if story is not None:
        evidence += [*in_story(story), *facts_in(story, facts)]
    readable = [piece for piece in evidence if _is_readable(piece)]
    problems += [_unreadable(article, piece) for piece in evidence if piece not in readable]
    published = weigh(readable)
    if story is not None and published.status != "exact":
        published = weigh([*readable, *narrowing(story, published.interval), *weekday_told_most(story)])
    if published.status == "conflict":
        problems.append(_disagreement(article, published))
    return replace(article, published=published), problems


def weigh(evidence: Sequence[Evidence]) -> Dating:
    """What pieces of evidence come to together. Every ``says`` is EDTF or a recurring date (``XXXX-WXX-5``).

    >>> month = Evidence("https://paper.example/2024/11/talks", "url", "2024-11", "hard")
    >>> weigh([Evidence("KYIV, Nov 14 (Reuters) -", "date line", "XXXX-11-14", "hard"), month]).edtf
    '2024-11-14'
    """
    kept = _without_last_resorts(evidence)
    counting = counted(kept)
    fixed = [piece for piece in counting if not _RECURRING.fullmatch(piece.says)]
    if not fixed:
        recurring = {piece.says for piece in counting}
        return Dating(status="unknown" if _can_coincide(recurring) else "conflict", evidence=kept)
    first, *others = sorted(counting, key=_order)
    left = _readings(first.says)
    for piece in others:
        left = _cut(left, piece)
    return _dating(left, kept)


def counted(evidence: Sequence[Evidence]) -> list[Evidence]:
    """The pieces that the date rests on: the first that decides, else all that are hard."""
    deciding = [piece for piece in evidence if piece.weight == "decides"]
    return deciding[:1] or [piece for piece in evidence if piece.weight == "hard"]


def _without_last_resorts(evidence: Sequence[Evidence]) -> tuple[Evidence, ...]:
    """The evidence, its last resorts made suggestions where there is better; of several the first stays."""
    hard = [piece for piece in evidence if piece.weight != "soft"]
    stated = [piece.rule for piece in hard if not _is_of_the_story(piece)]
    better = any(rule not in LAST_RESORTS for rule in stated)
    last = next(iter(stated), "")
    return tuple(
        replace(piece, weight="soft")
        if piece.rule in LAST_RESORTS and piece.weight == "hard" and (better or piece.rule != last)
        else piece
        for piece in evidence
    )


def _is_of_the_story(piece: Evidence) -> bool:
    """Whether it bounds the date without saying it."""
    return piece.rule in STORY_RULES or piece.rule.startswith(FACTS_RULE)


def _order(piece: Evidence) -> tuple[bool, bool, bool, bool, str]:
    """Moments with a zone go first and what only narrows last, so that the order of the evidence does not matter."""
    recurs = _RECURRING.fullmatch(piece.says) is not None
    return recurs, piece.rule == DATELINE_RULE, _offset(piece.says) is None, "T" not in piece.says, piece.says


def _cut(left: Sequence[Reading], piece: Evidence) -> list[Reading]:
    """What a piece leaves of the readings so far. A dateline may be of the day before the publication."""
    cut = [each for reading in left for each in _shared(reading, piece.says)]
    if not cut and piece.rule == DATELINE_RULE:
        return [reading for reading in left if _shared(reading.day_before, piece.says)]
    return cut


def _shared(reading: Reading, says: str) -> list[Reading]:
    if _RECURRING.fullmatch(says):
        return _narrowed(reading, says)
    met = (_meet(reading, other) for other in _readings(says))
    return [each for each in met if each is not None]


# ---- what one piece says -----------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Reading:
    """One thing a piece may mean: EDTF, its interval in local time, its offset from UTC in seconds.

    ``disputed`` is set on a day whose pieces do not agree on its time, so that no further piece tells the time.
    """

    says: str
    interval: Interval
    offset: int | None = None
    disputed: bool = False

    @property
    def is_time(self) -> bool:
        """Whether it names a time of one day, not the day alone."""
        return (
            "T" in self.says and self.interval.earliest is not None and self.interval.earliest == self.interval.latest
        )

    @property
    def day(self) -> int:
        """The day number of its first day; for readings with a start."""
        return _day_of(self.interval.start)

    @property
    def day_before(self) -> Reading:
        """The same, without its time, a day earlier."""
        start, end = self.interval.start, self.interval.end
        return _days(
            Interval(
                start if isinstance(start, Bound) else start - SECONDS_A_DAY,
                end if isinstance(end, Bound) else end - SECONDS_A_DAY,
            )
        )

    @property
    def anywhere(self) -> Interval:
        """The local times it may have had somewhere on Earth, from 12 hours west of Greenwich to 14 east."""
        start, end = self.interval.start, self.interval.end
        if self.offset is None or isinstance(start, Bound) or isinstance(end, Bound):
            return self.interval
        return Interval(start - self.offset - _WESTMOST, end - self.offset + _EASTMOST)

    def at(self, offset: int) -> Interval:
        """Its interval on a clock that is ``offset`` seconds ahead of UTC."""
        start, end = self.interval.start, self.interval.end
        if self.offset is None or isinstance(start, Bound) or isinstance(end, Bound):
            return self.interval
        return Interval(start - self.offset + offset, end - self.offset + offset)


def _readings(says: str) -> list[Reading]:
    edtf = parse(says)
    if edtf.form != "one of":
        return [_reading(edtf)]
    return [_reading(part) for part in edtf.parts if not isinstance(part, Bound)]


def _reading(edtf: Edtf) -> Reading:
    says = edtf.text.replace("..", "/") if edtf.form == "range" else edtf.text
    return Reading(says, edtf.interval, _offset(says))


def _offset(says: str) -> int | None:
    match = _ZONE.fullmatch(says)
    if match is None:
        return None
    seconds = int(match["hours"] or 0) * 3600 + int(match["minutes"] or 0) * 60
    return -seconds if match["sign"] == "-" else seconds


def _whole_day(number: int) -> Reading:
    return _days(Interval(number * SECONDS_A_DAY, (number + 1) * SECONDS_A_DAY))


def _disputed(reading: Reading) -> Reading:
    return replace(_days(reading.interval), disputed=True)


def _days(interval: Interval) -> Reading:
    """The days an interval touches."""
    start, end = interval.start, interval.end
    first = start if isinstance(start, Bound) else start // SECONDS_A_DAY
    last = end if isinstance(end, Bound) else (end - 1) // SECONDS_A_DAY
    begin, finish = (bound.value if isinstance(bound, Bound) else edtf_day(bound) for bound in (first, last))
    return Reading(
        begin if first == last else f"{begin}/{finish}",
        Interval(
            first if isinstance(first, Bound) else first * SECONDS_A_DAY,
            last if isinstance(last, Bound) else (last + 1) * SECONDS_A_DAY,
        ),
    )


def _day_of(moment: int | Bound) -> int:
    if isinstance(moment, Bound):
        raise ValueError("a reading without a start has no day")
    return moment // SECONDS_A_DAY


# ---- what two pieces share ---------------------------------------------------------------------------------


def _meet(one: Reading, other: Reading) -> Reading | None:
    """What two readings have in common, or None where they disagree."""
    if one.disputed or other.disputed:
        met = _meet(replace(one, disputed=False), replace(other, disputed=False))
        return None if met is None else _disputed(met)
    if one.offset is not None and other.offset is not None:
        return _meet_moments(one, other)
    if one.offset is None and other.offset is not None:
        one, other = other, one
    shared = one.interval.intersect(other.interval)
    if shared is not None:
        return _finer(one, other, shared)
    if one.is_time and other.is_time and one.day == other.day:
        return _disputed(one)
    if one.offset is None:
        return None
    shared = one.anywhere.intersect(other.interval)
    return None if shared is None else _disputed(_days(shared))


def _meet_moments(one: Reading, other: Reading) -> Reading | None:
    """Two moments with offsets: the same one, told in local time rather than in UTC, or else the same day."""
    if one.offset == 0:
        one, other = other, one
    offset = one.offset or 0
    clock = other.at(offset)
    shared = one.interval.intersect(clock)
    if shared is not None:
        return one if shared == one.interval or other.offset != one.offset else other
    return _disputed(one) if one.day == _day_of(clock.start) else None


def _finer(one: Reading, other: Reading, shared: Interval) -> Reading:
    """The reading that is what both share; the one that is sure of itself where both are."""
    same = [reading for reading in (one, other) if reading.interval == shared]
    if not same:
        return _days(shared)
    return min(same, key=_doubts)


def _doubts(reading: Reading) -> bool:
    return any(mark in reading.says for mark in "?~%")


def _narrowed(reading: Reading, says: str) -> list[Reading]:
    """What a recurring date leaves of a reading: the days in it that fit, or all where they are too many."""
    start, end = reading.interval.start, reading.interval.end
    if isinstance(start, Bound) or isinstance(end, Bound):
        return [reading]
    first, last = start // SECONDS_A_DAY, (end - 1) // SECONDS_A_DAY
    if first == last and _recurs(says, first):
        return [reading]
    if reading.offset is not None:
        around = reading.anywhere
        first, last = _day_of(around.start), _day_of(around.end)
    if last - first > (_MOST_DAYS if "W" in says else _MOST_YEARS * 366):
        return [reading]
    return [_whole_day(day) for day in _recurrences(says, first, last)]


def _recurs(says: str, day: int) -> bool:
    return day in _recurrences(says, day, day)


def _recurrences(says: str, first: int, last: int) -> list[int]:
    """The days from ``first`` to ``last`` on which a recurring date falls."""
    match = _RECURRING.fullmatch(says)
    if match is None:
        return []
    if match["weekday"]:
        return [day for day in range(first, last + 1) if day % 7 == int(match["weekday"]) - 1]
    month, day_of_month = int(match["month"]), int(match["day"])
    years = range(civil(first)[0], civil(last)[0] + 1)
    years_with_it = [year for year in years if day_of_month <= days_in_month(year, month)]
    days = [day_number(year, month, day_of_month) for year in years_with_it]
    return [day for day in days if first <= day <= last]


def _can_coincide(recurring: AbstractSet[str]) -> bool:
    """Whether some day fits all: a day of the year falls on every weekday sooner or later."""
    weekdays = {says for says in recurring if "W" in says}
    return len(weekdays) <= 1 and len(recurring - weekdays) <= 1


# ---- the answer --------------------------------------------------------------------------------------------


def _dating(left: Sequence[Reading], evidence: tuple[Evidence, ...]) -> Dating:
    if not left:
        return Dating(status="conflict", evidence=evidence)
    interval = left[0].interval
    for reading in left[1:]:
        interval = interval.hull(reading.interval)
    if interval.earliest is None and interval.latest is None:
        return Dating(evidence=evidence)
    says = sorted({reading.says for reading in left})
    edtf = says[0] if len(says) == 1 else f"[{','.join(each.replace('/', '..') for each in says)}]"
    one_day = interval.earliest == interval.latest and not any(_doubts(reading) for reading in left)
    return Dating(interval, "exact" if one_day else "interval", edtf, evidence)


def _is_readable(piece: Evidence) -> bool:
    if _RECURRING.fullmatch(piece.says):
        return True
    try:
        parse(piece.says)
    except ValueError:
        return False
    return True


def _unreadable(article: Article, piece: Evidence) -> Problem:
    return Problem(
        "dating",
        article.id,
        f"its date {piece.says!r} ({piece.rule}) is not one that can be read",
        "write the article's date into articles.csv",
    )


def _disagreement(article: Article, published: Dating) -> Problem:
    sides = "; ".join(f"{wording(piece.says)} ({piece.rule}: {piece.quote!r})" for piece in counted(published.evidence))
    return Problem("dating", article.id, f"its dates disagree: {sides}", "write the true one into articles.csv")
