"""The time stamps that calendars and feeds demand, taken from the articles and never from the clock.

A stamp is in seconds as `chrono.temporal.calendar` counts them, in UTC. A time of day without a zone counts as UTC,
and a day, a month or a stretch as the moment it begins: by then it was not written, later it may have been.
"""

from __future__ import annotations

import os
import re

from chrono.events.event import Event
from chrono.problems import UserError
from chrono.temporal.calendar import EPOCH_DAY, SECONDS_A_DAY, civil, day_number
from chrono.temporal.edtf import parse
from chrono.timeline import Timeline

UNIX_EPOCH = EPOCH_DAY * SECONDS_A_DAY
"""The stamp of what nobody dated: 1970-01-01T00:00:00Z."""

_ZONE = re.compile(r"T[0-9:]+([+-])([0-9]{2})(?::([0-9]{2}))?")
_FIRST, _AFTER_LAST = 0, day_number(10_000) * SECONDS_A_DAY


def built(timeline: Timeline) -> int:
    """The stamp of a whole file: SOURCE_DATE_EPOCH where it is set, else when the newest article was written.

    Raises ``UserError`` when SOURCE_DATE_EPOCH is no number of seconds.

    >>> built(Timeline("", ())) == UNIX_EPOCH
    True
    """
    wanted = os.environ.get("SOURCE_DATE_EPOCH", "")
    if wanted:
        if not re.fullmatch("[0-9]{1,11}", wanted):
            raise UserError(f"SOURCE_DATE_EPOCH: {wanted!r} is no number of seconds since 1970; correct or unset it")
        return UNIX_EPOCH + int(wanted)
    written = (article.published.edtf for article in timeline.articles)
    told = (last_told(event) for event in timeline.dated)
    return max([*filter(None, map(moment, written)), *told], default=UNIX_EPOCH)


def last_told(event: Event) -> int:
    """When the newest article that tells of an event was written; `UNIX_EPOCH` when no date is known."""
    return max(filter(None, (moment(mention.published) for mention in event.mentions)), default=UNIX_EPOCH)


def moment(date: str | None) -> int | None:
    """The moment at which an EDTF date begins; None where it has no beginning, or none in a year of four digits.

    >>> stamp(moment("2024-11-14T12:59-05:00")), stamp(moment("2024-11")), moment("../2024"), moment(None)
    ('2024-11-14T17:59:00Z', '2024-11-01T00:00:00Z', None, None)
    """
    try:
        start = parse(date or "").interval.start
    except ValueError:
        return None
    if not isinstance(start, int):
        return None
    zone = _ZONE.search(date or "")
    if zone:
        ahead = int(zone[2]) * 3600 + int(zone[3] or 0) * 60
        start -= ahead if zone[1] == "+" else -ahead
    return start if _FIRST < start < _AFTER_LAST else None


def stamp(seconds: int | None) -> str:
    """A moment as RFC 3339 writes it.

    >>> stamp(UNIX_EPOCH)
    '1970-01-01T00:00:00Z'
    """
    day, second = divmod(UNIX_EPOCH if seconds is None else seconds, SECONDS_A_DAY)
    year, month, day_of_month = civil(day)
    return f"{year:04d}-{month:02d}-{day_of_month:02d}T{second // 3600:02d}:{second // 60 % 60:02d}:{second % 60:02d}Z"
