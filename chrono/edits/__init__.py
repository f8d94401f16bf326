"""The writer's corrections: a TOML file keyed by event id, applied in every build.

    ["ek3x7q2mza"]
    title = "Parliament passes the budget"     # say it otherwise
    date = "2024-08-06"                        # EDTF
    note = "The vote was after midnight."      # said under it
    tags = ["budget"]                          # labels
    pin = true                                 # keep it in a short timeline
    hide = true                                # leave it out
    merge = ["e2mzak3x7q"]                     # it takes in another event
    split = ["sub/article.txt"]                # what that article says here is another event

    [[event]]                                  # what no article tells
    date = "2024-08-05"
    title = "The coalition agrees on the budget"

`chrono.edits.entries` reads the file, `chrono.edits.grouping` follows ``merge`` and ``split``, this module the rest.

An id finds its event by any of the event's mentions (see `chrono.events.ids`), so a correction survives new articles.
Nothing is dropped in silence: an id that finds nothing any more, and corrections that contradict one another, are
problems with file and line.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any

from chrono.edits.entries import Added, Edit, read_edits
from chrono.edits.grouping import arranged
from chrono.events import Gathered, Group, Grouped, in_order
from chrono.events.by_hand import told_by_hand
from chrono.events.event import Event
from chrono.events.ids import title_id
from chrono.events.names import NamesOf
from chrono.events.salience import PINNED
from chrono.problems import Problem
from chrono.temporal.edtf import parse

_SAID_ONCE = ("hide", "pin", "title", "date", "note")


def apply_edits(grouped: Grouped, files: Sequence[Path]) -> tuple[Gathered, list[Problem]]:
    """The events as the writer wants them, and what is wrong with the corrections in ``files``.

    An undated event that is given a date moves to the dated ones. Raises `UserError` when a file cannot be read or
    is no TOML; anything smaller that is wrong is a `Problem`, and the rest of the file counts.
    """
    edits: list[Edit] = []
    added: list[Added] = []
    problems: list[Problem] = []
    for file in files:
        here, new, met = read_edits(file)
        edits += here
        added += new
        problems += met
    grouped, theirs = _with_added(grouped, added, problems)
    grouped, by_event, met = arranged(grouped, [*edits, *theirs])
    problems += met
    corrected = _corrected(grouped.gathered(), by_event, problems)
    names = [file.name for file in files]
    return corrected, sorted(problems, key=lambda problem: (names.index(problem.origin), problem.line))


def _with_added(grouped: Grouped, added: Iterable[Added], problems: list[Problem]) -> tuple[Grouped, list[Edit]]:
    """What is told, with the writer's own events each in a group of its own, and what is said of these besides.

    Two events of one title are told apart by their dates, so that their order in the file changes nothing.
    """
    told, groups, edits = list(grouped.told), list(grouped.groups), []
    sources = dict(grouped.sources)
    times: dict[str, int] = {}
    lines: dict[tuple[str, str, str], Added] = {}
    for entry in sorted(added, key=lambda entry: (entry.title, entry.date, entry.text)):
        first = lines.setdefault((entry.title, entry.date, entry.text), entry)
        if first is not entry:
            problems.append(entry.edit.problem("", f"is there twice (see line {first.edit.line('')})", "delete one"))
            continue
        plain = title_id(entry.title)
        times[plain] = times.get(plain, 0) + 1
        identifier = plain if times[plain] == 1 else f"{plain}-{times[plain]}"
        telling = told_by_hand(
            identifier, entry.edit.file, entry.date, entry.title, entry.text, entry.source, entry.url, entry.kind
        )
        groups.append(Group((len(told),), (len(told),)))
        told.append(telling)
        sources[telling.mention.article] = entry.source or telling.mention.article
        edits.append(replace(entry.edit, event=identifier))
    named = (*grouped.named, *[NamesOf()] * len(edits))
    return replace(grouped, told=tuple(told), named=named, groups=tuple(groups), sources=sources), edits


def _corrected(gathered: Gathered, by_event: dict[str, list[Edit]], problems: list[Problem]) -> Gathered:
    """The events after what is said of each by its id; what is said of one only moves it, hides it or words it."""
    dated: list[Event] = []
    undated: list[Event] = []
    for event in (*gathered.dated, *gathered.undated):
        if edits := by_event.get(event.id):
            said = _Said(edits, problems)
            if said.hides():
                continue
            event = said.of(event)
        (undated if event.date is None else dated).append(event)
    return replace(gathered, dated=tuple(in_order(dated)), undated=tuple(undated))


@dataclass(slots=True)
class _Said:
    """All that is said of one event, in one table or several. What is said twice, and otherwise, is a problem, and the
    first counts."""

    edits: Iterable[Edit]
    problems: list[Problem]
    once: dict[str, tuple[Any, Edit]] = field(default_factory=dict)

    def __post_init__(self) -> None:
        for edit in self.edits:
            for key in _SAID_ONCE:
                value = getattr(edit, key)
                if value is None:
                    continue
                first, teller = self.once.setdefault(key, (value, edit))
                if first != value:
                    what = f"has another {key} than the same event at {teller.file}:{teller.line(key)}"
                    self.problems.append(edit.problem(key, what, "the first counts; delete one"))

    def hides(self) -> bool:
        hidden, edit = self.once.get("hide", (False, None))
        pinned = self.once.get("pin", (False, None))[0]
        if hidden and pinned and edit is not None:
            self.problems.append(edit.problem("hide", "is hidden and pinned", "it is hidden; delete one of the two"))
        return bool(hidden)

    def of(self, event: Event) -> Event:
        """The event, as it is said to be."""
        if "title" in self.once:
            event = replace(event, title=self.once["title"][0])
        if "date" in self.once:
            date, edit = self.once["date"]
            event = _redated(event, date, edit.file)
        if self.once.get("pin", (False, None))[0]:
            event = replace(event, salience=PINNED)
        tags = dict.fromkeys(tag for edit in self.edits for tag in edit.tags)
        return replace(event, tags=tuple(tags), note=self.once.get("note", ("", None))[0])


def _redated(event: Event, date: str, file: str) -> Event:
    """The event at the writer's date; the mention that it shows says who gave it."""
    edtf = parse(date)
    place = next((place for place, mention in enumerate(event.mentions) if mention.sentence == event.text), 0)
    told = list(event.mentions)
    told[place] = replace(told[place], derivation=(*told[place].derivation, f"but {file} says {date}"))
    return replace(
        event,
        date=date,
        earliest=edtf.interval.earliest,
        latest=edtf.interval.latest,
        precision=edtf.precision,
        kind="happened" if event.kind == "reported" else event.kind,
        mentions=tuple(told),
        conflicts=(),
        why="",
    )
