"""Subjects with dates that matter, and days that go by."""

from datetime import date, datetime, time, timedelta

from django.utils import timezone

from backend.agreements.models import Agreement, Ballot, Clause
from backend.confidentiality.context import acting_as
from backend.initiatives.models import Initiative
from backend.parties.actors import SYSTEM
from backend.reference import moments
from backend.reminders import envelopes, mails
from backend.reminders.models import Mail, Reminder
from backend.reminders.sweep import sweep
from backend.routines.models import Routine
from backend.workflow import dues
from backend.workflow.models import Due

REVIEW = date(2031, 6, 2)  # a Monday, far from any other date
BUSY_UNTIL = date(2033, 1, 1)  # a last change that is later than any day here


def at(day, hour=8):
    """A moment of that day in the Netherlands."""
    return timezone.make_aware(datetime.combine(day, time(hour)))


def initiative(circle, *, planned_on=None, **facts):
    """A running initiative of Wil's employers and Vera's union, its dates already planned.

    It was changed at `BUSY_UNTIL`, so that nobody is told that nothing happens.
    """
    facts = {
        "title": "Zelfroosteren op de afdeling",
        "state": "running",
        "bargaining_table": circle.table,
        "visibility": "parties",
        "author_side": "employer",
        "employer_owner": circle.organisations["werkgevers"],
        "worker_owner": circle.organisations["bond-een"],
        "start_on": REVIEW - timedelta(days=200),
        "next_review_on": REVIEW,
    } | facts
    with acting_as(SYSTEM), moments.happening(at(facts.pop("changed_on", BUSY_UNTIL))):
        subject = Initiative.objects.create(**facts)
        long_before = (subject.next_review_on or timezone.localdate()) - timedelta(days=180)
        dues.replan(subject, planned_on or long_before)
    return subject


def agreement(circle, *, planned_on=None, **facts):
    """A public agreement at the table; its dates are planned long before the review."""
    facts = {
        "title": "Cao Zorg",
        "agreement_type": "sector",
        "bargaining_table": circle.table,
        "visibility": "public",
        "start_on": REVIEW - timedelta(days=400),
        "end_on": REVIEW + timedelta(days=600),
    } | facts
    with acting_as(SYSTEM):
        made = Agreement.objects.create(original_end_on=facts["end_on"], **facts)
        dues.replan(made, planned_on or REVIEW - timedelta(days=300))
    return made


def clause(circle, state, *, planned_on=None, **facts):
    """A clause between the parties at the table; its dates are planned long before the review."""
    with acting_as(SYSTEM):
        made = Agreement.objects.create(
            title="Cao Zorg",
            agreement_type="sector",
            bargaining_table=circle.table,
            visibility="public",
            start_on=REVIEW - timedelta(days=400),
            end_on=REVIEW + timedelta(days=600),
            original_end_on=REVIEW + timedelta(days=600),
        )
        facts = {
            "agreement": made,
            "state": state,
            "article_number": "5.2",
            "title": "Roosters",
            "bargaining_table": circle.table,
            "visibility": "parties",
            "author_side": "union",
        } | facts
        subject = Clause.objects.create(**facts)
        dues.replan(subject, planned_on or REVIEW - timedelta(days=300))
    return subject


def routine(circle, **facts):
    """Something that comes back on the day of the review."""
    facts = {
        "bargaining_table": circle.table,
        "visibility": "parties",
        "author_side": "employer",
        "state": "running",
        "form": "joint_evaluation",
        "title": "Jaarlijkse evaluatie",
        "every": 1,
        "unit": "year",
        "first_on": REVIEW,
        "number": 1,
        "due_on": REVIEW,
    } | facts
    with acting_as(SYSTEM):
        made = Routine.objects.create(**facts)
        dues.replan(made, REVIEW - days(300))
    return made


def consulted(circle, last, **facts):
    """A clause about which the members of Wil, Vera and Bram are asked, until a last day."""
    facts = {"planned_on": last - timedelta(days=300)} | facts
    subject = clause(circle, "in_ratification", ratification_due_on=last, **facts)
    with acting_as(SYSTEM):
        for key in ("werkgevers", "bond-een", "bond-twee"):
            Ballot.objects.create(
                clause=subject,
                organisation=circle.organisations[key],
                closes_on=last,
                advice="positive",
                bargaining_table=circle.table,
                visibility="parties",
            )
    return subject


def change(subject, on=None, changed_on=None, **facts):
    """Change a subject as an effect of the engine would, and plan its dates anew."""
    model = type(subject)
    with acting_as(SYSTEM), moments.happening(at(changed_on or BUSY_UNTIL)):
        changed = model.objects.get(pk=subject.pk)
        state = facts.pop("state", None)
        for name, value in facts.items():
            setattr(changed, name, value)
        changed.save()
        if state is not None:
            model.objects.filter(pk=subject.pk).update(state=state)
            changed = model.objects.get(pk=subject.pk)
        dues.replan(changed, on)
    return changed


def written(**which):
    """Every reminder, in the order in which it was written."""
    with acting_as(SYSTEM):
        rows = Reminder.objects.filter(**which).select_related("recipient", "mail")
        return list(rows.order_by("created_at", "id"))


def post(**which):
    """Every mail, the oldest first, with whom it is for."""
    with acting_as(SYSTEM):
        rows = Mail.objects.filter(**which).select_related("recipient")
        return list(rows.order_by("created_at", "id"))


def carried(mail):
    """The rows of the inbox that a mail carries."""
    return written(mail=mail.pk)


def posted(now):
    """Let everything that is due at a moment leave; return how many mails were dealt with."""
    envelopes.release()
    return mails.send_due(max(now, timezone.now()))


def monday_after(day, hour=8):
    """When the weekly digest comes that is the first after a day."""
    return at(day + timedelta(days=7 - day.weekday()), hour)


def names(rows):
    """Who they are for."""
    return sorted(row.recipient.name.lower() for row in rows)


def waits_on(day):
    """Whether the clock has anything to do by a day."""
    with acting_as(SYSTEM):
        due, asleep = Due.objects.filter(wake_on__lte=day), Reminder.objects.asleep()
        return due.exists() or asleep.filter(snoozed_until__lte=day).exists()


def ladder(first, last):
    """Sweep between two days, both included: {day: [(deadline, offset, names)]}.

    Of the days on which nothing waits, on which a round does nothing, only each seventh.
    """
    seen, found = {row.pk for row in written()}, {}
    day = first
    while day <= last:
        if (day - first).days % 7 and day != last and not waits_on(day):
            day += timedelta(days=1)
            continue
        sweep(at(day))
        new = [row for row in written() if row.pk not in seen]
        seen |= {row.pk for row in new}
        steps = sorted({(row.deadline, row.offset_days) for row in new})
        if steps:
            found[day] = [
                (
                    name,
                    offset,
                    names(r for r in new if (r.deadline, r.offset_days) == (name, offset)),
                )
                for name, offset in steps
            ]
        day += timedelta(days=1)
    return found


def days(number):
    """A span of days."""
    return timedelta(days=number)
