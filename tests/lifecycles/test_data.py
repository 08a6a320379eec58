"""What is wrong with a transition's data is said by its own name."""

import pytest

from backend.workflow import data
from backend.workflow.data import Fault

SHAPE = data.form(
    day=data.day("Dag", "Day"),
    whose={"type": "string", "format": "uuid"},
    mail={"type": "string", "format": "email"},
)
FITS = {
    "day": "2027-01-31",
    "whose": "01a20d62-98c8-75d1-bcd7-dc4bd1a887be",
    "mail": "wil@example.org",
}


def test_what_fits_has_no_fault():
    assert data.faults(SHAPE, FITS) == []


@pytest.mark.parametrize(
    ("field", "value", "said"),
    [
        ("day", "2027-02-30", "This is not a valid date (YYYY-MM-DD)."),
        ("whose", "31-01-2027", "This is not a valid identifier (UUID)."),
        ("mail", "wil", "This is not right."),
    ],
)
def test_a_format_is_called_by_its_name(field, value, said):
    (fault,) = data.faults(SHAPE, FITS | {field: value})
    assert fault == Fault(f"/{field}", "format", fault.words)
    assert fault.words.en == said
