"""The demo set, loaded as `script/server` loads it: genuine history, or nothing at all."""

import io
from collections import Counter

import pytest
from django.core.management import CommandError, call_command
from django.utils import timezone

from backend.agreements.models import Agreement, Clause
from backend.audit import seals
from backend.audit.models import AuditEntry
from backend.commitments.models import Commitment
from backend.confidentiality.context import acting_as
from backend.demo.schema import DEMO_FILE, read_demo
from backend.initiatives.models import Initiative
from backend.outbox.models import OutboxMessage
from backend.packages.models import Package
from backend.parties.actors import actor_for
from backend.parties.models import Organisation, Person
from backend.reminders.waiting import waiting_for
from backend.workflow.models import Consent, Due


def load(*options):
    out = io.StringIO()
    call_command("load_demo", *options, stdout=out)
    return out.getvalue()


def test_everything_stands_where_the_file_says_and_came_there_honestly(story):
    demo = read_demo()
    assert Agreement.objects.count() == len(demo.agreements) == 12
    for model, records in (
        (Clause, demo.clauses),
        (Commitment, demo.commitments),
        (Initiative, demo.initiatives),
    ):
        wanted = Counter(record["state"] for record in records.values())
        assert Counter(model.objects.values_list("state", flat=True)) == wanted

    # the last word of every history is the state of its subject; what people say of it, and the
    # package in which it is put, leave it as it was
    for model in (Clause, Commitment, Initiative):
        for subject in model.objects.all():
            told = AuditEntry.objects.filter(subject_id=subject.pk)
            last = told.exclude(event__regex="^(note_|comment_|consent_given|packaged)").latest(
                "id"
            )
            assert last.to_state == subject.state, subject.caption
            first = told.earliest("id")
            assert (subject.created_at, subject.updated_at) == (first.at, last.at), subject.caption

    # two-sided steps were taken on consents of both sides, by people with a mandate
    used = Consent.objects.filter(transition="agree", ended_because="used")
    assert {"employer", "union"} == set(used.values_list("side", flat=True))
    assert not Consent.objects.filter(mandate="").exists()

    # history is dated when it happened, and the chains hold
    assert AuditEntry.objects.earliest("at").at.year < AuditEntry.objects.latest("at").at.year
    assert seals.verify() == []
    assert OutboxMessage.objects.count() == AuditEntry.objects.count()

    # the clock has been told what is coming
    assert Due.objects.filter(is_transition=True).exists()
    assert Due.objects.filter(name="commitment_overdue", is_transition=False).exists()

    # a second load changes nothing
    before = AuditEntry.objects.count()
    assert "there already" in load()
    assert AuditEntry.objects.count() == before


def test_the_demo_people_see_what_is_theirs(story):
    def sees(name):
        person = Person.objects.get(email=f"{name}@demo.example")
        actor = actor_for(person)
        with acting_as(actor):
            return {clause.title for clause in Clause.objects.all()}

    draft = "Elektrisch rijden: omscholing monteurs"
    disputed = "Herstel na nachtdienst"
    in_force = "Groepsuren zonder kinderen"
    everybody = ["werkgever", "vakbond", "vakbond2", "or", "secretariaat", "liaison", "ser"]
    for name in [*everybody, "beheer", "buiten"]:
        assert draft not in sees(name)
        assert in_force in sees(name)
        assert (disputed in sees(name)) == (
            name in ("werkgever", "vakbond", "vakbond2", "secretariaat")
        )
    # the union that rejected dropped out: it does not see what was ratified without it
    assert "Objectleider als coach" not in sees("vakbond2")

    # a package of the other side waits beside the one of her own union: one of them will do
    samira = actor_for(Person.objects.get(email="vakbond2@demo.example"))
    with acting_as(samira):
        first, second = Package.objects.order_by("created_at")
        waits = [each.subject["title"] for each in waiting_for(samira, timezone.localdate()).items]
    assert (first.state, second.state, first.choice) == ("open", "open", second.choice)
    assert {first.title, second.title} & set(waits) == {first.title}


def test_a_broken_file_is_refused_with_file_and_line_before_anything_is_written(
    committed_database, settings, tmp_path
):
    settings.DEMO = True
    broken = tmp_path / "demo.yaml"
    text = DEMO_FILE.read_text(encoding="utf-8")
    broken.write_text(
        text.replace("organisation: v_zorg, function", "organisation: v_nergens, function", 1)
    )
    with pytest.raises(CommandError) as refused:
        load("--file", str(broken))
    line = next(
        n for n, each in enumerate(broken.read_text().splitlines(), 1) if "v_nergens" in each
    )
    assert f"demo.yaml:{line}" in str(refused.value)
    assert not Organisation.objects.exists()


def test_it_is_only_loaded_in_demo_mode(committed_database, settings):
    settings.DEMO = False
    with pytest.raises(CommandError, match="demo mode"):
        load()
    assert not Organisation.objects.exists()
