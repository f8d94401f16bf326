"""What a page built with ``--interactive`` holds besides: Vega, the chart's specification, and what starts it."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache

from markupsafe import Markup

from chrono.events.event import Event
from chrono.renderers import UNPRINTABLE
from chrono.renderers.locale import Locale
from chrono.renderers.metadata import data_block
from chrono.renderers.overview import stretch_of
from chrono.renderers.plot import names_of_time, plot


def specification(events: Sequence[Event], locale: Locale) -> Markup | None:
    """The chart as JSON for a ``<script>`` element; None where there is nothing to draw."""
    if not any(stretch_of(event) for event in events):
        return None
    spec = plot(events, locale, page=True).to_dict()
    spec.pop("$schema", None)  # an address, and the page names no stranger's
    colours = {"labelColor": "var(--soft)", "domainColor": "var(--soft)", "tickColor": "var(--rule)"}
    spec["config"] = {
        "background": "transparent",
        "view": {"stroke": None},
        "axis": {**colours, "gridColor": "var(--rule)", "labelFontSize": 13, "titleColor": "var(--soft)"},
        "legend": {"labelColor": "var(--soft)", "labelFontSize": 13, "symbolStrokeColor": "transparent"},
    }
    return data_block({"spec": spec, "time": names_of_time(locale)})


@cache
def vega() -> str:
    """Vega, Vega-Lite and vega-embed as one script, with nothing in it that would end it early or that HTML forbids."""
    import vl_convert

    script: str = vl_convert.javascript_bundle("window.vegaEmbed = vegaEmbed;")
    script = script.replace("</script", "<\\/script").replace("<!--", "<\\!--")
    return UNPRINTABLE.sub(lambda match: f"\\u{ord(match[0]):04x}", script)
