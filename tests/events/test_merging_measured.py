"""Merging on the labelled articles of tests/events/merging, pair by pair, never falls below what was asked for."""

from __future__ import annotations

import importlib
import sys
from pathlib import Path

import pytest

BENCHMARKS = Path(__file__).parents[2] / "benchmarks"
if str(BENCHMARKS) not in sys.path:
    sys.path.append(str(BENCHMARKS))
merging = importlib.import_module("merging")


@pytest.fixture(scope="module")
def measured():
    return merging.measure()


def test_there_is_enough_to_measure(measured) -> None:
    assert {"train", "held", "pairs", "seeds"} == set(measured)
    records = [
        record
        for name in ("train", "held", "pairs")
        for record in merging.read_articles(merging.CORPUS / f"{name}.toml")[0]
    ]
    assert len(records) >= 60
    assert len({record["id"] for record in records}) == len(records)


def test_precision_and_recall(measured) -> None:
    together = measured["train"] + measured["held"] + measured["pairs"] + measured["seeds"]
    assert together.precision >= 0.95, together.wrong
    assert together.recall >= 0.80


def test_every_label_is_told(measured) -> None:
    """No labelled sentence is lost before merging; a label that names a phrase names one that is found."""
    assert [line for counted in measured.values() for line in counted.untold] == []


def test_what_is_counted() -> None:
    """Two of three labelled alike come together, and one of those labelled otherwise joins them."""
    lines = [merging.Line(f"{name}.txt", f"{name} text", label, "") for name, label in zip("abcd", "xxxy", strict=True)]
    mention = merging_mention
    events = [merging_event(mention("a"), mention("b"), mention("d")), merging_event(mention("c"))]
    counted = merging.count(events, lines)
    assert [len(pairs) for pairs in (counted.right, counted.wrong, counted.missed)] == [1, 2, 2]
    assert (counted.precision, counted.recall) == (pytest.approx(1 / 3), pytest.approx(1 / 3))


def merging_mention(name: str):
    from chrono.events.event import Mention

    return Mention(f"{name}.txt", "", None, "", f"{name} text", 0, 6, "", 0, 0, "", "", "", "", ())


def merging_event(*mentions):
    from chrono.events.event import Event

    return Event("e", "2024", None, None, "year", "happened", "asserted", "", "", (), (), 0.0, mentions)
