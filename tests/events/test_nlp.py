"""Names by spaCy: with a small pipeline of its own where spaCy is installed, and with the model where that is."""

from __future__ import annotations

import importlib.util
import tomllib
from collections.abc import Callable
from pathlib import Path

import pytest

from chrono.events.cues import Cues, cues_of
from chrono.events.names import Names, NamesOf
from chrono.events.nlp import MODEL, REQUIREMENT, SpacyFinder, only_entities, spacy_finder
from chrono.events.words import words_of
from chrono.problems import UserError

PYPROJECT = tomllib.loads((Path(__file__).parents[2] / "pyproject.toml").read_text(encoding="utf-8"))
LABELS = {
    "Ana Silva": "PERSON",
    "President Ana Silva": "PERSON",
    "Silva": "PERSON",
    "the Red Cross": "ORG",
    "Peru": "GPE",
    "Lima": "GPE",
    "Obando": "GPE",
    "the Tolo Valley": "LOC",
    "Peruvian": "NORP",
    "Monday": "DATE",
    "Falcon": "PRODUCT",
}
without_spacy = pytest.mark.skipif(importlib.util.find_spec("spacy") is not None, reason="spaCy is installed")


@pytest.fixture(scope="module")
def finder() -> SpacyFinder:
    """A pipeline that knows the names of these tests, and has a part that names do not need."""
    spacy = pytest.importorskip("spacy")
    pipeline = spacy.blank("en")
    pipeline.add_pipe("sentencizer")
    ruler = pipeline.add_pipe("entity_ruler")
    ruler.add_patterns([{"label": label, "pattern": name} for name, label in LABELS.items()])
    return SpacyFinder(cues_of("en"), only_entities(pipeline))


def names_in(finder: SpacyFinder, *sentences: str) -> list[NamesOf]:
    names = Names(cues_of("en"), finder=finder)
    seen = [names.meet(words_of(sentence)) for sentence in sentences]
    return [names.of(sightings) for sightings in seen]


@pytest.mark.parametrize(
    ("sentence", "actors", "places"),
    [
        ("President Ana Silva met the Red Cross.", ["Ana Silva", "Red Cross"], []),
        ("Ana Silva flew to Peru on Monday.", ["Ana Silva"], ["Peru"]),
        ("They asked Peru.", ["Peru"], []),
        ("They bombed Obando.", [], ["Obando"]),
        ("Rain fell on the Tolo Valley.", [], ["Tolo Valley"]),
        ("Peruvian troops lost a Falcon.", [], []),
    ],
)
def test_labels_become_actors_and_places(
    finder: SpacyFinder, sentence: str, actors: list[str], places: list[str]
) -> None:
    assert names_in(finder, sentence) == [NamesOf(tuple(actors), tuple(places))]


def test_names_that_are_one_are_one_with_spacy_too(finder: SpacyFinder) -> None:
    assert names_in(finder, "They met Ana Silva in Lima.", "Silva left.")[1].actors == ("Ana Silva",)


def test_the_words_of_dates_are_no_names(finder: SpacyFinder) -> None:
    assert finder.find(words_of("They met in Lima."), dated={3}) == []


def test_only_the_parts_that_names_need_run(finder: SpacyFinder) -> None:
    assert finder._pipeline.pipe_names == ["entity_ruler"]


@without_spacy
def test_without_spacy_it_is_said_what_to_install(en: Cues) -> None:
    with pytest.raises(UserError, match=r"spaCy is not installed; run: pip install 'chrono-timeline\[nlp\]' '"):
        spacy_finder(en)


def test_without_the_model_it_is_said_what_to_install(en: Cues, monkeypatch: pytest.MonkeyPatch) -> None:
    spacy = pytest.importorskip("spacy")

    def missing(name: str) -> None:
        raise OSError(name)

    monkeypatch.setattr(spacy, "load", missing)
    with pytest.raises(UserError, match=f"the model {MODEL} is not installed; run: pip install"):
        spacy_finder(en)


def test_another_version_of_the_model_is_refused(en: Cues, monkeypatch: pytest.MonkeyPatch) -> None:
    spacy = pytest.importorskip("spacy")
    pipeline = spacy.blank("en")
    pipeline.meta["version"] = "3.7.1"
    monkeypatch.setattr(spacy, "load", lambda name: pipeline)
    with pytest.raises(UserError, match=r"en_core_web_sm is version 3\.7\.1, and 3\.8\.0 is needed"):
        spacy_finder(en)


def test_the_model_reads_english_only() -> None:
    with pytest.raises(UserError, match="the model is for English, not 'xx'"):
        spacy_finder(cues_of("xx"))


def test_the_model_itself(en: Cues) -> None:
    if importlib.util.find_spec(MODEL) is None:
        pytest.skip(f"{MODEL} is not installed: it is on no package index")
    assert "Angela Merkel" in names_in(spacy_finder(en), "In Berlin, Angela Merkel met reporters.")[0].actors


def test_the_model_is_pinned_in_one_way() -> None:
    assert PYPROJECT["dependency-groups"]["model"] == [REQUIREMENT]


def test_the_command_says_what_to_install(command: Callable[..., object], tmp_path: Path) -> None:
    if importlib.util.find_spec(MODEL) is not None:
        pytest.skip(f"{MODEL} is installed")
    (tmp_path / "a.txt").write_text("The council met in Lima on 14 November 2024.\n", encoding="utf-8")
    ran = command("check", tmp_path, "--names", "spacy")
    assert ran.code == 2 or ran.code == 1  # type: ignore[attr-defined]
    assert ran.err.startswith("chrono: error: --names spacy: ")  # type: ignore[attr-defined]
