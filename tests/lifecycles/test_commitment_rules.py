"""What makes a commitment kept, moved, justified or dropped: through the engine, with people."""

from concurrent.futures import ThreadPoolExecutor
from datetime import datetime, time

import pytest
import time_machine
from django.db import connection, transaction
from django.utils import timezone

from backend.audit.models import AuditEntry
from backend.commitments import actions
from backend.commitments.lifecycle import LIFECYCLE
from backend.confidentiality.context import acting_as
from backend.parties.actors import CLOCK, SYSTEM
from backend.parties.models import BargainingTable, Membership
from backend.workflow import clock, consenting, dues, engine
from backend.workflow.errors import InvalidData, NoSuchTransition, NotAllowed, Refused
from backend.workflow.lifecycle import ConsentRule, Trigger
from backend.workflow.models import Due
from tests.agreements.scene import TERMS, negotiated, open_agreement
from tests.lifecycles.commitment_arrangement import DOCUMENT, a_commitment, cao_table
from tests.people import Circle, days


@pytest.fixture
def circle(db: None) -> Circle:
    return cao_table()


LATER = {"due_on": days(60).isoformat(), "reason": "De stuurgroep is nog niet voltallig."}


def codes(error):
    return [refusal.code for refusal in error.value.refusals]


def pointers(error):
    return {fault.pointer for fault in error.value.faults}


def options(commitment, actor):
    return {option.transition.name: option for option in engine.options(commitment, actor=actor)}


def both_consent(commitment, name, circle, data):
    """Emma, who promised, and Vera, to whom it was promised, agree; the last yes does it."""
    consenting.give(commitment, name, actor=circle.emma, data=data)
    consenting.give(commitment, name, actor=circle.vera)


def test_the_owner_starts_delivers_and_the_other_side_confirms(circle):
    commitment = a_commitment(circle, filed=False)
    engine.perform(commitment, "start", actor=circle.emma)
    engine.perform(commitment, "deliver", actor=circle.emma, data={"evidence": [DOCUMENT]})
    assert commitment.delivered_on == days(0)
    assert commitment.delivered_by_id == circle.organisations["bedrijf"].pk
    with pytest.raises(NotAllowed):
        engine.perform(commitment, "accept", actor=circle.emma)
    with pytest.raises(NotAllowed):
        engine.perform(commitment, "accept", actor=circle.wil)
    entry = engine.perform(commitment, "accept", actor=circle.bram)
    assert (commitment.state, commitment.accepted_on) == ("accepted", days(0))
    assert entry.organisation_name == "Bond Twee"
    assert entry.mandate


def test_accepting_needs_a_mandate(circle):
    commitment = a_commitment(circle, "delivered")
    with acting_as(SYSTEM):
        circle.people["bram"].mandates.update(valid_until=days(-1))
    with pytest.raises(Refused) as error:
        engine.perform(commitment, "accept", actor=circle.bram)
    assert codes(error) == ["no-mandate"]
    assert options(commitment, circle.bram)["accept"].refusals[0].code == "no-mandate"


def test_silence_never_confirms(circle):
    a_commitment(circle, "delivered", delivered_on=days(-400))
    with time_machine.travel(datetime.combine(days(400), time(9)), tick=False):
        assert clock.run_due_transitions(timezone.now()) == 0


def test_delivery_without_evidence_says_what_is_missing(circle):
    commitment = a_commitment(circle, filed=False)
    with pytest.raises(InvalidData) as error:
        engine.perform(commitment, "deliver", actor=circle.emma)
    assert pointers(error) == {"/data/evidence"}
    actions.add_evidence(commitment, DOCUMENT, actor=circle.emma)
    engine.perform(commitment, "deliver", actor=circle.emma)
    assert commitment.state == "delivered"


@pytest.mark.parametrize(
    ("piece", "fault"),
    [
        ({"kind": "link", "title": "Pagina"}, "/url"),
        ({"kind": "document", "title": "Stuk", "url": "javascript:alert(1)"}, "/url"),
        ({"kind": "link", "title": "Stuk", "url": "https://"}, "/url"),
        ({"kind": "link", "title": "Stuk", "url": "https://[::1"}, "/url"),
        ({"kind": "statement", "title": "Verklaring", "statement": "  "}, "/statement"),
        ({"kind": "photo", "title": "Foto"}, "/kind"),
        ({"kind": "link", "url": "https://example.org"}, "/title"),
    ],
)
def test_evidence_that_shows_nothing_is_refused(circle, piece, fault):
    commitment = a_commitment(circle, filed=False)
    with pytest.raises(InvalidData) as error:
        actions.add_evidence(commitment, piece, actor=circle.emma)
    assert pointers(error) == {fault}
    with pytest.raises(InvalidData) as error:
        engine.perform(commitment, "deliver", actor=circle.emma, data={"evidence": [piece]})
    assert pointers(error) == {f"/data/evidence/0{fault}"}


def test_a_written_statement_is_evidence(circle):
    commitment = a_commitment(circle, filed=False)
    told = {
        "kind": "statement",
        "title": "Verklaring",
        "statement": "De raad kwam twaalf keer bijeen.",
    }
    filed = actions.add_evidence(commitment, told, actor=circle.emma)
    assert filed.organisation_id == circle.organisations["bedrijf"].pk
    with acting_as(SYSTEM):
        entry = AuditEntry.objects.get(event="evidence")
    assert entry.facts["digest"] == filed.digest()


@pytest.mark.parametrize("name", ["wil", "vera", "otto", "sanne"])
def test_only_the_owner_adds_evidence(circle, name):
    commitment = a_commitment(circle)
    with pytest.raises(NotAllowed):
        actions.add_evidence(commitment, DOCUMENT, actor=circle.actor(name))


def test_nothing_is_added_to_what_is_finished(circle):
    commitment = a_commitment(circle, "accepted")
    with pytest.raises(Refused) as error:
        actions.add_evidence(commitment, DOCUMENT, actor=circle.emma)
    assert codes(error) == ["finished"]


def test_what_is_returned_says_what_is_missing_and_can_be_delivered_again(circle):
    commitment = a_commitment(circle, "delivered")
    with pytest.raises(InvalidData) as error:
        engine.perform(commitment, "return", actor=circle.vera)
    assert pointers(error) == {"/reason"}
    entry = engine.perform(commitment, "return", actor=circle.vera, reason="De bijlage ontbreekt.")
    assert (entry.to_state, entry.reason) == ("returned", "De bijlage ontbreekt.")
    assert commitment.delivered_on is None
    engine.perform(commitment, "deliver", actor=circle.emma)
    assert commitment.state == "delivered"


def test_deferring_takes_the_yes_of_who_promised_and_of_the_other_side(circle):
    commitment = a_commitment(circle)
    consenting.give(commitment, "defer", actor=circle.emma, data=LATER)
    assert commitment.state == "open"
    offer = options(commitment, circle.vera)["defer"]
    assert offer.may_consent
    assert offer.standing is not None
    assert offer.standing.terms == LATER
    consenting.give(commitment, "defer", actor=circle.vera, digest=offer.standing.digest)
    assert commitment.state == "deferred"
    assert (commitment.due_on, commitment.original_due_on) == (days(60), days(-1))
    assert (commitment.deferrals, commitment.deferred_on) == (1, days(0))


def test_a_party_may_agree_for_the_owner_of_its_side(circle):
    commitment = a_commitment(circle)
    consenting.give(commitment, "defer", actor=circle.vera, data=LATER)
    consenting.give(commitment, "defer", actor=circle.wil)
    assert commitment.state == "deferred"


def test_the_works_council_cannot_agree_for_the_unions(circle):
    commitment = a_commitment(circle)
    with pytest.raises(NotAllowed):
        consenting.give(commitment, "defer", actor=circle.otto, data=LATER)


def test_around_an_initiative_the_works_council_speaks_for_the_workers(circle):
    commitment = a_commitment(circle, rule=ConsentRule.EMPLOYER_AND_WORKERS)
    with acting_as(SYSTEM):
        BargainingTable.objects.update(worker_voice="works_council")
        circle.people["otto"].mandates.create(
            organisation=circle.organisations["raad"],
            acts=["consent"],
            granted_by="Raad",
            valid_from=days(-9),
        )
    consenting.give(commitment, "defer", actor=circle.emma, data=LATER)
    with pytest.raises(NotAllowed):
        consenting.give(commitment, "defer", actor=circle.vera)
    consenting.give(commitment, "defer", actor=circle.otto)
    assert commitment.state == "deferred"
    engine.perform(commitment, "resume", actor=circle.emma)
    engine.perform(commitment, "deliver", actor=circle.emma)
    engine.perform(commitment, "accept", actor=circle.otto)
    assert commitment.state == "accepted"


@pytest.mark.parametrize("due_on", [days(0), days(-1), days(-30)])
def test_a_deferral_moves_the_date_forward(circle, due_on):
    commitment = a_commitment(circle, due_on=days(-1))
    data = {**LATER, "due_on": due_on.isoformat()}
    with pytest.raises(InvalidData) as error:
        consenting.give(commitment, "defer", actor=circle.emma, data=data)
    assert pointers(error) == {"/data/due_on"}


def test_a_deferral_needs_a_reason_to_which_both_consent(circle):
    commitment = a_commitment(circle)
    with pytest.raises(InvalidData) as error:
        consenting.give(commitment, "defer", actor=circle.emma, data={"due_on": LATER["due_on"]})
    assert pointers(error) == {"/data/reason"}


def test_evidence_that_comes_in_voids_the_consents(circle):
    commitment = a_commitment(circle)
    consenting.give(commitment, "defer", actor=circle.vera, data=LATER)
    actions.add_evidence(commitment, DOCUMENT, actor=circle.emma)
    consenting.give(commitment, "defer", actor=circle.emma, data=LATER)
    assert commitment.state == "open"


def test_a_third_deferral_asks_for_a_review_of_the_dossier_first(circle):
    commitment = a_commitment(circle, deferrals=2, deferred_on=days(-5))
    both_consent(commitment, "defer", circle, LATER)
    assert commitment.state == "open"
    assert "review-first" in [no.code for no in options(commitment, circle.emma)["defer"].refusals]
    dossier = Dossier("clause", commitment.subject_id)
    actions.note_review(dossier, now=timezone.now())
    both_consent(commitment, "defer", circle, LATER)
    assert (commitment.state, commitment.deferrals) == ("deferred", 3)


def test_a_review_before_the_last_deferral_does_not_count(circle):
    commitment = a_commitment(circle, deferrals=2, deferred_on=days(-5), reviewed_on=days(-6))
    both_consent(commitment, "defer", circle, LATER)
    assert commitment.state == "open"


class Dossier:
    """What a commitment knows of its clause or initiative."""

    def __init__(self, kind, pk, visibility="parties", side=""):
        self.kind, self.pk, self.visibility, self.side = kind, pk, visibility, side


def test_when_a_deferral_ends_the_clock_puts_it_back_to_work_and_it_is_late(circle):
    commitment = a_commitment(circle, "deferred", due_on=days(3))
    with acting_as(SYSTEM):
        dues.replan(commitment)
    assert not commitment.is_overdue
    with time_machine.travel(datetime.combine(days(3), time(12)), tick=False):
        assert clock.run_due_transitions(timezone.now()) == 0
    with time_machine.travel(datetime.combine(days(4), time(12)), tick=False):
        assert clock.run_due_transitions(timezone.now()) == 1
        with acting_as(CLOCK):
            commitment.refresh_from_db()
        assert commitment.state == "in_progress"
        assert commitment.is_overdue


def test_a_justification_counts_when_both_sides_accept_it(circle):
    commitment = a_commitment(circle)
    told = {"justification": "Door de nieuwe dienstregeling is een kwartaal overgeslagen."}
    both_consent(commitment, "justify", circle, told)
    assert (commitment.state, commitment.justification) == ("justified", told["justification"])


@pytest.mark.parametrize("state", ["open", "in_progress", "returned", "delivered", "deferred"])
def test_cancelling_takes_both_sides(circle, state):
    commitment = a_commitment(circle, state)
    both_consent(commitment, "cancel", circle, {"reason": "Ingehaald door de wet."})
    assert commitment.state == "cancelled"


@pytest.mark.parametrize("state", ["accepted", "justified", "cancelled"])
def test_both_sides_can_reopen_what_was_closed(circle, state):
    commitment = a_commitment(circle, state, justification="Het kon niet.")
    both_consent(commitment, "reopen", circle, LATER)
    assert (commitment.state, commitment.due_on) == ("in_progress", days(60))
    assert (commitment.accepted_on, commitment.delivered_on, commitment.justification) == (
        None,
        None,
        "",
    )


def test_a_step_that_changes_the_promise_voids_a_yes_to_another_step(circle):
    commitment = a_commitment(circle, "in_progress")
    waiting = consenting.give(
        commitment, "justify", actor=circle.emma, data={"justification": "Niet meer nodig."}
    )
    engine.perform(commitment, "deliver", actor=circle.emma, data={"evidence": [DOCUMENT]})
    with acting_as(SYSTEM):
        waiting.refresh_from_db()
        told = AuditEntry.objects.get(subject_id=commitment.pk, event="consents_voided")
    assert waiting.ended_because == "voided"
    assert told.facts["tell"] == [str(circle.organisations["bedrijf"].pk)]


def test_cancelling_a_promise_voids_the_consents_to_the_text_it_is_part_of(circle):
    clause = negotiated(circle, open_agreement(circle))
    promise = actions.create_commitment(
        clause,
        actor=circle.wil,
        text="Een adviesraad instellen",
        owner_side="employer",
        owner_id=circle.organisations["werkgevers"].pk,
        due_on=days(90),
    )
    given = consenting.give(clause, "agree", actor=circle.wil, data=TERMS)
    consenting.give(promise, "cancel", actor=circle.wil, data={"reason": "Het kan eenvoudiger."})
    consenting.give(promise, "cancel", actor=circle.vera)
    with acting_as(SYSTEM):
        given.refresh_from_db()
        told = AuditEntry.objects.get(subject_id=clause.pk, event="consents_voided")
    assert (promise.state, given.ended_because) == ("cancelled", "voided")
    assert told.facts["tell"] == [str(circle.organisations["werkgevers"].pk)]


def test_the_table_can_ask_for_the_yes_of_all_parties(circle):
    BargainingTable.objects.update(ratification_rule="all_parties")
    commitment = a_commitment(circle)
    for name in ("emma", "vera", "wil"):
        data = LATER if name == "emma" else None
        consenting.give(commitment, "defer", actor=circle.actor(name), data=data)
        assert commitment.state == "open"
    consenting.give(commitment, "defer", actor=circle.bram)
    assert commitment.state == "deferred"


def test_an_owner_who_left_the_table_is_no_longer_waited_for(circle):
    BargainingTable.objects.update(ratification_rule="all_parties")
    Membership.objects.filter(organisation__key="bedrijf").update(valid_until=days(-1))
    commitment = a_commitment(circle)
    for name in ("wil", "vera", "bram"):
        data = LATER if name == "wil" else None
        consenting.give(commitment, "defer", actor=circle.actor(name), data=data)
    assert commitment.state == "deferred"


JOINT = {"owner_side": "joint"}


def test_a_joint_commitment_is_accepted_by_both_sides(circle):
    secretariat = circle.organisations["secretariaat"]
    commitment = a_commitment(circle, **JOINT, owner=secretariat)
    engine.perform(commitment, "deliver", actor=circle.sanne)
    assert commitment.delivered_by_id == secretariat.pk
    row = options(commitment, circle.wil)["accept"].transition
    assert (row.consent, row.trigger) == (ConsentRule.BOTH_SIDES, Trigger.CONSENT)
    with pytest.raises(Refused) as error:
        engine.perform(commitment, "accept", actor=circle.wil)
    assert codes(error) == ["consent-missing", "consent-missing"]
    consenting.give(commitment, "accept", actor=circle.wil)
    assert commitment.state == "delivered"
    consenting.give(commitment, "accept", actor=circle.bram)
    assert commitment.state == "accepted"


def test_the_side_that_delivered_a_joint_commitment_need_not_confirm_it(circle):
    commitment = a_commitment(circle, **JOINT, owner=circle.organisations["secretariaat"])
    engine.perform(commitment, "deliver", actor=circle.vera)
    for name in ("vera", "bram", "sanne"):
        with pytest.raises(NotAllowed):
            engine.perform(commitment, "accept", actor=circle.actor(name))
    engine.perform(commitment, "accept", actor=circle.wil)
    assert commitment.state == "accepted"


def test_returning_a_joint_delivery_undoes_the_yes_of_the_other(circle):
    commitment = a_commitment(circle, **JOINT, owner=circle.organisations["secretariaat"])
    engine.perform(commitment, "deliver", actor=circle.sanne)
    consenting.give(commitment, "accept", actor=circle.wil)
    engine.perform(commitment, "return", actor=circle.vera, reason="Het rapport is onvolledig.")
    engine.perform(commitment, "deliver", actor=circle.sanne)
    consenting.give(commitment, "accept", actor=circle.vera)
    assert commitment.state == "delivered"
    consenting.give(commitment, "accept", actor=circle.wil)
    assert commitment.state == "accepted"


def test_the_works_council_promises_to_the_employers(circle):
    council = circle.organisations["raad"]
    commitment = a_commitment(circle, owner_side="works_council", owner=council)
    engine.perform(commitment, "deliver", actor=circle.otto)
    with pytest.raises(NotAllowed):
        engine.perform(commitment, "accept", actor=circle.vera)
    engine.perform(commitment, "accept", actor=circle.wil)
    assert commitment.state == "accepted"


def test_dates_that_matter_follow_the_state(circle):
    def named(commitment):
        with acting_as(SYSTEM):
            dues.replan(commitment)
            rows = Due.objects.filter(subject_id=commitment.pk)
            return set(rows.values_list("name", flat=True))

    due = {"commitment_due", "commitment_overdue"}
    assert named(a_commitment(circle)) == due
    assert named(a_commitment(circle, "returned")) == due
    assert named(a_commitment(circle, "deferred")) == {"commitment_due", "deferral_ended"}
    assert named(a_commitment(circle, "delivered")) == {"acceptance_due"}
    for state in ("accepted", "justified", "cancelled"):
        assert named(a_commitment(circle, state)) == set()
    assert named(a_commitment(circle, visibility="table")) == set()


def test_who_is_reminded(circle):
    at = circle.organisations
    commitment = a_commitment(circle, co_owner=at["bond-een"])
    unions = {at["bond-een"].pk, at["bond-twee"].pk}
    with acting_as(SYSTEM):
        assert commitment.circle("owner") == {at["bedrijf"].pk}
        assert commitment.circle("co_owner") == {at["bond-een"].pk}
        assert commitment.circle("counterpart") == unions
        joint = a_commitment(circle, **JOINT, owner=at["secretariaat"])
        assert joint.circle("counterpart") == unions | {at["werkgevers"].pk}
        assert joint.circle("co_owner") == set()


def test_the_later_it_gets_the_more_hear_of_it():
    late = next(each for each in LIFECYCLE.deadlines if each.name == "commitment_overdue")
    assert late.offsets == (1, 7, 14, 30)
    assert late.circles(7) == ("owner", "counterpart")
    assert late.circles(14) == ("owner", "counterpart", "secretariat")
    assert late.circles(30) == ("owner", "counterpart", "secretariat", "parties")


def test_fifty_acceptances_at_once_are_one(committed_database):
    with transaction.atomic():
        circle = cao_table()
        commitment = a_commitment(circle, "delivered")
    actors = [circle.vera, circle.bram] * 25

    def accept(actor):
        try:
            mine = type(commitment)(pk=commitment.pk)
            engine.perform(mine, "accept", actor=actor)
        except (NoSuchTransition, Refused, NotAllowed) as error:
            return type(error).__name__
        else:
            return "accepted"
        finally:
            connection.close()

    with ThreadPoolExecutor(10) as threads:
        outcomes = list(threads.map(accept, actors))

    assert outcomes.count("accepted") == 1
    assert set(outcomes) == {"accepted", "NoSuchTransition"}
    with transaction.atomic(), acting_as(SYSTEM):
        assert AuditEntry.objects.filter(event="accept").count() == 1
