"""What a dose or a limit says to the patient is read with the rulebook, not first on a patient's sheet."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.patients import exercise, rule, small, wish
from therex.rulebook.files import RulebookError

LIMIT = 'limits:\n  push: {{label: push at most, stricter: lower, patient: "{patient}"}}\n'
DOSE = (
    'dose:\n  pushes: {{label: pushes, fitt: time, plausible: [1, 9], stricter: lower, patient: "{patient}"}}'
)


@pytest.mark.parametrize("entry", [LIMIT, DOSE])
@pytest.mark.parametrize(
    ("patient", "wrong"),
    [
        ("Push {value times.", '"{value times." is no argument; expected an amount as in {value}'),
        ("Push {number} times.", 'unknown "number" in braces; expected {value}'),
        ("{value, plural, one {# push}}", 'the last of them "other"'),
    ],
)
def test_a_message_that_cannot_be_filled_in_is_refused_where_it_stands(
    tmp_path: Path, entry: str, patient: str, wrong: str
) -> None:
    more = entry.format(patient=patient)
    with (
        pytest.raises(RulebookError) as error,
        small(tmp_path, [rule("go", "heart", wish("march"))], [exercise("march")], more),
    ):
        pass
    assert wrong in str(error.value)
    assert f"more.yaml:2:{more.splitlines()[1].index('patient:') + 10}" in str(error.value)
