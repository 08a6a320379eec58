"""What the demo's dates imply, on any day on which it is loaded: inboxes, digests, calendars.

Counted here from the demo file and the list of rules alone.
"""

import csv
from collections.abc import Iterator
from datetime import date, datetime, time, timedelta
from email import message_from_bytes, policy
from typing import Any

import pytest
import time_machine
import yaml
from django.core.management import call_command
from django.db.models import Q
from django.utils import timezone

from backend.agreements.models import Clause
from backend.commitments.models import Commitment
from backend.confidentiality.context import acting_as
from backend.demo.schema import DEMO_FILE
from backend.parties.actors import SYSTEM
from backend.parties.models import Person
from backend.reference.rows import DATA
from backend.reminders import envelopes, mails
from backend.reminders.models import Reminder
from backend.reminders.sweep import sweep
from tests import databases
from tests.calendars.scene import Program

DEMO = yaml.safe_load(DEMO_FILE.read_text(encoding="utf-8"))
with (DATA / "reminders.csv").open(encoding="utf-8") as rules:
    OFFSETS = {
        row["code"]: sorted(map(int, row["offsets_days"].split(";")))
        for row in csv.DictReader(rules)
    }
# In which states of a clause its rule reminds of what was agreed.
REVIEWED = {
    "review_due": {"in_force", "under_review"},
    "final_evaluation": {"in_force", "under_review", "in_amendment", "final_evaluation"},
}
# Whoever is this late is told so, and no more that the day comes near.
NO_LONGER_NEAR = 7
# Saturday before Easter; the clocks change in the night.
AN_AWKWARD_DAY = date(2027, 3, 27)


@pytest.fixture(params=[None, AN_AWKWARD_DAY], ids=["today", "before Easter"])
def loaded_on(request, worker_name, django_db_blocker, settings) -> Iterator[date]:
    """The day on which the demo was loaded; it is half past ten on that day."""
    settings.DEMO = True
    name = f"{databases.run_name()}_{worker_name}_comes"
    with (
        django_db_blocker.unblock(),
        databases.copied(name, demo=request.param is None),
        databases.in_use(name),
    ):
        day = request.param or _day_of_loading()
        morning = timezone.make_aware(datetime.combine(day, time(10, 30)))
        with time_machine.travel(morning, tick=False):
            if request.param is not None:
                call_command("load_demo", verbosity=0)
            yield day


def _day_of_loading() -> date:
    """Yesterday perhaps: what was loaded once for all tests was so before this one."""
    with acting_as(SYSTEM):
        promise = next(each for each in _promises() if each["id"] == "c01-t1")
        due_on = Commitment.objects.get(text=promise["text"]).due_on
    return due_on - (_day(promise["due"], due_on) - due_on)


def test_inboxes_digests_and_calendars_tell_what_the_dates_imply(loaded_on, mailoutbox):
    sweep()
    with acting_as(SYSTEM):
        of_promises = Reminder.objects.filter(
            subject_kind="commitment", deadline__in=("commitment_due", "commitment_overdue")
        )
        told = set(
            of_promises.values_list(
                "recipient__affiliations__organisation__name",
                "subject_title",
                "deadline",
                "anchor_on",
                "offset_days",
            )
        )
    wanted = set(_told_to_owners(loaded_on))
    assert len(wanted) > 10
    assert wanted <= told
    owners = {(each[1], each[0]) for each in wanted}
    of_owners = {each for each in told if (each[1], each[0]) in owners}
    assert of_owners == wanted
    # nothing is told of a promise of which nothing is due
    assert {each[1] for each in told} == {each[1] for each in wanted}

    _clauses_are_told_of_as_they_are_agreed(loaded_on)
    _the_digest_tells_what_is_late_and_what_comes(loaded_on, mailoutbox)
    _the_calendar_has_the_days(loaded_on)


def _clauses_are_told_of_as_they_are_agreed(loaded_on):
    """Their interim reviews, and the final evaluations of which the day was agreed."""
    with acting_as(SYSTEM):
        titles = dict(Clause.objects.values_list("pk", "title"))
        dated = Q(deadline="final_evaluation", anchor_on__in=_agreed_days(loaded_on))
        rows = Reminder.objects.filter(Q(deadline="review_due") | dated, subject_kind="clause")
        told = {
            (titles[subject], rule, on, offset)
            for subject, rule, on, offset in rows.values_list(
                "subject_id", "deadline", "anchor_on", "offset_days"
            )
        }
    wanted = set(_told_of_clauses(loaded_on))
    assert {rule for _, rule, _, _ in wanted} == REVIEWED.keys()
    assert len(wanted) > 15
    assert told == wanted


def _the_digest_tells_what_is_late_and_what_comes(loaded_on, mailoutbox):
    """Of Monday at eight, which is when they come where nobody chose otherwise."""
    monday = loaded_on + timedelta(days=7 - loaded_on.weekday())
    at_eight = timezone.make_aware(datetime.combine(monday, time(8)))
    mailoutbox.clear()
    with time_machine.travel(at_eight, tick=False):
        sweep()
        envelopes.release()
        mails.send_due(at_eight + timedelta(minutes=5))
    read: dict[str, str] = {}
    for mail in mailoutbox:
        body = message_from_bytes(mail.message().as_bytes(), policy=policy.default)
        plain = body.get_body(("plain",))
        text = plain.get_content() if plain is not None else ""
        read[mail.to[0]] = read.get(mail.to[0], "") + " ".join(text.split())
    employers = read["werkgever@demo.example"]
    by_id = {each["id"]: each for each in _promises()}
    for late_or_near in ("c01-t1", "c03-t2"):
        assert by_id[late_or_near]["text"] in employers
    # done, or of another table: nothing about it, for anybody
    for said in read.values():
        assert by_id["c01-t3"]["text"] not in said
    assert by_id["c05-t2"]["text"] not in employers


def _the_calendar_has_the_days(loaded_on):
    with acting_as(SYSTEM):
        person = Person.objects.get(email="werkgever@demo.example")
    events = Program(person).events().values()
    days = {
        (event.summary.value.partition(": ")[2] or event.summary.value, event.dtstart.value)
        for event in events
    }
    for each in _promises():
        if each["table"] == "cao-01" and each["state"] in ("open", "in_progress"):
            on = _day(each["due"], loaded_on)
            assert any(each["text"] in said and on == day for said, day in days), each["text"]


def _told_to_owners(today: date) -> Iterator[tuple[str, str, str, date, int]]:
    names = {each["id"]: each["name"] for each in DEMO["organisations"]}
    for each in _promises():
        if _day(each["until"], today) < today:
            continue  # its term is over: now it is asked what became of it
        due = _day(each.get("deferral", each)["due"], today)
        days = (today - due).days
        rules = {
            "commitment_due": each["state"] in ("open", "in_progress", "returned", "deferred")
            and days <= NO_LONGER_NEAR,
            "commitment_overdue": each["state"] in ("open", "in_progress", "returned"),
        }
        for rule, counts in rules.items():
            come = [offset for offset in OFFSETS[rule] if offset <= days]
            if counts and come:
                yield names[each["owner"]], each["text"], rule, due, come[-1]


def _told_of_clauses(today: date) -> Iterator[tuple[str, str, date, int]]:
    for clause in _clauses():
        agreed = {"review_due": clause.get("next_review")}
        agreed["final_evaluation"] = clause.get("final_evaluation", {}).get("due")
        for rule, text in agreed.items():
            if text is None or clause["state"] not in REVIEWED[rule]:
                continue
            on = _day(text, today)
            come = [offset for offset in OFFSETS[rule] if offset <= (today - on).days]
            if come:
                yield clause["title"], rule, on, come[-1]


def _agreed_days(today: date) -> set[date]:
    evaluated = [each["final_evaluation"] for each in _clauses() if "final_evaluation" in each]
    return {_day(each["due"], today) for each in evaluated}


def _clauses() -> Iterator[dict[str, Any]]:
    for agreement in DEMO["agreements"]:
        yield from agreement["clauses"]


def _promises() -> Iterator[dict[str, Any]]:
    for agreement in DEMO["agreements"]:
        for clause in agreement["clauses"]:
            for each in clause["commitments"]:
                yield each | {"table": agreement["id"], "until": agreement["end_date"]}


def _day(text: str, today: date) -> date:
    return today + timedelta(days=int(text.removeprefix("T").removesuffix("d") or 0))
