"""The overview drawn: Altair charts, made into SVG while the page is built, so that the page needs no script.

The picture must come out the same on every machine. Nothing in it depends on how wide some font runs:
sizes and margins are fixed, the axis is drawn from our own ticks, and the fonts and colours are the
page's. Days are UTC milliseconds on a UTC scale; beyond the 270,000 years that JavaScript's dates reach,
the same numbers go on a linear one.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from html import escape
from typing import Any
from xml.etree import ElementTree

from chrono.renderers.locale import Locale, english
from chrono.renderers.overview import BAR, DOT, Column, End, Panel, Stretch, Tone, panels
from chrono.temporal.calendar import EPOCH_DAY, SECONDS_A_DAY

WIDTHS = {"wide": 920, "narrow": 340}
"""Each panel is drawn for a wide and for a narrow screen, in pixels, so that its words keep their size."""

Row = dict[str, Any]

_FURTHEST = 8.64e15  # milliseconds from 1970 that a JavaScript date can hold
_SIDE, _TOP, _BOTTOM = 36, 6, 26
MARGINS = 2 * _SIDE
"""Of the width of a drawing, what its panel leaves free."""
_FONT_SIZE = 13
_BAR_HEIGHT = 5.0
_COLUMNS = 84.0
_LANE_COLUMNS = 38.0
_NAME = 18.0
_BAND = 3.0
_FILL: dict[Tone, str] = {
    "happened": "var(--ink)",
    "ongoing": "var(--ink)",
    "planned": "var(--paper)",
    "unsure": "var(--paper)",
}
_STROKE: dict[Tone, str] = {
    "happened": "var(--ink)",
    "ongoing": "var(--ink)",
    "planned": "var(--accent)",
    "unsure": "var(--soft)",
}


@dataclass(frozen=True, slots=True)
class Drawing:
    """What goes inside an ``<svg>`` element, the width and height of its view box, and where in it time runs.

    The panel's first day begins at ``left`` and its last ends at ``right``.
    """

    width: float
    height: float
    left: float
    right: float
    marks: str


@dataclass(frozen=True, slots=True)
class Picture:
    """A panel and its drawings: name of the width (see `WIDTHS`) → drawing.

    ``first`` and ``after`` are the panel's ends in days since 1970-01-01, as scripts count them.
    """

    panel: Panel
    drawings: dict[str, Drawing]

    @property
    def first(self) -> int:
        return int(self.panel.first - EPOCH_DAY)

    @property
    def after(self) -> int:
        return int(self.panel.after - EPOCH_DAY)


def pictures(shown: Sequence[Stretch], locale: Locale | None = None) -> list[Picture]:
    """The overview of some stretches: no picture, one of the whole, or one more of its crowded part."""
    by_width = {name: panels(shown, width - MARGINS, locale) for name, width in WIDTHS.items()}
    return [
        Picture(row[0], {name: draw(panel, WIDTHS[name], locale) for name, panel in zip(WIDTHS, row, strict=True)})
        for row in zip(*by_width.values(), strict=True)
    ]


def draw(panel: Panel, width: int, locale: Locale | None = None) -> Drawing:
    """A panel as SVG, ``width`` pixels wide with its margins."""
    above = max([2 * DOT, *((dot.lane + 1) * DOT for dot in panel.dots)])
    below = max([0.0, *((bar.lane + 1) * BAR for bar in panel.bars)])
    if any(column.above for column in panel.columns):
        above = _COLUMNS
    if any(not column.above for column in panel.columns):
        below = _COLUMNS
    sheet = _Sheet(panel, width - MARGINS, line=above + 4, height=above + below + 8, locale=locale or english())
    return _drawing([sheet])


def draw_lanes(lanes: Sequence[tuple[str, Panel]], width: int, locale: Locale) -> Drawing:
    """Panels of the same days under one another, each below its name; the first has the ticks of all."""
    sheets: list[_Sheet] = []
    names: list[Row] = []
    top = 0.0
    for name, panel in lanes:
        above = max([DOT, *((dot.lane + 1) * DOT for dot in panel.dots)])
        below = max([0.0, *((bar.lane + 1) * BAR + 3 for bar in panel.bars)])
        if any(column.above for column in panel.columns):
            above = _LANE_COLUMNS
        if any(not column.above for column in panel.columns):
            below = _LANE_COLUMNS
        line = top + _NAME + above + 4
        sheet = _Sheet(panel, width - MARGINS, line, line + below + 6, locale, tallest=_LANE_COLUMNS)
        names.append({"x": sheet.x(panel.first), "y": top + _NAME - 5, "text": name, "fill": "var(--ink)"})
        sheets.append(sheet)
        top = sheet.height
    sheets[0] = replace(sheets[0], height=top)
    return _drawing(sheets, names)


def _drawing(sheets: Sequence[_Sheet], names: Sequence[Row] = ()) -> Drawing:
    """Sheets as SVG: the first is as high as all of them together."""
    import vl_convert

    drawn = vl_convert.vegalite_to_svg(_spec(sheets, names))
    width = sheets[0].width + MARGINS
    return Drawing(int(width), sheets[0].height + _TOP + _BOTTOM, _SIDE, int(width) - _SIDE, _marks(drawn))


@dataclass(frozen=True, slots=True)
class _Sheet:
    """A panel laid out in pixels; ``line`` is where the line between dots and bars runs.

    Its methods give the rows of the chart: x (milliseconds), y (pixels), a paint, and what the mark needs
    besides.
    """

    panel: Panel
    width: float
    line: float
    height: float
    locale: Locale
    tallest: float = _COLUMNS

    def x(self, day: float, pixels: float = 0) -> float:
        """A day, moved by some pixels, in milliseconds from 1970."""
        a_pixel = (self.panel.after - self.panel.first) / self.width
        return (day + pixels * a_pixel - EPOCH_DAY) * SECONDS_A_DAY * 1000

    def box(self, first: float, after: float, top: float, bottom: float, fill: str, stroke: str) -> Row:
        ends = {"x": self.x(first), "x2": self.x(after), "y": top, "y2": bottom}
        return {**ends, "fill": fill, "stroke": stroke}

    def band(self) -> list[Row]:
        """The part that the next panel enlarges, wide enough to be seen."""
        if self.panel.enlarged is None:
            return []
        first, after = self.panel.enlarged
        missing = max(0.0, _BAND - (after - first) * self.width / (self.panel.after - self.panel.first))
        return [
            {
                **self.box(first, after, 0, self.height, "var(--band)", "var(--band)"),
                "x": self.x(first, -missing / 2),
                "x2": self.x(after, missing / 2),
            }
        ]

    def rules(self) -> list[Row]:
        """The ticks, and the line between dots and bars."""
        ends = {"x": self.x(self.panel.first), "x2": self.x(self.panel.after)}
        ticks = [self.x(day) for day, _ in self.panel.ticks]
        return [
            *({"x": x, "x2": x, "y": 0, "y2": self.height + 4, "stroke": "var(--rule)"} for x in ticks),
            {**ends, "y": self.line, "y2": self.line, "stroke": "var(--soft)"},
        ]

    def boxes(self) -> list[Row]:
        """Bars and columns."""
        rows = []
        for bar in self.panel.bars:
            top = self.line + 5 + bar.lane * BAR
            fill = "var(--wash)" if bar.tone == "happened" else _FILL[bar.tone]
            rows.append(self.box(bar.first, bar.after, top, top + _BAR_HEIGHT, fill, _STROKE[bar.tone]))
        for column in self.panel.columns:
            top, bottom = sorted((self.line, self._end(column)))
            fill = "var(--ink)" if column.above else "var(--soft)"
            rows.append(self.box(column.first, column.after, top, bottom, fill, "var(--paper)"))
        return rows

    def points(self) -> list[Row]:
        """Dots, and the arrows at the ends of bars that go on."""
        rows = []
        for dot in self.panel.dots:
            paint = {"fill": _FILL[dot.tone], "stroke": _STROKE[dot.tone], "shape": "circle"}
            rows.append({"x": self.x(dot.day), "y": self.line - 7 - dot.lane * DOT, **paint})
        for day, shift, lane, tone, end in self._ends():
            if end == "open":
                shape = "triangle-right" if shift > 0 else "triangle-left"
                paint = {"fill": _STROKE[tone], "stroke": _STROKE[tone], "shape": shape}
                rows.append({"x": self.x(day, shift), "y": self._middle(lane), **paint})
        return rows

    def texts(self) -> list[Row]:
        """The names of the ticks, the count of the tallest columns, and a question mark at unknown ends."""
        rows = [
            {"x": self.x(day), "y": self.height + 18, "text": label, "fill": "var(--soft)"}
            for day, label in self.panel.ticks
        ]
        tallest = {column.above: column for column in self.panel.columns if column.share == 1}
        for column in tallest.values():
            y = self._end(column) + (-4 if column.above else 12)
            count = {"text": self.locale.number(column.count), "fill": "var(--soft)"}
            rows.append({"x": self.x((column.first + column.after) / 2), "y": y, **count})
        for day, shift, lane, tone, end in self._ends():
            if end == "unknown":
                mark = {"text": "?", "fill": _STROKE[tone]}
                rows.append({"x": self.x(day, 2 * shift), "y": self._middle(lane) + 4, **mark})
        return rows

    def _end(self, column: Column) -> float:
        """How high, or low, a column reaches; beyond the tallest there is room for its count."""
        length = column.share * (self.tallest - 16)
        return self.line - length if column.above else self.line + length

    def _ends(self) -> list[tuple[float, int, int, Tone, End]]:
        left = [(bar.first, -3, bar.lane, bar.tone, bar.left) for bar in self.panel.bars]
        right = [(bar.after, 3, bar.lane, bar.tone, bar.right) for bar in self.panel.bars]
        return left + right

    def _middle(self, lane: int) -> float:
        return self.line + 5 + lane * BAR + _BAR_HEIGHT / 2


def _spec(sheets: Sequence[_Sheet], names: Sequence[Row] = ()) -> dict[str, Any]:
    """The Vega-Lite specification of some panels of the same days, and of names that begin where they are put.

    For speed the rows go in when Altair, which copies a chart many times over, is done with it, and it is the
    tests that check it against Vega-Lite's schema.
    """
    import altair as alt

    layers: list[tuple[list[Row], dict[str, Any], tuple[str, ...]]] = [
        (_all(sheets, _Sheet.band), {"type": "rect"}, ("x2", "y2", "fill")),
        (_all(sheets, _Sheet.rules), {"type": "rule"}, ("x2", "y2", "stroke")),
        (_all(sheets, _Sheet.boxes), {"type": "rect", "strokeWidth": 1}, ("x2", "y2", "fill", "stroke")),
        (
            _all(sheets, _Sheet.points),
            {"type": "point", "size": 42, "strokeWidth": 1.5, "opacity": 1},
            ("shape", "fill", "stroke"),
        ),
        (_all(sheets, _Sheet.texts), {"type": "text", "fontSize": _FONT_SIZE}, ("text", "fill")),
        (list(names), {"type": "text", "fontSize": _FONT_SIZE, "align": "left"}, ("text", "fill")),
    ]
    sheet = sheets[0]
    ends = [sheet.x(sheet.panel.first), sheet.x(sheet.panel.after)]
    in_reach = max(map(abs, ends)) <= _FURTHEST
    scale = alt.Scale(type="utc" if in_reach else "linear", domain=ends, nice=False)
    x = alt.X("x", type="temporal" if in_reach else "quantitative", scale=scale, axis=None)
    y = alt.Y("y", type="quantitative", scale=None, axis=None)
    channels: dict[str, Any] = {
        "x2": alt.X2("x2"),
        "y2": alt.Y2("y2"),
        "fill": alt.Fill("fill", type="nominal", scale=None),
        "stroke": alt.Stroke("stroke", type="nominal", scale=None),
        "shape": alt.Shape("shape", type="nominal", scale=None),
        "text": alt.Text("text", type="nominal"),
    }
    charts = [
        alt.Chart(alt.NamedData(str(layer)), mark=alt.MarkDef(**mark)).encode(
            x, y, **{name: channels[name] for name in used}
        )
        for layer, (rows, mark, used) in enumerate(layers)
        if rows
    ]
    chart = alt.layer(
        *charts,
        width=sheet.width,
        height=sheet.height,
        padding={"left": _SIDE, "right": _SIDE, "top": _TOP, "bottom": _BOTTOM},
        autosize=alt.AutoSizeParams(type="none"),
        config=alt.Config(background="transparent", view=alt.ViewConfig(stroke=None)),
    )
    datasets = {str(layer): rows for layer, (rows, _, _) in enumerate(layers)}
    return {**chart.to_dict(validate=False), "datasets": datasets}


def _all(sheets: Sequence[_Sheet], rows: Callable[[_Sheet], list[Row]]) -> list[Row]:
    return [row for sheet in sheets for row in rows(sheet)]


_KEPT = {
    "line": ("transform", "x2", "y2", "stroke"),
    "path": ("transform", "d", "fill", "stroke", "stroke-width"),
    "text": ("transform", "text-anchor", "fill"),
}
_AS_IT_IS = {("x2", "0"), ("y2", "0"), ("stroke-width", "1"), ("text-anchor", "start")}
_LONG_NUMBER = re.compile(r"-?[0-9]+\.[0-9]{2,}(?:e-?[0-9]+)?")


def _marks(svg: str) -> str:
    """The shapes of Vega's SVG without their wrapping: no fonts (the page's are used), no roles, short numbers.

    Boxes of one paint that follow one another are one path: a page of a thousand events has as many of them.
    """
    shapes: list[str] = []
    boxes: dict[str, list[str]] = {}
    for element in ElementTree.fromstring(svg).iter():
        tag = element.tag.rpartition("}")[2]
        if tag not in _KEPT or element.get("class") in ("background", "foreground"):
            continue
        kept = {name: _short(value) for name in _KEPT[tag] if (value := element.get(name)) is not None}
        if tag == "path" and "transform" not in kept:
            outline = kept.pop("d")
            boxes.setdefault(_attributes(kept), []).append(outline)
            continue
        shapes += _paths(boxes)
        boxes = {}
        end = f">{escape(element.text or '')}</text>" if tag == "text" else "/>"
        shapes.append(f"<{tag}{_attributes(kept)}{end}")
    shapes += _paths(boxes)
    place = f'fill="none" font-size="{_FONT_SIZE}" transform="translate({_SIDE},{_TOP})"'
    return f"<g {place}>{''.join(shapes)}</g>"


def _attributes(kept: Mapping[str, str]) -> str:
    return "".join(f' {name}="{escape(value)}"' for name, value in kept.items() if (name, value) not in _AS_IT_IS)


def _paths(boxes: Mapping[str, list[str]]) -> list[str]:
    return [f'<path d="{escape("".join(outlines))}"{attributes}/>' for attributes, outlines in boxes.items()]


def _short(numbers: str) -> str:
    return _LONG_NUMBER.sub(lambda match: f"{float(match[0]):.1f}", numbers)
