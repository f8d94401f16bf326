"""Names found by spaCy's English model, for ``--names spacy``: the same columns, the same forms of a name.

The model is no part of the package index, so it is installed by itself, from its own release; `MODEL` says which, and
`REQUIREMENT` pins it with the hash that pip checks. A model of another name or version is refused, since it would find
other names.
"""

from __future__ import annotations

from collections.abc import Collection
from typing import TYPE_CHECKING

from chrono.events.cues import Cues
from chrono.events.sightings import Finder, Label, Sighting
from chrono.events.words import Words
from chrono.problems import UserError

if TYPE_CHECKING:
    from spacy.language import Language
    from spacy.tokens import Doc

MODEL, VERSION = "en_core_web_sm", "3.8.0"
SHA256 = "1932429db727d4bff3deed6b34cfc05df17794f4a52eeb26cf8928f7c1a0fb85"
REQUIREMENT = (
    "en-core-web-sm @ https://github.com/explosion/spacy-models/releases/download/"
    f"{MODEL}-{VERSION}/{MODEL}-{VERSION}-py3-none-any.whl#sha256={SHA256}"
)
INSTALL = f"pip install 'chrono-timeline[nlp]' '{REQUIREMENT}'"
_NEEDED = ("tok2vec", "transformer", "ner", "entity_ruler")
_LABELS: dict[str, Label] = {"PERSON": "actor", "ORG": "actor", "GPE": "area", "LOC": "place", "FAC": "place"}


class SpacyFinder:
    """Finds names with a pipeline that marks entities, and describes each as the light recogniser does."""

    def __init__(self, cues: Cues, pipeline: Language) -> None:
        self._light = Finder(cues)
        self._cues = cues
        self._pipeline = pipeline

    def find(self, words: Words, dated: Collection[int] = (), article: str = "") -> list[Sighting]:
        """The people, organisations and places of a sentence, from left to right."""
        labels = self._labels(words, self._pipeline(words.text), dated)
        return list(self._light.described(words, sorted(labels), False, article, labels))

    def _labels(self, words: Words, doc: Doc, dated: Collection[int]) -> dict[tuple[int, int], Label]:
        found: dict[tuple[int, int], Label] = {}
        for entity in doc.ents:
            first, last = words.span(entity.start_char, entity.end_char)
            while first < last and words.low[first] in self._cues["determiner"]:
                first += 1
            while first < last and not words.low[last - 1][0].isalnum() and words.low[last - 1] != ".":
                last -= 1
            label = _LABELS.get(entity.label_)
            if label and first < last and not any(index in dated for index in range(first, last)):
                found[first, last] = label
        return found


def spacy_finder(cues: Cues) -> SpacyFinder:
    """The finder of `MODEL`. Raises `UserError` when spaCy or the model is not installed, or is not the pinned one."""
    if cues.language != "en":
        raise UserError(f"--names spacy: the model is for English, not {cues.language!r}; leave the option out")
    try:
        import spacy
    except ImportError as error:
        raise UserError(f"--names spacy: spaCy is not installed; run: {INSTALL}") from error
    try:
        pipeline = spacy.load(MODEL)
    except OSError as error:
        raise UserError(f"--names spacy: the model {MODEL} is not installed; run: {INSTALL}") from error
    version = pipeline.meta.get("version")
    if version != VERSION:
        raise UserError(f"--names spacy: {MODEL} is version {version}, and {VERSION} is needed; run: {INSTALL}")
    return SpacyFinder(cues, only_entities(pipeline))


def only_entities(pipeline: Language) -> Language:
    """The pipeline without the parts that names do not need, which makes it several times faster."""
    for name in pipeline.pipe_names:
        if name not in _NEEDED:
            pipeline.disable_pipe(name)
    return pipeline
