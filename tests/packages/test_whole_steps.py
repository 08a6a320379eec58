"""A package is agreed with all of its clauses or not at all, wherever it breaks."""

from contextlib import contextmanager
from itertools import count
from unittest import mock

from django.db import DatabaseError, transaction

from backend.audit.seals import verify
from backend.confidentiality.context import acting_as
from backend.packages.models import Member, Package
from backend.parties.actors import SYSTEM
from backend.workflow import consenting
from tests.agreements.test_whole_steps import PARTS, everything
from tests.packages.test_simultaneous import a_package, states


def all_rows():
    """Every column of every row that consent to a package could touch."""
    with transaction.atomic(), acting_as(SYSTEM):
        own = [list(model.objects.order_by("pk").values()) for model in (Package, Member)]
    return own + everything()


@contextmanager
def broken_at(number):
    """The disk is full when so many entries have been written."""
    where, name = PARTS["entry"]
    real, calls = getattr(where, name), count(1)

    def write(*args, **kwargs):
        if next(calls) == number:
            raise DatabaseError("the disk is full")
        return real(*args, **kwargs)

    with mock.patch.object(where, name, write):
        yield


def test_the_last_consent_that_breaks_anywhere_leaves_nothing_half(committed_database):
    circle, clauses, package, beside = a_package()
    before = all_rows()
    for number in count(1):
        try:
            with broken_at(number):
                consenting.give(Package(pk=package.pk), "agree", actor=circle.vera)
        except DatabaseError:
            assert all_rows() == before, number
        else:
            break
    # of the whole and of each part a consent and a step, and what became of the alternative
    assert number > 2 * 3 + 2
    assert states(clauses, package, beside) == [
        *("agreed_in_principle", "agreed_in_principle", "in_negotiation"),
        *("agreed", "not_chosen"),
    ]
    assert verify() == []
