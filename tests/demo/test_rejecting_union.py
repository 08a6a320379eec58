"""Cao-09 of the demo: a union that rejected what the others ratified, and is no party."""

from django.utils import timezone

from backend.agreements.models import Agreement, Clause
from backend.audit.models import AuditEntry
from backend.confidentiality.context import acting_as
from backend.copies.models import DossierCopy
from backend.parties.actors import actor_for
from backend.parties.models import BargainingTable, Membership, Organisation, Person
from backend.reminders.models import Reminder


def test_the_union_that_rejected_keeps_what_it_had_and_reads_no_further(story):
    agreement = Agreement.objects.get(title="Cao Schoonmaak Helderwerk")
    union = Organisation.objects.get(key="v_werk")
    clauses = {row.pk for row in Clause.objects.filter(agreement=agreement)}
    assert Clause.objects.filter(agreement=agreement, state="ratified").exists()
    seat = Membership.objects.get(
        organisation=union, bargaining_table=agreement.bargaining_table_id
    )
    assert seat.standing == "ended"
    frits = actor_for(Person.objects.get(email="vakbond2@demo.example"))
    seats = {each.bargaining_table_id for each in frits.seats}
    assert agreement.bargaining_table_id not in seats
    others = Membership.objects.valid_on(timezone.localdate()).filter(organisation=union)
    assert seats == set(others.values_list("bargaining_table", flat=True))
    assert len(seats) > 5
    with acting_as(frits):
        assert not Agreement.objects.filter(pk=agreement.pk).exists()
        assert not Clause.objects.filter(pk__in=clauses).exists()
        assert not AuditEntry.objects.filter(subject_id__in=clauses).exists()
        copies = DossierCopy.objects.filter(subject_id__in=clauses)
        assert {copy.subject_id for copy in copies} == clauses
        assert {(copy.part_of, copy.seat_ended) for copy in copies} == {(agreement.title, True)}
        # what happened long ago is written down, and no news
        assert not Reminder.objects.filter(event="left_agreement").exists()
        said = AuditEntry.objects.filter(subject_id=union.pk, event="left_agreement")
        assert [entry.facts["agreement"] for entry in said] == [agreement.title]
    # no other agreement lies on that table, so it stayed the table of this one
    assert not BargainingTable.objects.exclude(stems_from=[]).exists()
