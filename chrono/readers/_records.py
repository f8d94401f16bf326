"""Files of several articles: each record becomes an article with an id of its own, and the others do not pay for a
bad one."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, field, replace

from chrono.article import Article
from chrono.problems import Problem
from chrono.readers._fields import Dated, article_from_fields, at, named, text_in
from chrono.readers._files import File, Found, problem
from chrono.readers._pages import as_text

_ALIKE = 3  # so many problems that say the same of different records are told one by one
_LISTED = 12


@dataclass(slots=True)
class Records:
    """The articles of one file, gathered record by record.

    ``dated`` says how a date in a record counts, ``noun`` what a record is called in problems.
    """

    file: File
    dated: Dated
    noun: str
    problems: list[Problem] = field(default_factory=list)
    articles: list[Article] = field(default_factory=list)
    _taken: dict[str, int] = field(default_factory=dict)

    def add(
        self, fields: Mapping[str, object], number: int, *, line: int = 0, own_id: str = "", dated: Dated | None = None
    ) -> None:
        """Take a record in. ``number`` tells it from the others where it has no id (0: there are no others),
        ``line`` is where it stands, and ``dated`` how its date counts if not as that of the others."""
        columns = self.file.columns
        for what in columns:
            if what not in columns.met and at(fields, columns[what]) is not None:
                columns.met.add(what)
        name, written = text_in(fields, columns)
        text = as_text(written, is_markup=name.casefold().endswith("html"))
        if not text:
            what = "has no text" if line else f"{self.noun} {number} has no text"
            self.bad(what, 'put the article in "text", or name its field with --map text=NAME', line)
            return
        own = self._own_id(own_id or named(fields, "id", columns)[1] or str(number), number, line)
        article, found = article_from_fields(
            own, text, fields, dated or self.dated, self.file.id if line else own, line=line, columns=columns
        )
        self.articles.append(article)
        self.problems += found

    def bad(self, what: str, advice: str, line: int = 0) -> None:
        """Tell of a record that is none."""
        self.problems.append(problem(self.file.id, what, advice, line))

    def found(self) -> Found:
        """What the file came to."""
        return self.articles, together(self.problems)

    def _own_id(self, own: str, number: int, line: int) -> str:
        if not number:  # the only record: the file is the article
            return self.file.id
        own = "-".join(own.split())
        article_id = f"{self.file.id}#{own}"
        if article_id in self._taken:
            what = f"has the id {own!r} of an earlier {self.noun}, and got a number besides"
            self.bad(what if line else f"{self.noun} {number} {what}", f"give each {self.noun} its own id", line)
        distinct = article_id
        while distinct in self._taken:
            self._taken[article_id] += 1
            distinct = f"{article_id}-{self._taken[article_id]}"
        self._taken[distinct] = 1
        return distinct


def together(problems: Iterable[Problem]) -> list[Problem]:
    """The problems, those that say the same of many lines told once.

    >>> many = [problem("a.csv", "has no text", "", line) for line in range(2, 9)]
    >>> [str(each) for each in together(many)]
    ['a.csv:2: has no text (the same in lines 3, 4, 5, 6, 7, 8)']
    """
    alike: dict[tuple[str, str], list[Problem]] = {}
    for each in problems:
        alike.setdefault((each.what, each.advice), []).append(each)
    told: list[Problem] = []
    for first, *others in alike.values():
        if len(others) < _ALIKE or not all(other.line for other in others):
            told += [first, *others]
            continue
        lines = [str(other.line) for other in others]
        told.append(replace(first, what=f"{first.what} (the same in lines {listed(lines)})"))
    return sorted(told, key=lambda each: each.line)


def listed(names: Collection[str], most: int = _LISTED) -> str:
    """Some names for a problem: the first ones, and how many more there are.

    >>> listed(["a", "b", "c"], 2)
    'a, b and 1 more'
    """
    shown = ", ".join(list(names)[:most])
    return f"{shown} and {len(names) - most} more" if len(names) > most else shown or "none"
