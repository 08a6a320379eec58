"""The rule about consent changes while somebody consents: one waits for the other."""

from threading import Event, Thread
from typing import Any

from django.db import connection, connections, transaction

from backend.administration import tables
from backend.agreements.models import Clause
from backend.confidentiality.context import acting_as
from backend.parties.actors import SYSTEM
from backend.parties.models import BargainingTable
from backend.workflow import consenting
from backend.workflow.errors import Refused
from tests.agreements.scene import TERMS, fresh
from tests.agreements.test_simultaneous import a_negotiation

ALL = {"ratification_rule": "all_parties"}


class Beside(Thread):
    """Does something on a connection of its own; `done` once it has, `came` with what came."""

    def __init__(self, deed: Any) -> None:
        super().__init__()
        self.deed, self.done, self.came = deed, Event(), ""
        self.start()

    def run(self) -> None:
        try:
            self.deed()
            self.came = "done"
        except Refused as refused:
            self.came = refused.refusals[0].code
        finally:
            connections["default"].close()
            self.done.set()

    def waits(self) -> bool:
        """Whether it has not finished, and is not going to by itself."""
        return not self.done.wait(1)


def ruled(circle: Any) -> Any:
    return lambda: tables.correct(circle.table.pk, ALL, actor=circle.ada)


def rule(circle: Any) -> str:
    return BargainingTable.objects.get(pk=circle.table.pk).ratification_rule


def test_a_rule_that_is_changed_waits_for_a_consent_and_then_is_refused(committed_database):
    circle, clause = a_negotiation()
    with transaction.atomic():
        consenting.give(clause, "agree", actor=circle.wil, data=TERMS)
        other = Beside(ruled(circle))
        assert other.waits()
    other.join()
    assert (other.came, rule(circle)) == ("consents-live", "min_one_per_side")


def test_a_consent_waits_for_a_rule_that_is_changed_and_is_judged_by_the_new_one(
    committed_database,
):
    circle, clause = a_negotiation()
    consenting.give(clause, "agree", actor=circle.wil, data=TERMS)
    vera = circle.vera
    with transaction.atomic():
        # by hand: with a consent that still counts an administrator is refused
        BargainingTable.objects.filter(pk=circle.table.pk).update(**ALL)
        other = Beside(lambda: consenting.give(Clause(pk=clause.pk), "agree", actor=vera))
        assert other.waits()
    other.join()
    assert (other.came, fresh(clause).state) == ("done", "in_negotiation")


def test_two_who_consent_at_one_table_do_not_wait_for_each_other(committed_database):
    circle, clause = a_negotiation()
    with transaction.atomic():
        consenting.give(clause, "agree", actor=circle.wil, data=TERMS)
        held = Beside(lambda: _held(circle))
        assert not held.waits()
    held.join()
    assert held.came == "done"


def _held(circle: Any) -> None:
    """What everybody who consents at the table does first."""
    with transaction.atomic(), acting_as(SYSTEM), connection.cursor() as cursor:
        cursor.execute(
            "select from parties_bargainingtable where id = %s for share", [circle.table.pk]
        )
