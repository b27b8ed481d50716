"""Agreement: checked against figures worked out by hand and by the published example."""

from __future__ import annotations

import pytest

from models.agreement import FieldAgreement


def alpha_of(units: list[list[str]]) -> float | None:
    found = FieldAgreement()
    for answers in units:
        found.add({f"{who}": [answer] for who, answer in enumerate(answers)}, nominal=True)
    return found.alpha


def test_alpha_of_the_published_example_with_missing_answers() -> None:
    """Krippendorff (2011), section C: four observers, twelve units, nominal data."""
    observers = ("123321412***", "1233224125*3", "*3332342251*", "12332441251*")
    units = [[row[unit] for row in observers if row[unit] != "*"] for unit in range(12)]

    assert alpha_of(units) == pytest.approx(0.743, abs=0.0005)


@pytest.mark.parametrize(
    ("units", "alpha"),
    [
        ([["a", "a"], ["b", "b"]], 1.0),
        ([["a", "b"], ["b", "a"]], -0.5),
        ([["a", "a"], ["a", "a"]], None),
        ([["a"], ["b"]], None),
        ([], None),
    ],
)
def test_alpha_of_units_worked_out_by_hand(units: list[list[str]], alpha: float | None) -> None:
    assert alpha_of(units) == alpha


def test_f1_counts_each_occurrence_of_a_value() -> None:
    found = FieldAgreement()

    found.add({"ana": ["x", "x", "y"], "ben": ["x"]}, nominal=False)
    found.add({"ana": [], "ben": ["z"]}, nominal=False)

    assert found.f1 == pytest.approx(2 / 5)
    assert found.alpha is None
