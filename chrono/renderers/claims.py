"""What an event claims, said in its title: outside the page a title travels alone.

A calendar, a feed reader or a slide shows little more than a title. So what is not told as a fact says so there, in
square brackets and in the words of the table: a title may hold a "not" of its own, which "did not happen" would turn
around. What is told as a fact stays as it is.
"""

from __future__ import annotations

from chrono.events.event import Event
from chrono.renderers.locale import Locale, english


def marks(event: Event) -> tuple[str, ...]:
    """What keeps an event from being a fact: ``planned`` or ``reported``, ``possible`` or ``negated``.

    >>> from dataclasses import replace
    >>> asserted = Event("e1", "2024", None, None, "year", "happened", "asserted", "Talks", "", (), (), 0.5, ())
    >>> marks(asserted), marks(replace(asserted, kind="planned", modality="possible"))
    ((), ('planned', 'possible'))
    """
    kind = (event.kind,) if event.kind in ("planned", "reported") else ()
    modality = (event.modality,) if event.modality != "asserted" else ()
    return (*kind, *modality)


def headline(event: Event, locale: Locale | None = None) -> str:
    """The title, after what keeps it from being a fact.

    >>> from dataclasses import replace
    >>> asserted = Event("e1", "2024", None, None, "year", "happened", "asserted", "Talks", "", (), (), 0.5, ())
    >>> headline(asserted), headline(replace(asserted, kind="planned", modality="negated"))
    ('Talks', '[planned, negated] Talks')
    """
    found = marks(event)
    if not found:
        return event.title
    says = locale or english()
    claims = [says.word(f"{'kind' if mark == event.kind else 'modality'}.{mark}") for mark in found]
    return f"[{says.word('comma').join(claims)}] {event.title}"
