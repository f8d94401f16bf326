"""The characters of a file, whatever it was saved as.

UTF-8 is what a source file should be. A byte order mark is not part of the text: it is taken off, so that
offset 0 is the first character a reader sees. UTF-16 and UTF-32 are read by their mark (UTF-16 also by its
NULs), and UTF-8 with a few broken bytes still as UTF-8. Anything else is read as what the file declares (HTML
does), as windows-1252 where its bytes look like a western text with typographic quotes, or as what
charset-normalizer finds; each time a problem names the guess, because a guess may be wrong. Nothing else is
changed: NULs and other control characters stay, and so do CR LF line ends, for every offset in chrono counts them.
"""

from __future__ import annotations

import codecs
import re
from collections.abc import Callable

from chrono.problems import Problem
from chrono.readers._files import File, problem

Declared = Callable[[bytes], str | None]
"""Finds the character encoding a format declares in its own first bytes, if it does."""

_MARKS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32-le"),  # before UTF-16, whose mark it begins with
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)

# The bytes above 7F that windows-1252 spends on quotes, dashes and other signs of western print, and on
# letters. Central European, Cyrillic and East Asian texts hold others, or have letters in longer runs.
_NOT_WESTERN = re.compile(
    rb"[\x81-\x84\x86-\x90\x98\x9a-\x9f\xa1\xa4-\xa6\xa8\xaa\xac\xad\xaf\xb1-\xba\xbc\xbe\xd7\xf7]|[\x80-\xff]{3}"
)

# Pages say iso-8859-1 and mean windows-1252; the Encoding Standard (https://encoding.spec.whatwg.org) reads
# them so.
_MEANT = {
    "ascii": "cp1252",
    "iso8859-1": "cp1252",
    "iso8859-9": "cp1254",
    "gb2312": "gb18030",
    "euc_kr": "cp949",
}

_EBCDIC = (  # encodings of mainframes, in which plain letters read as signs
    "cp037",
    "cp273",
    "cp424",
    "cp500",
    "cp875",
    "cp1026",
    "cp1140",
)
_WESTERN = ("cp1252", "cp1254", "cp1258", "latin_1", "iso8859_15")
_INSIDE_WORDS = re.compile(rb"[A-Za-z\xc0-\xff][\xb3\xb9\xbf\x9f][a-z]")  # western: a raised 3 or 1, ¿ or Ÿ
_PLAIN = frozenset(b"abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789 ,.;:'\"-()\r\n")
_SAMPLE = 1 << 18
_SHORTEST_UTF16 = 20
_REPLACEMENT = "\N{REPLACEMENT CHARACTER}"


def text_of(file: File, declared: Declared | None = None) -> tuple[str | None, list[Problem]]:
    """The text of a file, or None where it has none, and what there is to say about it.

    A file that is empty, holds only white space, or is no text at all, gives None and a problem.
    """
    if not file.raw:
        return None, [problem(file.id, "is empty", "put the article's text in it or delete it")]
    text, problems = decode(file.raw, file.id, declared(file.raw) if declared else None)
    if text is not None and (not text or text.isspace()):
        blank = problem(file.id, "holds only white space", "put the article's text in it or delete it")
        return None, [*problems, blank]
    return text, problems


def decode(raw: bytes, origin: str, declared: str | None = None) -> tuple[str | None, list[Problem]]:
    r"""The characters of ``raw``, or None where it is no text.

    >>> decode(b"\xef\xbb\xbfKyiv", "a.txt")
    ('Kyiv', [])
    >>> text, problems = decode("“No,” he said.".encode("cp1252"), "a.txt")
    >>> text
    '“No,” he said.'
    >>> print(problems[0])
    a.txt: is no UTF-8, read as windows-1252; save it as UTF-8
    """
    for mark, encoding in _MARKS:
        if raw.startswith(mark):
            return _marked(raw[len(mark) :], encoding, origin)
    if encoding := _utf16_without_a_mark(raw):
        text = raw.decode(encoding, errors="replace")
        return text, [problem(origin, f"is no UTF-8, read as {encoding.upper()}", "save it as UTF-8")]
    try:
        text = raw.decode("utf-8")
    except UnicodeDecodeError:
        return _guessed(raw, origin, declared)
    return text, _nul_problems(text, origin)


def _utf16_without_a_mark(raw: bytes) -> str:
    """UTF-16 of a western text, told by its NULs: every other byte of nearly all characters, and no other."""
    sample = raw[:4096]
    first, second = sample[::2], sample[1::2]
    if len(sample) < _SHORTEST_UTF16 or len(raw) % 2 or 0 not in sample:
        return ""
    for encoding, letters, nuls in (("utf-16-le", first, second), ("utf-16-be", second, first)):
        if 0 not in letters and nuls.count(0) > 0.9 * len(nuls):
            return encoding
    return ""


def _marked(raw: bytes, encoding: str, origin: str) -> tuple[str, list[Problem]]:
    text = raw.decode(encoding, errors="replace")
    if text.encode(encoding) == raw:
        return text, _nul_problems(text, origin)
    return text, [_broken(encoding, origin), *_nul_problems(text, origin)]


def _guessed(raw: bytes, origin: str, declared: str | None) -> tuple[str | None, list[Problem]]:
    text = raw.decode("utf-8", errors="replace")
    broken = text.count(_REPLACEMENT)
    unbroken = len(text) - len(text.encode("ascii", "ignore")) - broken
    if unbroken and unbroken >= broken:
        return text, [_broken("utf-8", origin), *_nul_problems(text, origin)]
    for encoding in (_codec(declared), _found(raw), _fallback(raw)):
        if encoding is None:
            continue
        try:
            text = raw.decode(encoding)
        except (UnicodeError, LookupError):
            continue
        guess = problem(origin, f"is no UTF-8, read as {_shown(encoding)}", "save it as UTF-8")
        return text, [guess, *_nul_problems(text, origin)]
    return None, [problem(origin, "is not a text", "save it as UTF-8 text or take it out of the folder")]


def _found(raw: bytes) -> str | None:
    if b"\0" in raw:
        return None  # text has no NULs; what has them, and no byte order mark, is a binary file
    if not _NOT_WESTERN.search(raw):
        return "cp1252"
    from charset_normalizer import from_bytes

    excluded = _EBCDIC + (_WESTERN if _INSIDE_WORDS.search(raw) else ())
    best = from_bytes(raw[:_SAMPLE], cp_exclusion=list(excluded)).best()
    return best.encoding if best else None


def _fallback(raw: bytes) -> str | None:
    """Latin-1, which reads anything, for what is mostly plain English letters."""
    plain = sum(byte in _PLAIN for byte in raw[:_SAMPLE])
    return "latin-1" if plain > 0.7 * len(raw[:_SAMPLE]) else None


def _codec(label: str | None) -> str | None:
    """Python's codec for a declared encoding, None for an unknown one."""
    try:
        name = codecs.lookup(label).name if label else None
    except (LookupError, ValueError):
        return None
    return _MEANT.get(name, name) if name else None


def _shown(encoding: str) -> str:
    windows = re.fullmatch(r"cp(125\d)", encoding)
    return f"windows-{windows[1]}" if windows else encoding.replace("_", "-")


def _broken(encoding: str, origin: str) -> Problem:
    what = f"is {encoding.upper()} with broken characters, which are shown as {_REPLACEMENT}"
    return problem(origin, what, "save it again as UTF-8")


def _nul_problems(text: str, origin: str) -> list[Problem]:
    count = text.count("\0")
    if not count:
        return []
    what = f"holds {count:,} NUL character{'s' if count > 1 else ''}"
    return [problem(origin, what, "if it was saved as UTF-16, save it as UTF-8")]
