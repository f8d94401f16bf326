"""A timeline as a notebook shows it: a small table, its dates in words."""

from __future__ import annotations

from markupsafe import Markup, escape

from chrono.events.event import Event
from chrono.renderers.claims import marks
from chrono.renderers.dates import words
from chrono.renderers.locale import english
from chrono.timeline import Timeline

MOST = 20
"""How many events the table shows: the rest is in ``timeline.events``."""

_HEAD = Markup("<tr><th>date</th><th>event</th><th>what it is</th><th>sources</th><th>id</th></tr>")
_ROW = Markup("<tr><td>{}</td><td>{}</td><td>{}</td><td>{}</td><td><code>{}</code></td></tr>")


def table(timeline: Timeline) -> str:
    """The first dated events as an HTML table, and how many events and articles there are."""
    says = english()
    counts = [says.counted(len(timeline.dated), "event"), says.counted(len(timeline.articles), "article")]
    if timeline.undated:
        counts.insert(1, f"{says.number(len(timeline.undated))} more without a date")
    lead = Markup("<p>{}{}</p>").format(
        Markup("<b>{}</b>: ").format(timeline.title) if timeline.title else "", ", ".join(counts)
    )
    if not timeline.dated:
        return str(lead)
    rows = Markup("").join(_row(event) for event in timeline.dated[:MOST])
    more = len(timeline.dated) - MOST
    rest = escape(f"{says.number(more)} more in timeline.events") if more > 0 else Markup("")
    return str(Markup("{}<table><thead>{}</thead><tbody>{}</tbody></table>{}").format(lead, _HEAD, rows, rest))


def _row(event: Event) -> Markup:
    told = len({mention.article for mention in event.mentions})
    date = words(event.date or "", event.kind == "planned")
    return _ROW.format(date, event.title, ", ".join(marks(event)) or event.kind, told, event.id)
