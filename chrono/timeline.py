"""The event table: the events of a corpus in order of time, as records and as a pandas DataFrame."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

from chrono.article import Article
from chrono.events.event import Event, Kind
from chrono.problems import Problem
from chrono.temporal.window import Match

if TYPE_CHECKING:
    import altair as alt
    import pandas as pd

    from chrono.events.account import Accounted

SCHEMA: dict[str, str] = {
    "id": "stable, short identifier",
    "date": "EDTF; None for an undated event",
    "earliest": "first day it may touch, ISO date, inclusive; None where open or unknown",
    "latest": "last day it may touch, ISO date, inclusive; None where open or unknown",
    "precision": "minute, hour, day, week, month, quarter, season, year, decade, century or interval",
    "kind": "happened, planned, ongoing or reported",
    "modality": "asserted, possible or negated",
    "title": "short title, reads alone",
    "text": "the sentence, verbatim",
    "actors": "list of names",
    "places": "list of names",
    "salience": "0 to 1",
    "mentions": "list of mentions (dicts)",
    "conflicts": "list of {date, mention} that disagree",
    "tags": "list of the writer's labels",
}
"""The columns of the event table, in order, and what each holds."""


@dataclass(frozen=True, slots=True)
class Timeline:
    """What a build makes: the dated events in order of time, the undated ones, the articles and the problems.

    ``account``, where it was asked for, says what became of every sentence that was read.

    ``dated`` is sorted by earliest day, then latest day, salience (high first) and id.
    """

    title: str
    dated: tuple[Event, ...]
    undated: tuple[Event, ...] = ()
    articles: tuple[Article, ...] = ()
    problems: tuple[Problem, ...] = ()
    account: tuple[Accounted, ...] = ()

    @property
    def events(self) -> pd.DataFrame:
        """The dated events as a DataFrame: a row an event, the columns of `SCHEMA`, one string per date."""
        return frame(self.dated)

    def chart(self, locale: str = "en") -> alt.LayerChart:
        """The dated events as an Altair chart: a day is a point, an imprecise date a bar over what it may touch.

        It zooms and says what is under the pointer; what Altair offers can be added to it. ``locale`` says how its
        words and dates are written. Of more than a thousand events it draws those that matter most.

        >>> from chrono.events.event import Event
        >>> date = "1989-11-09"
        >>> fall = Event("e1", date, date, date, "day", "happened", "asserted", "The wall falls", "", (), (), 1.0, ())
        >>> chart = Timeline("Berlin", (fall,)).chart()
        >>> chart.to_dict()["layer"][1]["mark"]["type"], chart.title
        ('circle', 'Berlin')
        """
        # Renderers stand above the timeline, as publishing does; see `save`.
        from chrono.renderers.locale import locale_named
        from chrono.renderers.plot import plot

        return plot(self.dated, locale_named(locale)).properties(title=self.title)

    def _repr_html_(self) -> str:
        """A table for notebooks: the first events, their dates in words, and how many there are.

        >>> Timeline("Talks <1>", ())._repr_html_()
        '<p><b>Talks &lt;1&gt;</b>: no events, no articles</p>'
        """
        from chrono.renderers.notebook import table

        return table(self)

    def as_dict(self) -> dict[str, Any]:
        """The content of ``events.json``."""
        return {
            "title": self.title,
            "events": [event.as_dict() for event in self.dated],
            "undated": [event.as_dict() for event in self.undated],
        }

    def between(
        self,
        first: str | None = None,
        last: str | None = None,
        *,
        match: Match = "possible",
        text: str = "",
        actor: str = "",
        place: str = "",
        source: str = "",
        kind: Kind | None = None,
        salience: float = 0.0,
    ) -> pd.DataFrame:
        """The rows of ``events`` that may have happened, at least in part, from ``first`` to ``last``.

        Both are EDTF dates, inclusive: ``between("2024-08", "2025")`` begins on 1 August 2024 and ends with 31 December
        2025; without one, there is no limit on that side. With ``match="certain"`` only what must have happened within.
        The words of ``text`` stand in title or sentence, whole and in any order, those of ``actor``, ``place`` and
        ``source`` one after another in one name; case and accents do not count, and "negotiat*" is any word that begins
        so. ``salience`` is the lowest, from 0 to 1. Raises `UserError` for a date that is none.

        >>> from chrono.events.event import Event, Kind
        >>> def event(date):
        ...     return Event(date, date, None, None, "year", "happened", "asserted", "", "", (), (), 0.5, ())
        >>> timeline = Timeline("Peace talks", tuple(event(date) for date in ("2014", "2014-03-18", "2022-02-24/..")))
        >>> list(timeline.between("2014-03", "2014-03")["date"])
        ['2014', '2014-03-18']
        >>> list(timeline.between("2014-03", match="certain")["date"])
        ['2014-03-18', '2022-02-24/..']
        """
        from chrono.query import Sources, asked

        query = asked(
            first, last, match=match, text=text, actor=actor, place=place, source=source, kind=kind, salience=salience
        )
        answers = query.answers(self.dated, Sources(self.articles))
        return frame(answers)

    def save(
        self,
        folder: str | Path,
        templates: str | Path | None = None,
        *,
        only: Collection[str] | None = None,
        locale: str = "en",
    ) -> list[Path]:
        """Write the site into ``folder``, as ``chrono build`` does; the paths written.

        ``templates`` is a folder whose templates stand in for chrono's own, ``only`` names the outputs wanted (all of
        them unless told), ``locale`` says how their words and dates are written ("de", "en-GB"). Raises `UserError`
        when the folder holds files of somebody else's, or cannot be written.
        """
        # Publishing stands above the timeline; this one step back up is for whoever holds a timeline in Python.
        from chrono.publish import publish

        own = None if templates is None else Path(templates)
        return publish(self, Path(folder), own, only=only, common={"locale": locale})


def frame(events: Iterable[Event]) -> pd.DataFrame:
    """Events as a DataFrame: a row an event, the columns of `SCHEMA`, one string per date."""
    import pandas as pd

    records = [event.as_dict() for event in events]
    return pd.DataFrame({name: [record[name] for record in records] for name in SCHEMA})
