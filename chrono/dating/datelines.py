"""Date lines: the lines of an article that say nothing but when it was written, where and by whom.

"12:59 PM EST, November 14, 2024", "By Jane Doe | Nov 14, 2024", "KYIV, Nov 14 (Reuters) -". They stand in the
first and the last lines of a text; a line counts only when all of it is furniture (see `datelines.toml`),
never when it is a sentence with a date in it. Only a dateline runs on into the story.

What a line says counts (``hard``) or is a suggestion (``soft``). Suggestions are: furniture that captions
have too; an update, where the same article says when it was published; a bare date that heads one of several
chapters; and in the last lines a date below a title or above more text, which may belong to another article
or to a reader's comment.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cache
from typing import Literal

from chrono.article import Article, Evidence
from chrono.dating.grammar import (
    LABELS,
    Furniture,
    Place,
    Rank,
    dateline_pattern,
    furniture,
    label_pattern,
    line_pattern,
    separator_pattern,
    table,
)
from chrono.dating.names import is_english_weekday, weekdays
from chrono.dating.stamps import Found, Stamp, find, read
from chrono.problems import Problem

RULE = "date line"
DATELINE_RULE = "dateline"
UPDATE_RULE = "update in the date line"
WEEKDAY_RULE = "weekday in the date line"
Weight = Literal["hard", "soft"]
_RANKS: tuple[Rank, ...] = ("first", "published", "plain", "updated")
_SAYS_WHO_OR_WHERE = frozenset({"byline", "author", "agency", "place", *LABELS})
"""The furniture beside which a day without its year is a date line still."""
_DIGIT = re.compile(r"\d")
_SMALL_WORD = re.compile(r"(?<!\S)[a-z]")
_MOST_SMALL_WORDS = 8
"""Before its first digit: "this story was first published by … on" has fewer, a sentence soon has more."""
_SENTENCE_END = re.compile(r"[.!?…。！？][\"'”’»)\]]*$")
_ODD_SPACE = re.compile("[\u00a0\u202f\u2009\u200b\u200c\u200d\u200e\u200f\u2060\ufeff]")


@dataclass(frozen=True, slots=True)
class Line:
    """A line that is not blank: its number, from 1, and its words, trimmed.

    ``text`` is the same with every odd or invisible space a plain one, so offsets fit both.
    """

    number: int
    words: str
    text: str


@dataclass(frozen=True, slots=True)
class Gap:
    """What stands before, between or after stamps: the kinds of furniture, and the rank of a label."""

    roles: frozenset[str] = frozenset()
    rank: Rank = "plain"
    soft: bool = False


@dataclass(frozen=True, slots=True)
class DateLine:
    """What one stamp of a date line says, and what speaks for it."""

    line: Line
    quote: str
    stamp: Stamp
    gap: Gap

    @property
    def bare(self) -> bool:
        """Whether it is a day and nothing else, as the heading of a chapter may be."""
        return self.gap == Gap() and "T" not in self.stamp.says

    @property
    def rule(self) -> str:
        """The rule it is evidence by: a dateline names the place and the day of writing, not of publication."""
        if self.gap.rank == "plain":
            return DATELINE_RULE if self.gap.roles and self.gap.roles <= {"place", "agency"} else RULE
        return UPDATE_RULE if self.gap.rank == "updated" else RULE


def date_lines(article: Article) -> tuple[list[Evidence], list[Problem]]:
    """The evidence in an article's date lines, and a problem for each that names a day that does not exist.

    >>> [piece], problems = date_lines(Article("a.txt", "By Jane Doe | Nov 14, 2024 | 6:00am EST"))
    >>> piece.says, piece.rule, piece.weight
    ('2024-11-14T06:00-05:00', 'date line', 'hard')
    """
    numbered = [(number, line) for number, line in enumerate(article.text.splitlines(), 1) if line.strip()]
    head = _head([line for _, line in numbered])
    tail = max(head, len(numbered) - table()["limits"]["tail"])
    ends = (*range(head), *range(tail, len(numbered)))
    if not any(_may_be_date_line(numbered[index][1]) for index in ends):
        return [], []
    lines = [_line(number, text) for number, text in numbered]
    read_lines = {index: found for index in ends if (found := _read(lines[index], index < head, article))}
    if not read_lines:
        return [], []
    found = _weighed(lines, read_lines, head, article)
    missing = [_no_such_day(line, article) for line in found if not line.stamp.says]
    return list(_evidence([line for line in found if line.stamp.says])), missing


def _read(line: Line, in_head: bool, article: Article) -> list[DateLine]:
    if not _may_be_date_line(line.text):
        return []
    return _read_line(line, article) or (_dateline(line, article) if in_head else [])


def _weighed(
    lines: Sequence[Line], read_lines: Mapping[int, list[DateLine]], head: int, article: Article
) -> list[DateLine]:
    """The date lines that are the article's own, those in doubt marked as suggestions."""
    own = _own_lines(lines)
    found: list[DateLine] = []
    for index, date_lines_here in read_lines.items():
        if not own[index]:
            continue
        before = _label(lines[index - 1]) if index else Gap()
        sure = index < head or _closes_story(lines, index, article)
        for date_line in date_lines_here:
            labelled = replace(date_line, gap=before) if date_line.gap == Gap() else date_line
            # At its foot a page says when the site was updated: that has no time of day.
            of_the_site = index >= head and labelled.gap.rank == "updated" and "T" not in labelled.stamp.says
            found.append(labelled if sure and not of_the_site else _suggested(labelled))
    if found and _may_be_masthead(found[0], lines):
        found[0] = _suggested(found[0])
    if any(line.bare for line in found) and _has_chapters(lines, own, article):
        found = [_suggested(line) if line.bare else line for line in found]
    return found


# ---- where date lines stand --------------------------------------------------------------------------------


def _head(lines: Sequence[str]) -> int:
    """How many lines there are up to where the story is under way, or half told where it is short."""
    limits = table()["limits"]
    most: int = limits["head"]
    if len(lines) <= 2:
        return len(lines)
    told = prose = 0
    sentences = sum(_ends_sentence(line) for line in lines[: 2 * most])
    for index, line in enumerate(lines[:most]):
        if prose == limits["prose_lines"] or told == limits["sentences"] or told > sentences - told:
            return index
        prose += len(line) >= limits["prose"]
        told += _ends_sentence(line)
    return min(len(lines), most)


def _ends_sentence(line: str) -> bool:
    return len(line) >= table()["limits"]["sentence"] and _SENTENCE_END.search(line.rstrip()[-8:]) is not None


def _may_be_date_line(line: str) -> bool:
    """The cheap question that spares nearly every line the dear ones."""
    start = line[: table()["limits"]["line"]]
    digit = _DIGIT.search(start)
    if digit is None or len(_SMALL_WORD.findall(start, 0, digit.start())) > _MOST_SMALL_WORDS:
        return False
    return _maybe().search(start) is not None


@cache
def _maybe() -> re.Pattern[str]:
    """A year, or a month beside a number."""
    names = "|".join(table()["english"]["months"])
    return re.compile(
        rf"(?:1[5-9]|20)\d\d|\b(?:{names})[a-z]{{0,6}}\.?\s\d|\d(?:st|nd|rd|th)?\s(?:{names})", re.IGNORECASE
    )


def _line(number: int, text: str) -> Line:
    words = text.strip()
    return Line(number, words, _ODD_SPACE.sub(" ", words))


def _own_lines(lines: Sequence[Line]) -> list[bool]:
    """Which lines are the article's own: not in a list of other articles, not among readers' comments."""
    others, comments, prose = line_pattern("others"), line_pattern("comments"), table()["limits"]["prose"]
    own: list[bool] = []
    elsewhere = told = False
    for line in lines:
        short = len(line.text) <= 120
        if short and told and comments.fullmatch(line.text):
            break
        if short and others.fullmatch(line.text):
            elsewhere = True
        elif len(line.text) >= prose:
            elsewhere = False
        told = told or _ends_sentence(line.text)
        own.append(not elsewhere)
    return own + [False] * (len(lines) - len(own))


def _label(line: Line) -> Gap:
    """What a line says that is a label alone ("Published:"), of the next."""
    gap = _gap(line.text, 0, len(line.text), "lead") if len(line.text) <= 40 else None
    return gap if gap is not None and gap.roles <= frozenset(LABELS) else Gap()


def _suggested(date_line: DateLine) -> DateLine:
    return replace(date_line, gap=replace(date_line.gap, soft=True))


def _closes_story(lines: Sequence[Line], index: int, article: Article) -> bool:
    """Whether nothing but furniture and a footer stands with a line between the last sentence and the end."""
    footer = line_pattern("footer")
    if not all(footer.fullmatch(line.text) or _is_furniture(line, article) for line in lines[index + 1 :]):
        return False
    for line in reversed(lines[max(0, index - table()["limits"]["tail"]) : index]):
        if not _is_furniture(line, article):
            return _ends_sentence(line.text) or len(line.text) >= table()["limits"]["prose"]
    return True


def _is_furniture(line: Line, article: Article) -> bool:
    if len(line.text) > table()["limits"]["line"]:
        return False
    gap = _gap(line.text, 0, len(line.text), "lead")
    if gap is not None and not gap.soft:
        return True
    return _may_be_date_line(line.text) and bool(_read_line(line, article))


def _may_be_masthead(date_line: DateLine, lines: Sequence[Line]) -> bool:
    """Whether it is a day with its weekday above a title, as sites print the day on which a page is looked at."""
    if not date_line.bare or not date_line.stamp.has_weekday or date_line.line != lines[0] or len(lines) == 1:
        return False
    below = lines[1].text
    return len(below) < table()["limits"]["prose"] and not _ends_sentence(below)


def _has_chapters(lines: Sequence[Line], own: Sequence[bool], article: Article) -> bool:
    """Whether several bare dates stand above sentences: a chronology, whose dates are not its own."""
    chapters: set[str] = set()
    for line, following, counts in zip(lines, lines[1:], own, strict=False):
        if counts and len(line.text) <= 60 and _may_be_date_line(line.text) and _ends_sentence(following.text):
            chapters.update(date_line.stamp.says for date_line in _read_line(line, article) if date_line.bare)
            if len(chapters) > 1:
                return True
    return False


# ---- what a line says --------------------------------------------------------------------------------------


def _read_line(line: Line, article: Article) -> list[DateLine]:
    """The stamps of a line that holds nothing but stamps and furniture; nothing of any other."""
    text = line.text
    if len(text) > table()["limits"]["line"]:
        return []
    read_so_far: list[DateLine] = []
    end = 0
    for found in find(text):
        before = _before(text, end, found, "between" if read_so_far else "lead", article)
        if before is None:
            return []
        gap, found = before
        stamp = read(found, article.language, article.text)
        if stamp is None or (read_so_far and not gap.roles & frozenset(LABELS)):
            return []  # two dates without a label between them: a span, a list
        read_so_far.append(DateLine(line, line.words[end : found.end].strip(" |·•-–—"), stamp, gap))
        end = found.end
    after = _gap(text, end, len(text), "tail") if read_so_far else None
    if after is None or after.roles & frozenset(LABELS):
        return []
    return _finished(line, read_so_far, after)


def _finished(line: Line, date_lines: list[DateLine], after: Gap) -> list[DateLine]:
    """With what stands after the last stamp; nothing, when nothing vouches for a day without its year."""
    *rest, last = date_lines
    gap = replace(last.gap, roles=last.gap.roles | after.roles, soft=last.gap.soft or after.soft)
    last = replace(last, gap=gap, quote=last.quote if rest else line.words)
    whole = [*rest, last]
    vouched = all(date_line.stamp.has_year or date_line.gap.roles & _SAYS_WHO_OR_WHERE for date_line in whole)
    return whole if vouched else []


def _before(text: str, end: int, found: Found, place: Place, article: Article) -> tuple[Gap, Found] | None:
    """The furniture between ``end`` and a stamp, and the stamp with or without what may be its weekday."""
    if not found.word or found.date == found.start or is_english_weekday(found.word):
        gap = _gap(text, end, found.start, place)
        return (gap, found) if gap else None
    without = None if "hour_before" in found.parts else _gap(text, end, found.date, place)
    if without and not without.soft:
        return without, found.without_word
    if weekdays(found.word, article.language, article.text):
        gap = _gap(text, end, found.start, place)
        return (gap, found) if gap else None
    return (without, found.without_word) if without else None


def _gap(text: str, start: int, end: int, place: Place) -> Gap | None:
    """The furniture of ``text[start:end]``, or None where anything else stands there.

    Read from left to right without going back, so it costs no more than its length whatever it holds.
    """
    roles: set[str] = set()
    soft = False
    pieces = 0
    while start < end:
        if match := label_pattern().match(text, start, end):
            roles.add(match.lastgroup or "")
        elif piece := next((item for item in furniture() if _stands(item, text, start, end, place)), None):
            match = piece.pattern.match(text, start, end)
            roles.add(piece.name)
            pieces += 1
            soft = soft or piece.soft
        else:
            match = separator_pattern().match(text, start, end)
        if match is None or pieces > table()["limits"]["pieces"]:
            return None
        start = match.end()
    rank: Rank = next((rank for rank in reversed(_RANKS) if rank in roles), "plain")
    return Gap(frozenset(roles), rank, soft)


def _stands(item: Furniture, text: str, start: int, end: int, place: Place) -> bool:
    return place in item.places and item.pattern.match(text, start, end) is not None


def _dateline(line: Line, article: Article) -> list[DateLine]:
    """The dateline that opens a story: place, day, agency, dash; the story may go on after it.

    >>> _dateline(_line(1, "KYIV, Nov 14 (Reuters) - Talks go on."), Article("", ""))[0].quote
    'KYIV, Nov 14 (Reuters) -'
    """
    start = line.text[: table()["limits"]["dateline"]]
    found = next(iter(find(start)), None)
    if found is None:
        return []
    if found.word and not is_english_weekday(found.word):
        found = found.without_word
    before = dateline_pattern("before").fullmatch(line.text, 0, found.start)
    after = dateline_pattern("after").match(line.text, found.end)
    stamp = read(found, article.language, article.text)
    if before is None or after is None or stamp is None or not _opens(before, after):
        return []
    quote = line.words[: after.end()].strip()
    return [DateLine(line, quote, stamp, Gap(frozenset({"place"})))]


def _opens(before: re.Match[str], after: re.Match[str]) -> bool:
    """Whether place, agency and dash are a dateline's: sentences may begin with a place and a date too."""
    agency = before["agency"] or after["agency"] or after["agency_slashed"] or ""
    known = {name.casefold() for name in table()["dateline"]["agencies"]}
    if any(part.strip().casefold() in known for part in agency.split("/")):
        return True
    return before["caps"] is not None and bool((agency and agency[0].isupper()) or after["dash"])


# ---- what it comes to --------------------------------------------------------------------------------------


def _evidence(found: Sequence[DateLine]) -> Iterator[Evidence]:
    """The date lines as evidence: those of the best rank and datelines count, the others are suggestions."""
    ranks = [_RANKS.index(line.gap.rank) for line in found if not line.gap.soft and line.rule != DATELINE_RULE]
    best = min(ranks, default=0)
    told: set[Evidence] = set()
    for line in found:
        outranked = line.rule != DATELINE_RULE and _RANKS.index(line.gap.rank) > best
        weight: Weight = "soft" if line.gap.soft or outranked else "hard"
        pieces = [Evidence(line.quote, line.rule, line.stamp.says, weight)]
        if line.stamp.weekday:
            pieces.append(Evidence(line.quote, WEEKDAY_RULE, line.stamp.weekday, weight))
        yield from (piece for piece in pieces if piece not in told)
        told.update(pieces)


def _no_such_day(date_line: DateLine, article: Article) -> Problem:
    return Problem(
        "dating",
        article.id,
        f"the date line {date_line.quote!r} names a day that does not exist",
        "write the article's date into articles.csv",
        date_line.line.number,
    )
