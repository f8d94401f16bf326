"""How well the light recogniser does on the labelled sentences, and that the benchmark counts rightly."""

from __future__ import annotations

import importlib
from pathlib import Path

import pytest

names = importlib.import_module("names")

FLOORS = {
    "news.tsv": {"actors": (0.96, 0.94), "places": (0.95, 0.95)},
    "unseen.tsv": {"actors": (0.88, 0.93), "places": (0.95, 0.80)},
}
"""Precision and recall, a little below what is reached: a change that costs more than a name or two is seen."""


@pytest.mark.parametrize("file", sorted(FLOORS))
def test_the_light_recogniser_keeps_its_floors(file: str) -> None:
    scores = names.scores(list(names.found(names.labelled(names.CORPUS / file), "light")))
    for kind, (precision, recall) in FLOORS[file].items():
        assert scores[kind].precision >= precision, f"{kind}: {scores[kind].line()}"
        assert scores[kind].recall >= recall, f"{kind}: {scores[kind].line()}"


def test_there_are_enough_sentences_of_every_kind() -> None:
    sentences = [each for file in FLOORS for each in names.labelled(names.CORPUS / file)]
    assert len(sentences) == len({each.sentence for each in sentences}) >= 200
    assert sum(not each.actors and not each.places for each in sentences) >= 15


def test_what_is_right_wrong_and_missed() -> None:
    true = names.Labelled("c", "a", "They met.", frozenset({"A", "B"}), frozenset({"C"}))
    results = [names.Found(true, frozenset({"A", "C"}), frozenset())]
    assert names.scores(results) == {"actors": names.Score(1, 1, 1), "places": names.Score(0, 0, 1)}
    assert list(names.errors(results)) == ["    They met.  +actor C; -actor B; -place C"]


def test_a_table_of_another_form_is_refused(tmp_path: Path) -> None:
    file = tmp_path / "other.tsv"
    file.write_text("sentence\nThey met.\n", encoding="utf-8")
    with pytest.raises(ValueError, match="the columns are group, sentence, actors, places"):
        names.labelled(file)
