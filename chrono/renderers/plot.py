"""The events as one Altair chart: for notebooks, and for the page that was asked to be interactive.

A day is a point, all else a bar from the first day it may touch to the last: an imprecise date is drawn as what it is.
Each stands in the lowest row where it touches no other. Time is UTC; where a year lies outside 1 to 9999, which
the names of dates in Vega do not reach, the axis counts years instead.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

from chrono.events.event import Event
from chrono.renderers.claims import headline
from chrono.renderers.dates import words
from chrono.renderers.locale import Locale, english
from chrono.renderers.overview import Stretch, Tone, free_lanes, known_or, stretch_of
from chrono.temporal.calendar import EPOCH_DAY, SECONDS_A_DAY, civil

if TYPE_CHECKING:
    import altair as alt

MOST_DRAWN = 1000
"""How many events are drawn, the most salient: more are slow, and no more to be told apart."""

TONES: tuple[Tone, ...] = ("happened", "ongoing", "planned", "unsure")
_ON_A_PAGE = {"happened": "--ink", "ongoing": "--soft", "planned": "--accent", "unsure": "--edge"}
_IN_A_NOTEBOOK = {"happened": "#333333", "ongoing": "#777777", "planned": "#b5432b", "unsure": "#a9a294"}
_ROW = 11
_HIGHEST = 420
_WIDTH = 640
_A_POINT = 1 / 60  # of the whole width, about what a point and the blank beside it take


def plot(events: Sequence[Event], locale: Locale | None = None, *, page: bool = False) -> alt.LayerChart:
    """The dated events as an Altair chart that zooms and tells what is under the pointer.

    On a ``page`` the colours are the page's variables; in a notebook they are fixed. What is merely reported has no
    date of its own and stays out.
    """
    import altair as alt

    says = locale or english()
    drawn = [(event, stretch) for event in events if (stretch := stretch_of(event)) is not None]
    best = {id(event) for event, _ in sorted(drawn, key=lambda row: -row[0].salience)[:MOST_DRAWN]}
    drawn = [row for row in drawn if id(row[0]) in best]
    known = [day for _, stretch in drawn for day in (stretch.first, stretch.after) if day is not None]
    whole = (min(known), max(known)) if known else (EPOCH_DAY, EPOCH_DAY + 1)
    temporal = civil(whole[0])[0] >= 1 and civil(whole[1])[0] <= 9999
    rows = _rows(drawn, whole, says, temporal)
    kinds = [says.word("unsure") if tone == "unsure" else says.word(f"kind.{tone}") for tone in TONES]
    paints = [f"var({_ON_A_PAGE[tone]})" if page else _IN_A_NOTEBOOK[tone] for tone in TONES]
    axis = alt.Axis(grid=True, labelOverlap=True)
    if not temporal:
        axis.labelExpr = _year_names(says)
    x = alt.X(
        "start",
        type="temporal" if temporal else "quantitative",
        title=None,
        scale=alt.Scale(type="utc", nice=False, padding=12)
        if temporal
        else alt.Scale(nice=False, zero=False, padding=12),
        axis=axis,
    )
    levels = 1 + max((row["row"] for row in rows), default=0)
    y = alt.Y("row", type="quantitative", axis=None, scale=alt.Scale(nice=False, zero=False, padding=8))
    colours = alt.Scale(domain=kinds, range=paints)
    colour = alt.Color("kind", type="nominal", title=None, scale=colours, legend=alt.Legend(orient="bottom"))
    tooltip = [alt.Tooltip("date", type="nominal"), alt.Tooltip("title", type="nominal")]
    chart = alt.Chart(alt.InlineData(values=rows)).encode(x=x, y=y, color=colour, tooltip=tooltip)
    bars = chart.transform_filter("!datum.day").mark_bar(height=6).encode(x2="end")
    points = chart.transform_filter("datum.day").mark_circle(size=60, opacity=1)
    zoom = alt.selection_interval(bind="scales", encodings=["x"])
    layers = alt.LayerChart(layer=[bars.add_params(zoom), points])
    width = "container" if page else _WIDTH
    return layers.properties(width=width, height=min(_HIGHEST, max(60, levels * _ROW)))


def _rows(
    drawn: Sequence[tuple[Event, Stretch]], whole: tuple[int, int], locale: Locale, temporal: bool
) -> list[dict[str, Any]]:
    """What the chart draws: when each event begins and ends, in milliseconds or in years, and in which row it is."""
    first, after = whole
    least = max(1.0, (after - first) * _A_POINT)
    in_order = sorted(drawn, key=lambda row: known_or(row[1].first, first))
    ends = [(known_or(stretch.first, first), known_or(stretch.after, after)) for _, stretch in in_order]
    lanes = free_lanes((start, max(end, start + least)) for start, end in ends) or ()
    rows = []
    for (event, stretch), (start, end), row in zip(in_order, ends, lanes, strict=True):
        middle = (start + end) / 2
        rows.append(
            {
                "id": event.id,
                "title": headline(event, locale),
                "date": words(event.date or "", event.kind == "planned", locale),
                "kind": locale.word("unsure") if stretch.tone == "unsure" else locale.word(f"kind.{stretch.tone}"),
                "start": _moment(middle if stretch.is_day else start, temporal),
                "end": _moment(end, temporal),
                "day": stretch.is_day,
                "row": row,
            }
        )
    return rows


def _moment(day: float, temporal: bool) -> float:
    """A day in milliseconds from 1970, or in years of our era, of which 0 is 1 BC."""
    return round((day - EPOCH_DAY) * SECONDS_A_DAY * 1000) if temporal else round(1 + day / 365.2425, 4)


def _year_names(locale: Locale) -> str:
    """Vega's expression for a year's name: before our era as people count them."""
    before = str(locale.cldr["eras"]["abbreviated"][0]).replace("\\", "").replace("'", "")
    return f"datum.value > 0 ? format(datum.value, 'd') : format(1 - datum.value, 'd') + ' {before}'"


def names_of_time(locale: Locale) -> dict[str, Any]:
    """What Vega's axes need to name months and days in a language (d3-time-format's locale)."""
    days, months = locale.cldr["days"]["format"], locale.cldr["months"]["format"]
    week = (6, 0, 1, 2, 3, 4, 5)  # d3 begins on Sunday, the CLDR's tables here on Monday
    return {
        "dateTime": "%x %X",
        "date": "%Y-%m-%d",
        "time": "%H:%M:%S",
        "periods": [locale.period("am"), locale.period("pm")],
        "days": [days["wide"][day] for day in week],
        "shortDays": [days["abbreviated"][day] for day in week],
        "months": [months["wide"][month] for month in range(1, 13)],
        "shortMonths": [months["abbreviated"][month] for month in range(1, 13)],
    }
