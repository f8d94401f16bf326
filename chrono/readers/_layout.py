"""Which paragraphs of a page are its article, and which dates are its own.

The article is the ``article`` element with the headline, or the longest; else the ``main`` part, or the body, narrowed
to the one box that holds nearly all of the running text. It begins at the headline where that stands above. No part of
it are paragraphs that are links to other pages, teasers of other stories with their dates, and what stands under a
heading like "More news" or "Comments" (see ``markup.toml``).
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from functools import cached_property
from itertools import accumulate

from chrono.readers._walk import Box, MarkedDate, Paragraph, Walk

_SHARE_OF_PAGE = 0.3  # what the longest article holds of the page's text, to be taken for the page's article
_SHARE_BELOW_HEADLINE = 0.5  # the same where the headline stands outside of it
_SHARE_WITH_HEADLINE = 0.2  # the same of the running text, where it has the headline
_SHARE_OF_PROSE = 0.75  # what a box holds of the running text, to be taken for the article
_ABOVE = 20  # a headline stands at most so many paragraphs above its article
_LONG = 60  # characters of a paragraph that is running text
_TEASER = 4  # paragraphs of a teaser: headline, date, a sentence or two
_YEAR = re.compile(r"\b(?:19|20)\d\d\b")
_COUNT = re.compile(r"^[\d,]+ |[\s:(\d,)]+$")


class Layout:
    """A page that was walked over. ``titles`` are what its markup calls it, to know its headline by."""

    def __init__(self, walk: Walk, titles: Sequence[str]) -> None:
        self.walk, self.titles, self.paragraphs = walk, titles, walk.paragraphs
        self._titled = next((place for place in walk.headlines if is_title(walk.paragraphs[place].text, titles)), None)
        self.around = self._around()
        inside = [(each, place not in self.around) for place, each in enumerate(walk.paragraphs)]
        self._sizes = [0, *accumulate(len(each.text) * is_in for each, is_in in inside)]
        self._prose = [0, *accumulate(len(each.text) * (is_in and _is_prose(each)) for each, is_in in inside)]

    # ---- what stands around the article --------------------------------------------------------------------

    def _around(self) -> set[int]:
        """The paragraphs of other stories and of comments."""
        found: set[int] = set()
        for place, paragraph in enumerate(self.paragraphs):
            if paragraph.is_heading and place not in found:
                found.update(self._under(place, paragraph))
        dated = {date.place for date in self.walk.dates}
        for box in self.walk.boxes:
            if 0 < box.after - box.first <= _TEASER and self._is_teaser(box, dated):
                found.update(range(box.first, box.after))
        return found

    def _under(self, place: int, heading: Paragraph) -> Iterable[int]:
        """What stands under a heading that closes the story or interrupts it."""
        words = _COUNT.sub("", heading.text).casefold().replace("’", "'")
        ends = words in self.walk.names.comments
        if not ends and words not in self.walk.names.other_stories:
            return ()
        box = self.walk.boxes[heading.box]
        if ends or (place - box.first <= 1 and not self._holds_headline(box)):
            return range(place, box.after)
        after = (at for at in range(place + 1, box.after) if self._goes_on(at, heading.box))
        return range(place, next(after, box.after))

    def _goes_on(self, place: int, box: int) -> bool:
        """Whether the story goes on with a paragraph, in the box it was interrupted in."""
        paragraph = self.paragraphs[place]
        if paragraph.box != box or paragraph.is_linked:
            return False
        return paragraph.is_heading or (paragraph.is_sentence and len(paragraph.text) > _LONG)

    def _is_teaser(self, box: Box, dated: set[int]) -> bool:
        """Whether a small box begins with a link and has a date."""
        first = self.paragraphs[box.first]
        if not first.is_linked or first.tag == "p" or self._holds_headline(box):
            return False
        return any(
            place in dated or (len(self.paragraphs[place].text) <= _LONG and _YEAR.search(self.paragraphs[place].text))
            for place in range(box.first, box.after)
        )

    def _holds_headline(self, box: Box) -> bool:
        return any(map(box.holds, self.walk.headlines if self._titled is None else [self._titled]))

    # ---- the article ---------------------------------------------------------------------------------------

    @cached_property
    def box(self) -> Box:
        """The element that is the article."""
        body = self.walk.boxes[0]
        articles = [box for box in self.walk.boxes if box.tag == "article"]
        enough = _SHARE_WITH_HEADLINE * self._prose_of(body)
        titled = [box for box in articles if box.holds(self._titled) and self._prose_of(box) > enough]
        if titled:
            return titled[-1]  # the innermost, as they stand in one another
        main = self._largest([box for box in self.walk.boxes if box.tag == "main"], body)
        inside = [box for box in self.walk.boxes if main.first <= box.first and box.after <= main.after]
        article = self._largest([box for box in inside if box.tag == "article"], main)
        share = _SHARE_OF_PAGE if self._titled is None else _SHARE_BELOW_HEADLINE
        if article is not main and self._size_of(article) > share * self._size_of(main):
            return article
        enough = max(1, _SHARE_OF_PROSE * self._prose_of(main))
        return next((box for box in reversed(inside) if self._prose_of(box) >= enough), main)

    def _largest(self, boxes: Sequence[Box], otherwise: Box) -> Box:
        return max((box for box in boxes if self._size_of(box)), key=self._size_of, default=otherwise)

    def _size_of(self, box: Box) -> int:
        return self._sizes[box.after] - self._sizes[box.first]

    def _prose_of(self, box: Box) -> int:
        return self._prose[box.after] - self._prose[box.first]

    @cached_property
    def headline(self) -> int | None:
        """Which paragraph is the headline: the ``h1`` that says the page's title, or one in the article, or before."""
        inside = [place for place in self.walk.headlines if self.box.holds(place)]
        before = [place for place in self.walk.headlines if place < self.box.first]
        for place in [*inside, *reversed(before)]:
            if is_title(self.paragraphs[place].text, self.titles):
                return place
        return next(iter(inside or before[-1:] or self.walk.headlines), None)

    def own_choice(self) -> list[int]:
        """The paragraphs of the article, by these rules."""
        first = self.box.first
        if self.headline is not None and first - _ABOVE <= self.headline < first:
            first = self.headline
        kept = [place for place in range(first, self.box.after) if not self._leads_elsewhere(place)]
        return kept or list(range(self.box.first, self.box.after))

    def with_surroundings(self, chosen: set[int]) -> list[int]:
        """Another's choice, the headline with what stands between it and that, and the captions and sentences
        between the chosen paragraphs."""
        below = [place for place in chosen if self.headline is not None and place > self.headline]
        if self.headline is not None and self.size(below) > 0.5 * self.size(chosen):
            chosen = {self.headline, *below}
            if min(below) - self.headline <= _ABOVE:
                chosen.update(range(self.headline, min(below)))
        between = {
            place
            for place in range(min(chosen), max(chosen))
            if self.paragraphs[place].tag == "figcaption" or self.paragraphs[place].is_sentence
        }
        return [place for place in sorted(chosen | between) if not self._leads_elsewhere(place)]

    def size(self, places: Iterable[int]) -> int:
        """How many characters some paragraphs have."""
        return sum(len(self.paragraphs[place].text) for place in places)

    def _leads_elsewhere(self, place: int) -> bool:
        """Whether a paragraph is of another story, or but a link: no headline, and no sentence that happens to be."""
        paragraph = self.paragraphs[place]
        if place in self.around:
            return True
        if not paragraph.is_linked or place in self.walk.headlines:
            return False
        return not (paragraph.is_sentence and len(paragraph.text.split()) > 7)

    # ---- its dates -----------------------------------------------------------------------------------------

    def dates(self) -> list[MarkedDate]:
        """The dates that the markup gives the article: in its own header, or below its headline and above its text.

        Of two times the first is the publication's, unless the words before it speak of an update. Microdata that
        names several days is that of a list of articles.
        """
        own = [date for date in self.walk.dates if self._is_own(date)]
        inside = [date for date in own if date.container == self.box.container]
        times = [date for date in inside if date.in_header and date.container]
        times += self._below_headline(own)
        published = [date for date in times if date.rule == "time element" and not date.is_change]
        first = self.box.first if self.headline is None else min(self.box.first, self.headline)
        microdata = [date for date in inside if date.rule != "time element" and first <= date.place <= self.box.after]
        if len({date.written[:10] for date in microdata}) > 1:
            microdata = []
        return [*microdata, *published[:1]]

    def _is_own(self, date: MarkedDate) -> bool:
        """Whether a date is no teaser's, and no property of some other thing (microdata)."""
        if date.place in self.around:
            return False
        if date.scope is None or self.headline is not None:
            return date.scope is None or date.scope.holds(self.headline)
        return date.scope.first <= self.box.first and self.box.after <= date.scope.after

    def _below_headline(self, dates: Iterable[MarkedDate]) -> Iterator[MarkedDate]:
        """Those below the headline, if it says the page's title, and above the text or in a line of their own."""
        if self.headline is None or not is_title(self.paragraphs[self.headline].text, self.titles):
            return
        containers = {self.box.container, self.walk.boxes[self.box.container].parent}
        prose = [
            place
            for place in range(self.headline + 1, len(self.paragraphs))
            if len(self.paragraphs[place].text) > _LONG and self.paragraphs[place].is_sentence
        ]
        end = prose[1] if len(prose) > 1 else len(self.paragraphs)  # the first may be the standfirst
        for date in dates:
            if self.headline < date.place <= end and date.container in containers:
                paragraph = self.paragraphs[date.place] if date.place < len(self.paragraphs) else None
                if paragraph is None or not paragraph.is_sentence or len(paragraph.text.split()) <= 3:
                    yield date


def is_title(headline: str, titles: Sequence[str]) -> bool:
    """Whether a headline says what one of the titles says, which may have the site's name besides.

    >>> is_title("Ferry runs again", ["Ferry runs again | Harbour Post"]), is_title("Harbour Post", ["Ferry runs"])
    (True, False)
    """
    words = _letters(headline)
    return len(words) > 3 and any(
        words in _letters(title) and 2 * len(words) > len(_letters(title)) for title in titles
    )


def _letters(text: str) -> str:
    return "".join(filter(str.isalnum, text.casefold()))


def _is_prose(paragraph: Paragraph) -> bool:
    return paragraph.tag[:1] != "h" and not paragraph.is_linked
