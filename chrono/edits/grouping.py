"""Which mentions are one event, where the writer knows it better: ``split``, and then ``merge``.

Both act on mentions and not on events, so they say the same whatever the build has made of the articles: a key stands
for the mention of that id, and its event is the one that the mention is in. What is wanted and already so is no
problem, since the next article may make it needed again.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import replace
from functools import cached_property

from chrono.edits.entries import Edit
from chrono.events import Group, Grouped
from chrono.events.ids import vaguer_ids, words_of
from chrono.problems import Problem

_NAMED = 3


def arranged(grouped: Grouped, edits: Sequence[Edit]) -> tuple[Grouped, dict[str, list[Edit]], list[Problem]]:
    """The groups as the writer wants them, the edits by the id of the event that they are for, and what is wrong.

    The edits of an event stand in their order, those of what it took in after its own.
    """
    arrangement = _Arrangement(grouped)
    found = [(edit, place) for edit in edits if (place := arrangement.find(edit, edit.event, "")) is not None]
    for edit, place in found:
        arrangement.split(edit, place)
    arrangement.hide(found)
    for edit, place in found:
        arrangement.merge(edit, place)
    return *arrangement.result(found), arrangement.problems


class _Arrangement:
    """Groups in the making. A place is that of a telling in ``grouped.told``; a group is known by its number."""

    def __init__(self, grouped: Grouped) -> None:
        self.grouped = grouped
        self.problems: list[Problem] = []
        self.members = [list(group.members) for group in grouped.groups]
        self.group_of = [0] * len(grouped.told)
        for number, members in enumerate(self.members):
            for place in members:
                self.group_of[place] = number
        self.place_of: dict[str, int] = {}
        for place in range(len(grouped.told)):
            self.place_of.setdefault(self.id_of(place), place)
        self.parted: dict[frozenset[int], Edit] = {}
        self.hidden: dict[int, Edit] = {}
        self.taken: dict[int, tuple[int, Edit]] = {}

    def id_of(self, place: int) -> str:
        return self.grouped.told[place].mention.id

    # ── what an id stands for ────────────────────────────────────────────────────────────────────────────────────────

    def find(self, edit: Edit, identifier: str, key: str) -> int | None:
        """The telling whose mention has an id, or had it when less was known of its date; None is a problem."""
        if identifier in self.place_of:
            return self.place_of[identifier]
        vaguer = self._vaguer.get(identifier, [])
        if len({self.group_of[place] for place in vaguer}) == 1:
            return vaguer[0]
        self.problems.append(self._gone(edit, identifier, key))
        return None

    @cached_property
    def _vaguer(self) -> dict[str, list[int]]:
        found: defaultdict[str, list[int]] = defaultdict(list)
        for place, telling in enumerate(self.grouped.told):
            for identifier in vaguer_ids(telling.mention):
                found[identifier].append(place)
        return found

    def _gone(self, edit: Edit, identifier: str, key: str) -> Problem:
        """What became of an id that nothing has: where its sentence is now, if it is anywhere."""
        same = {
            self.id_of(place): place
            for place, telling in reversed(list(enumerate(self.grouped.told)))
            if words_of(telling.mention.id) == words_of(identifier) and len(identifier) > len(words_of(identifier))
        }
        told = [self._described(place) for _, place in sorted(same.items())[:_NAMED]]
        if told:
            what = f"its sentence is there with another date, as {' or '.join(told)}"
            advice = "write that id if it is meant, or delete this"
        else:
            what, advice = "its sentence is in no article any more", "look the event up again, or delete this"
        return Problem("edits", edit.file, f"there is no event {identifier!r}; {what}", advice, edit.line(key))

    def _described(self, place: int) -> str:
        telling = self.grouped.told[place]
        when = f"dated {telling.when.edtf}" if telling.when.edtf else "undated"
        return f"{telling.mention.id} ({when}: “{telling.title}”)"

    # ── split ────────────────────────────────────────────────────────────────────────────────────────────────────────

    def split(self, edit: Edit, place: int) -> None:
        """Part from the event of a telling what the edit names, as another event."""
        group = self.group_of[place]
        wanted = {identifier for item in edit.split for identifier in self._named_by(edit, item, group)}
        if self.id_of(place) in wanted:
            ids = {self.id_of(member) for member in self.members[group]}
            if len(ids) == 1:
                what, advice = "is one mention only, and nothing can be split off it", "delete this"
            else:
                what, advice = (
                    "the mention with this very id is to be split off",
                    "name the others, or use another's id",
                )
            self.problems.append(edit.problem("split", what, advice))
            return
        off = [member for member in self.members[group] if self.id_of(member) in wanted]
        if off:
            self.members[group] = [member for member in self.members[group] if member not in off]
            self.members.append(off)
            for member in off:
                self.group_of[member] = len(self.members) - 1
            self.parted[frozenset({group, len(self.members) - 1})] = edit

    def _named_by(self, edit: Edit, item: str, group: int) -> set[str]:
        """The ids of the mentions of a group that an item of a split names: a mention by its id, or all of an article.

        What says the same at the same date has one id, and stays together.
        """
        if item in self.grouped.sources:
            here = (member for member in self.members[group] if self.grouped.told[member].mention.article == item)
            return {self.id_of(member) for member in here}
        if "." in item or "/" in item:
            what = f"there is no article {item!r}"
            self.problems.append(edit.problem("split", what, "write its path as chrono articles prints it"))
            return set()
        place = self.find(edit, item, "split")
        return {self.id_of(place)} if place is not None and self.group_of[place] == group else set()

    # ── merge ────────────────────────────────────────────────────────────────────────────────────────────────────────

    def hide(self, found: Iterable[tuple[Edit, int]]) -> None:
        """Remember what is hidden: it takes nothing in, and is taken in by nothing."""
        for edit, place in found:
            if edit.hide:
                self.hidden.setdefault(self.group_of[place], edit)

    def merge(self, edit: Edit, place: int) -> None:
        """Let the event of a telling take in those that the edit names."""
        for item in edit.merge:
            other = self.find(edit, item, "merge")
            if other is None:
                continue
            if self.id_of(other) == self.id_of(place):
                self.problems.append(edit.problem("merge", "is to take in itself", "name another event"))
                continue
            mine, theirs = self.group_of[place], self.group_of[other]
            against = self._against(item, mine, theirs)
            if against is not None:
                self.problems.append(edit.problem("merge", *against))
            elif mine != theirs:
                self.taken.setdefault(theirs, (mine, edit))

    def _against(self, item: str, mine: int, theirs: int) -> tuple[str, str] | None:
        """What contradicts that one group takes in another, and what to do about it."""
        parted = self.parted.get(frozenset({mine, theirs}))
        if parted is not None:
            return f"takes in {item}, which is split off it ({_where(parted, 'split')})", "delete one of the two"
        for group, who in ((mine, "it is"), (theirs, "that is")):
            if group in self.hidden:
                line = _where(self.hidden[group], "hide")
                return f"cannot take in {item}, since {who} hidden ({line})", "hide neither, or do not merge them"
        above = mine
        while above in self.taken:
            above, teller = self.taken[above]
            if above == theirs:
                line = _where(teller, "merge")
                return f"takes in {item}, which takes in this one ({line})", "delete one of the two"
        if theirs in self.taken and self.taken[theirs][0] != mine:
            line = _where(self.taken[theirs][1], "merge")
            return f"takes in {item}, which another event has taken in ({line})", "delete one of the two"
        return None

    # ── what comes of it ─────────────────────────────────────────────────────────────────────────────────────────────

    def result(self, found: Iterable[tuple[Edit, int]]) -> tuple[Grouped, dict[str, list[Edit]]]:
        """The groups, and the edits by event."""
        joined: defaultdict[int, list[int]] = defaultdict(list)
        for number, members in enumerate(self.members):
            joined[self._root(number)] += members
        groups = {root: Group(tuple(sorted(joined[root])), tuple(self.members[root])) for root in sorted(joined)}
        by_event: defaultdict[str, list[Edit]] = defaultdict(list)
        for own in (True, False):
            for edit, place in found:
                root = self._root(self.group_of[place])
                if (root == self.group_of[place]) == own:
                    by_event[self.grouped.identifier(groups[root])].append(edit)
        return replace(self.grouped, groups=tuple(groups.values())), dict(by_event)

    def _root(self, group: int) -> int:
        while group in self.taken:
            group = self.taken[group][0]
        return group


def _where(edit: Edit, key: str) -> str:
    return f"{edit.file}:{edit.line(key)}"
