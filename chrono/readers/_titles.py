"""A title for an article that names none: its headline, or its file's name, or its opening words."""

from __future__ import annotations

import re
from itertools import islice

LONGEST_HEADLINE = 140
_OPENING = 70
_TOP = 6
_HEAD = 50_000  # characters in which a headline is looked for: a text may be one line of megabytes

_CONTROLS = re.compile(r"[\x00-\x08\x0e-\x1f\x7f-\x9f]")
_LINE = re.compile(r"\S[^\r\n\u2028\u2029]*")
_END_OF_SENTENCE = re.compile(r"""[.:;,…]["'”’»)\]]*$""")
_MENU = re.compile(r"\s[>»›|/·•→]\s|^[>»›|·•→]|[@#]|https?:|www\.")
_BYLINE = re.compile(r"(?i:by|from|text|photos?|published|updated|posted|source)\b[: ]")
_WORD = re.compile(r"[^\W\d_]{2,}")
_HASH = re.compile(r"(?=[a-f]*\d)[0-9a-f]{6,}", re.IGNORECASE)


def cleaned_title(written: str) -> str:
    r"""A title on one line, without control characters.

    >>> cleaned_title("Ferry\n   runs\x00 again ")
    'Ferry runs again'
    """
    return " ".join(_CONTROLS.sub("", written).split())


def title_of(text: str, article_id: str) -> str:
    """The text's headline; else the words of the file's name; else the text's opening words.

    >>> title_of("Home > News\\n\\nFerry runs again after the storm\\n\\nThe ferry left on Monday.", "1.txt")
    'Ferry runs again after the storm'
    >>> title_of("The ferry left on Monday.", "news/2024-11-14_ferry-runs.txt")
    'Ferry runs'
    >>> title_of("The ferry left on Monday.", "0017_5c2ab9d4.txt")
    'The ferry left on Monday.'
    """
    head = text[:_HEAD]
    return headline(head) or _from_name(article_id) or _opening(head) or article_id


def headline(text: str) -> str:
    """The line at the top of a text that looks like a headline, or "".

    A headline is short, has two words at least, and no full stop; it is no menu, byline or date, and it
    stands alone: a blank line follows, or another line that did not have to begin there for want of room (in
    a text whose lines are filled up to a width, the first line of the first paragraph looks much like a
    headline). The search ends at the first paragraph. A headline that a page's section name was glued to is
    found again without it.
    """
    top = list(islice(_LINE.finditer(text), _TOP + 1))
    for place, line in enumerate(top[:_TOP]):
        words = cleaned_title(line[0])
        if len(words) > LONGEST_HEADLINE or (_END_OF_SENTENCE.search(words) and len(words.split()) > 4):
            return ""
        following = top[place + 1] if place + 1 < len(top) else None
        width = max(len(other[0]) for other in top)
        if _is_headline(words) and _stands_alone(text, line, following, width):
            return _unglued(words, [cleaned_title(other[0]) for other in top[place + 1 : place + 4]])
    return ""


def _is_headline(words: str) -> bool:
    letters = _WORD.findall(words)
    return (
        len(letters) >= 2
        and not (_END_OF_SENTENCE.search(words) or _MENU.search(words) or _BYLINE.match(words))
        and (len(letters) > 4 or not re.search(r"\d{4}|\d:\d\d", words))
    )


def _stands_alone(text: str, line: re.Match[str], following: re.Match[str] | None, width: int) -> bool:
    if following is None:
        return True
    if len(re.findall(r"\r\n|[\r\n\u2028\u2029]", text[line.end() : following.start()])) > 1:
        return True
    first_word = following[0].split()[0]
    return not first_word[0].islower() and len(line[0]) + 1 + len(first_word) <= width


def _unglued(words: str, later: list[str]) -> str:
    """The headline as a later line repeats it, when ``words`` is that line with one word stuck to its
    front."""
    for line in later:
        stuck = words.removesuffix(line)
        if stuck and stuck != words and stuck[-1].islower() and " " not in stuck and _is_headline(line):
            return line
    return words


def _from_name(article_id: str) -> str:
    stem = re.sub(r"\.[A-Za-z]+$", "", article_id.rsplit("/", 1)[-1].split("#", 1)[0])
    words = [word for word in re.split(r"[\s_.+-]+", stem) if not _HASH.fullmatch(word)]
    while words and words[0].isdigit():
        words.pop(0)
    title = " ".join(words)
    return title[:1].upper() + title[1:] if len(_WORD.findall(title)) >= 2 else ""


def _is_date(line: str) -> bool:
    return len(_WORD.findall(line)) < 4 and re.search(r"\b\d{4}\b", line) is not None


def _opening(text: str) -> str:
    lines = [cleaned_title(line[0][: 4 * _OPENING]) for line in islice(_LINE.finditer(text), _TOP)]
    words = next((line for line in lines if not _is_date(line)), next(iter(lines), ""))
    if len(words) <= _OPENING:
        return words
    return words[: _OPENING + 1].rsplit(" ", 1)[0][:_OPENING].rstrip(",;:–—- ") + "…"
