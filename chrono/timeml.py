"""TimeML 1.2.1: a text with its time expressions marked up inline, written and read."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING
from xml.sax.saxutils import escape, quoteattr

if TYPE_CHECKING:
    from chrono.resolve import Resolved
    from chrono.tagger import Timex

_NOT_XML = re.compile("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")


@dataclass(frozen=True, slots=True)
class Document:
    """A TimeML document as it was read: its text without the marks, its name, and its creation time as EDTF ("" where
    it tells none)."""

    text: str
    name: str
    date: str


def read(source: str) -> Document:
    """Read a TimeML document, tagged or not; what is marked up in it is not looked at.

    Raises ``ValueError`` in one line where it is no XML or has no ``<TEXT>``.

    >>> read(document("They met on Friday.", [], "2024-11-14", "a"))
    Document(text='They met on Friday.', name='a', date='2024-11-14')
    """
    from xml.etree import ElementTree

    try:
        root = ElementTree.fromstring(source.encode("utf-8", "surrogatepass"))
    except ElementTree.ParseError as error:
        raise ValueError(f"is not XML ({error})") from None
    text = root.find("TEXT")
    if text is None:
        raise ValueError("has no <TEXT>, so it is no TimeML document")
    created = root.find("DCT/TIMEX3")
    date = created.get("value", "") if created is not None else ""
    return Document("".join(text.itertext()), (root.findtext("DOCID") or "").strip(), date)


def document(text: str, timexes: Sequence[tuple[Timex, Resolved]], date: str | None = None, name: str = "text") -> str:
    """A TimeML document. ``date`` is the document creation time (DCT), as EDTF; without it the DCT is empty.

    Characters that XML 1.0 cannot hold are replaced one for one, so that offsets into the text still count.

    >>> print(document("Nothing here.", []))
    <?xml version="1.0" encoding="UTF-8"?>
    <TimeML>
    <DOCID>text</DOCID>
    <DCT></DCT>
    <TEXT>Nothing here.</TEXT>
    </TimeML>
    <BLANKLINE>
    """
    written, end = [], 0
    for number, (timex, resolved) in enumerate(timexes, start=1):
        written += [_escaped(text[end : timex.start]), _timex3(number, timex, resolved)]
        end = timex.end
    written.append(_escaped(text[end:]))
    return (
        '<?xml version="1.0" encoding="UTF-8"?>\n<TimeML>\n'
        f"<DOCID>{_escaped(name)}</DOCID>\n<DCT>{_creation_time(date)}</DCT>\n"
        f"<TEXT>{''.join(written)}</TEXT>\n</TimeML>\n"
    )


def _timex3(number: int, timex: Timex, resolved: Resolved) -> str:
    attributes = {
        "tid": f"t{number}",
        "type": timex.type,
        "value": resolved.value,
        "mod": resolved.mod,
        "quant": resolved.quant,
        "freq": resolved.freq,
    }
    written = " ".join(f"{name}={quoteattr(value)}" for name, value in attributes.items() if value)
    return f"<TIMEX3 {written}>{_escaped(timex.text)}</TIMEX3>"


def _creation_time(date: str | None) -> str:
    if date is None:
        return ""
    kind = "TIME" if "T" in date else "DATE"
    attributes = f'tid="t0" type="{kind}" value={quoteattr(date)} functionInDocument="CREATION_TIME"'
    return f"<TIMEX3 {attributes}>{escape(date)}</TIMEX3>"


def _escaped(text: str) -> str:
    # A bare carriage return would come back from an XML parser as a line feed.
    return escape(_NOT_XML.sub("\N{REPLACEMENT CHARACTER}", text), {"\r": "&#13;"})
