"""What matters more."""

from __future__ import annotations

from dataclasses import replace
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from chrono.events.salience import Signs, salience

PLAIN = Signs(2, 3, 0.3, 3, 0.3, "day", "happened", "asserted")


@pytest.mark.parametrize(
    ("sign", "rising"),
    [
        ("sources", [1, 2, 3, 5]),
        ("mentions", [1, 2, 5, 8]),
        ("date_share", [0.0, 0.2, 1.0]),
        ("order", [30, 10, 1, 0]),
        ("centrality", [0.0, 0.4, 0.9]),
        ("precision", ["century", "decade", "year", "month", "day"]),
        ("kind", ["reported", "ongoing", "happened"]),
        ("modality", ["possible", "negated", "asserted"]),
    ],
)
def test_each_sign_counts(sign: str, rising: list[object]) -> None:
    values = [salience(replace(PLAIN, **{sign: value})) for value in rising]
    assert all(low < high for low, high in pairwise(values))


def test_more_than_many_sources_count_no_more() -> None:
    assert salience(replace(PLAIN, sources=5)) == salience(replace(PLAIN, sources=50))


@given(
    st.builds(
        Signs,
        sources=st.integers(1, 1000),
        mentions=st.integers(1, 1000),
        date_share=st.floats(0, 1),
        order=st.integers(0, 1000),
        centrality=st.floats(0, 1.0000001),
    )
)
def test_salience_is_between_0_and_1_with_three_decimals(signs: Signs) -> None:
    value = salience(signs)
    assert 0 <= value <= 1
    assert value == round(value, 3)
