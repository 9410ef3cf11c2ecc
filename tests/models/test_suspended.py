"""Why an indicator has no results is one sentence, or two, as its parts were typed."""

import pytest

from kccreport.models.indicator import Suspension


@pytest.mark.parametrize(
    ("note", "reason", "sentence"),
    [
        ("Audits suspended", "due to Covid-19", "Audits suspended due to Covid-19"),
        ("The form is being replaced", "New system from April", "The form is being replaced. New system from April"),
        ("No survey this year.", "The next is in May.", "No survey this year. The next is in May."),
        ("Suspended:", "New system", "Suspended: New system"),
        ("Suspended", "", "Suspended"),
    ],
)
def test_a_note_and_a_reason_run_on_or_are_parted_by_a_full_stop(note: str, reason: str, sentence: str) -> None:
    assert Suspension(note=note, reason=reason).sentence == sentence
