"""What a reader gets of a row that the clock has read before them."""

import pytest

from backend.agreements.models import Clause
from backend.confidentiality.context import acting_as
from backend.parties.actors import CLOCK
from backend.reminders.sheets import Sheets
from backend.workflow.models import Due
from tests.reminders.scene import REVIEW, clause

SECRET = "Alleen voor de werkgevers"


@pytest.fixture
def row(circle):
    """A clause that the parties read, with a successor that only the employers know of."""
    facts = {"visibility": "side_private", "side": "employer", "article_number": "9"}
    hidden = clause(circle, "draft", title=SECRET, **facts)
    return clause(circle, "in_force", visibility="parties", successor=hidden)


def dates(subject):
    """A row of the clock about a subject."""
    made = {"subject_kind": "clause", "subject_id": subject.pk, "audience": subject.word}
    return [Due(**made, name="review_due", is_transition=False, anchor_on=REVIEW)]


def test_is_a_copy_without_what_was_asked_about_it_as_the_clock(circle, row):
    sheets, reader = Sheets(), circle.actor("vera")
    with acting_as(CLOCK):
        whole = sheets.read_as_clock(dates(row))[row.pk]
        assert whole.successor.title == SECRET
        assert whole.agreement.clauses.count() == 1
        whole.agreement.asked = SECRET
        with acting_as(reader):
            seen = sheets.seen_by("clause", [row.pk], reader)[row.pk]
    assert (seen.title, seen.version, seen.agreement.title) == (
        whole.title,
        whole.version,
        whole.agreement.title,
    )
    assert not Clause._meta.get_field("successor").is_cached(seen)
    assert SECRET not in repr({**seen.__dict__, **seen.agreement.__dict__})


def test_is_read_again_where_it_was_written_to_meanwhile(circle, row):
    sheets, reader = Sheets(), circle.actor("vera")
    with acting_as(CLOCK):
        sheets.read_as_clock(dates(row))
        Clause.objects.filter(pk=row.pk).update(title="Anders")
        with acting_as(reader):
            assert sheets.seen_by("clause", [row.pk], reader)[row.pk].title == "Anders"


def test_has_nothing_of_an_agreement_that_the_reader_is_not_shown(circle, row):
    sheets, reader = Sheets(), circle.actor("vera")
    with acting_as(CLOCK):
        row.agreement.change(title=SECRET, visibility="side_private", side="employer")
        assert sheets.read_as_clock(dates(row))[row.pk].agreement.title == SECRET
        with acting_as(reader):
            seen = sheets.seen_by("clause", [row.pk], reader).get(row.pk)
            known = {} if seen is None else seen._state.fields_cache
            assert SECRET not in repr([vars(each) for each in known.values() if each is not None])


def test_is_nothing_where_the_reader_is_not_shown_it(circle, row):
    sheets, reader, hidden = Sheets(), circle.actor("vera"), row.successor
    with acting_as(CLOCK):
        assert sheets.read_as_clock(dates(hidden))[hidden.pk].title == SECRET
        with acting_as(reader):
            assert sheets.seen_by("clause", [hidden.pk], reader) == {}
