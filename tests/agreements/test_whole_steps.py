"""A step is taken whole or not at all, and on the row as it stands under its lock."""

from typing import Any

import pytest
from django.db import DatabaseError, transaction
from django.db.transaction import TransactionManagementError

from backend.agreements import effects
from backend.agreements.models import Clause
from backend.audit import chain
from backend.audit.models import AuditEntry
from backend.audit.seals import verify
from backend.confidentiality.context import acting_as
from backend.outbox.models import OutboxMessage
from backend.parties.actors import ANONYMOUS, SYSTEM
from backend.reference.prepared import run
from backend.workflow import consenting, dues, engine, stored
from backend.workflow.errors import NoSuchTransition, Stale
from backend.workflow.locks import held
from backend.workflow.models import Consent, Due
from tests.agreements.scene import TERMS, iso, negotiated, open_agreement
from tests.api.clients import Api
from tests.people import Circle, a_circle

MODELS: tuple[Any, ...] = (Clause, AuditEntry, OutboxMessage, Due, Consent)
DEADLOCK = {"kind": "final_offer", "answer_due_on": iso(30)}
REASON = "Een eindbod ligt op tafel."


def everything() -> list[Any]:
    """Every column of every row that a step could touch."""
    with transaction.atomic(), acting_as(SYSTEM):
        return [list(model.objects.order_by("pk").values()) for model in MODELS]


def deadlock(circle: Circle, clause: Clause, **fields: Any) -> AuditEntry:
    return engine.perform(
        clause, "deadlock", actor=circle.wil, data=DEADLOCK, reason=REASON, **fields
    )


PARTS: dict[str, tuple[Any, str]] = {
    "effect": (effects, "day_of"),
    "row": (stored, "writing"),
    "entry": (chain, "digest_of"),
    "message": (OutboxMessage, "__init__"),
    "dates": (dues, "_rows"),
}


@pytest.fixture(params=PARTS)
def breakage(request, monkeypatch):
    """Call it, and this part of every step fails from then on."""

    def fail(*_: Any, **__: Any) -> None:
        raise DatabaseError("the disk is full")

    return lambda: monkeypatch.setattr(*PARTS[request.param], fail)


class TestAStepThatFailsHalfWay:
    @pytest.fixture
    def scene(self, committed_database):
        with transaction.atomic():
            circle = a_circle()
            return circle, negotiated(circle, open_agreement(circle))

    def test_leaves_nothing(self, scene, breakage):
        circle, clause = scene
        before = everything()
        breakage()
        with pytest.raises(DatabaseError, match="disk"):
            deadlock(circle, clause)
        assert everything() == before
        assert clause.state == "in_negotiation"

    def test_lets_nobody_go_on_in_the_transaction_around_it(self, scene, breakage):
        circle, clause = scene
        before = everything()
        breakage()
        with transaction.atomic():
            with pytest.raises(DatabaseError, match="disk"):
                deadlock(circle, clause)
            for statement in (Clause.objects.count, lambda: run("select 1")):
                with pytest.raises(TransactionManagementError):
                    statement()
        assert everything() == before

    def test_over_http_leaves_nothing_either(self, scene, breakage):
        circle, clause = scene
        before, api = everything(), Api(circle.people["wil"])
        address, data = f"/v1/clauses/{clause.pk}/transitions", {"kind": "final_offer"}
        body = {"name": "deadlock", "reason": REASON, "data": data | {"answerDueOn": iso(30)}}
        breakage()
        with pytest.raises(DatabaseError, match="disk"):
            api.post(address, body, if_match=clause.version)
        assert everything() == before

    def test_takes_the_consent_that_set_it_off_along(self, scene, breakage):
        circle, clause = scene
        consenting.give(clause, "agree", actor=circle.wil, data=TERMS)
        before = everything()
        breakage()
        with pytest.raises(DatabaseError, match="disk"):
            consenting.give(clause, "agree", actor=circle.vera)
        assert everything() == before


@pytest.mark.django_db
class TestARowThatIsHeld:
    @pytest.fixture
    def circle(self):
        return a_circle()

    @pytest.fixture
    def clause(self, circle):
        return negotiated(circle, open_agreement(circle))

    def test_is_not_there_for_who_may_not_read_it(self, circle, clause):
        for actor in (circle.nick, circle.lies, ANONYMOUS):
            with pytest.raises(Clause.DoesNotExist), held(Clause, clause.pk, actor=actor):
                pass

    def test_serves_one_step_and_is_read_anew_for_the_next(self, circle, clause):
        version = clause.version
        with held(Clause, clause.pk, actor=circle.wil) as row:
            deadlock(circle, row, expected_version=version)
            assert (row.state, row.version) == ("deadlocked", version + 1)
            with pytest.raises(NoSuchTransition):
                deadlock(circle, row)
            with pytest.raises(Stale):
                deadlock(circle, row, expected_version=version)
        with acting_as(SYSTEM):
            assert Clause.objects.get(pk=clause.pk).version == version + 1

    def test_is_read_anew_after_the_block(self, circle, clause):
        with held(Clause, clause.pk, actor=circle.wil) as row:
            pass
        deadlock(circle, clause)
        with pytest.raises(NoSuchTransition):
            deadlock(circle, row)

    def test_is_read_anew_for_another_actor(self, circle, clause):
        with held(Clause, clause.pk, actor=circle.wil) as row:
            deadlock(circle, clause)
            with pytest.raises(NoSuchTransition):
                engine.perform(row, "deadlock", actor=circle.vera, data=DEADLOCK, reason=REASON)

    def test_has_every_column_as_the_orm_reads_it(self, circle, clause):
        with acting_as(circle.wil):
            wanted = Clause.objects.get(pk=clause.pk)
            with held(Clause, clause.pk, actor=circle.wil) as row:
                for field in Clause._meta.concrete_fields:
                    assert getattr(row, field.attname) == getattr(wanted, field.attname)


@pytest.mark.django_db
def test_the_chain_holds_after_steps_that_were_refused_and_taken():
    circle = a_circle()
    clause = negotiated(circle, open_agreement(circle))
    with pytest.raises(NoSuchTransition):
        engine.perform(clause, "ratify", actor=circle.wil)
    deadlock(circle, clause)
    assert verify() == []
