"""At the end of a term every open promise gets an outcome; the end itself waits for nobody."""

import pytest

from backend.audit.models import AuditEntry
from backend.commitments.models import Commitment
from backend.confidentiality.context import acting_as
from backend.outbox.relay import deliver_due
from backend.parties.actors import CLOCK, SYSTEM
from backend.reminders.models import Reminder
from backend.reminders.sweep import sweep
from backend.workflow import dues, engine
from backend.workflow.errors import Refused
from tests.agreements.scene import iso
from tests.ends.scene import codes
from tests.lifecycles.clause_arrangement import a_clause
from tests.people import days
from tests.reminders.scene import at

pytestmark = pytest.mark.django_db

WHY = "Het roosterpakket van de leverancier kwam een jaar later."


def entries(subject, event):
    with acting_as(SYSTEM):
        return list(AuditEntry.objects.filter(subject_id=subject.pk, event=event))


def outcomes(ending, who="vera"):
    found = ending.get(ending.agreement, "/outcomes", who=who)["items"]
    return {each["title"]: (each["outcome"], each["awaitsOutcome"]) for each in found}


def test_the_term_ends_on_its_day_and_each_open_promise_asks_for_an_outcome(ending):
    kept = ending.promise("Rooster op tijd", "accepted")
    late = ending.promise("Een raad instellen")
    sent = ending.promise("Scholing geven", "delivered")
    assert ending.get(late)["awaitsOutcome"] is False
    early = ending.option("vera", late, "dispute")
    assert "term-runs" in codes(early)
    ending.expire()

    assert ending.clause.state == "in_aftereffect"
    seen = ending.get(late)
    assert (seen["awaitsOutcome"], seen["termEndedOn"], seen["outcome"]) == (True, iso(0), None)
    assert ending.get(kept)["outcomeLabel"] == "Nagekomen"
    assert entries(late, "term_ended")
    assert not entries(kept, "term_ended")
    found = ending("vera").get("/v1/commitments?awaitsOutcome=true").json()["items"]
    assert {each["title"] for each in found} == {late.text, sent.text}
    assert outcomes(ending) == {
        late.text: (None, True),
        sent.text: (None, True),
        kept.text: ("met", False),
    }
    ask = "Looptijd voorbij: spreek een uitkomst af"
    for who in ("emma", "vera", "bram"):
        assert (late.text, ask) in ending.waits_for(who)
    assert (sent.text, ask) not in ending.waits_for("vera")  # there it is to confirm or return
    assert ending.waits_for("sanne") == []
    assert ending("nick").get(ending.address(late)).status_code == 404
    refused = ending.take("emma", late, "defer", 409, data={"dueOn": iso(50), "reason": "Druk."})
    assert "term-over" in codes(refused)


def test_every_outcome_is_said_by_whom_the_table_names(ending):
    names = ("nagekomen", "geschrapt", "verantwoord", "betwist", "overgedragen")
    met, dropped, justified, disputed, carried = (ending.promise(name) for name in names)
    ending.expire()
    after = ending.successor()
    with acting_as(SYSTEM):
        type(after).objects.filter(pk=ending.clause.pk).update(successor=after)

    ending.take("emma", met, "deliver", data={})
    ending.take("vera", met, "accept")
    ending.consent("emma", dropped, "cancel", data={"reason": "Ingehaald door de wet."})
    assert ending.get(dropped)["awaitsOutcome"] is True  # one side alone drops nothing
    ending.consent("vera", dropped, "cancel")
    ending.consent("emma", justified, "justify", data={"justification": WHY})
    ending.consent("bram", justified, "justify")
    ending.take("vera", disputed, "dispute", data={"grounds": "De raad kwam nooit bijeen."})
    past = ending.consent("emma", carried, "carry_over", 400, data={"dueOn": iso(-3)})
    assert codes(past) == ["in-the-past"]
    ending.consent("emma", carried, "carry_over", data={"dueOn": iso(200)})
    assert ending.get(carried)["awaitsOutcome"] is True
    ending.consent("vera", carried, "carry_over")

    assert outcomes(ending) == {
        "nagekomen": ("met", False),
        "geschrapt": ("dropped", False),
        "verantwoord": ("justified", False),
        "betwist": ("disputed", False),
        "overgedragen": ("carried_over", False),
    }
    following = ending.get(carried)["carriedTo"]
    assert following["subject"] == {"kind": "clause", "id": str(after.pk)}
    with acting_as(SYSTEM):
        new = Commitment.objects.get(pk=following["id"])
    shown = ending.get(new)
    assert (shown["text"], shown["dueOn"], shown["state"]) == ("overgedragen", iso(200), "open")
    assert shown["owner"]["name"] == "Bedrijf"
    assert shown["carriedFrom"]["id"] == str(carried.pk)
    assert entries(new, "create")[0].facts["carried_from"] == f"commitment:{carried.pk}"
    # it is promised once: taken up again only after it was dropped there
    again = ending.consent(
        "vera", carried, "reopen", data={"dueOn": iso(30), "reason": "Toch hier."}
    )
    assert again
    twice = ending.take("vera", carried, "reopen", 409)
    assert "carried-over" in codes(twice)
    # a dispute ends as any other outcome does, by who may say so
    assert ending.get(disputed)["disputeGrounds"] == "De raad kwam nooit bijeen."
    ending.take("vera", disputed, "accept")
    assert ending.get(disputed)["outcome"] == "met"


def test_nothing_is_carried_to_what_is_not_agreed_or_not_seen(ending):
    late = ending.promise("Een raad instellen")
    ending.expire()
    for facts in (
        {"state": "draft"},
        {"state": "in_negotiation"},
        {"state": "completed", "ended_on": days(-1)},
    ):
        after = ending.successor(**facts)
        with acting_as(SYSTEM):
            type(after).objects.filter(pk=ending.clause.pk).update(successor=after)
        # which of the three it is, tells nobody anything
        assert codes(ending.option("vera", late, "carry_over")).count("no-agreed-successor") == 1


def test_who_closes_a_clause_hears_which_promises_have_no_outcome(ending):
    clause = a_clause(ending.circle, "final_evaluation")
    ending.clause = clause
    first, second = ending.promise("Een raad instellen"), ending.promise("Verslag doen", "deferred")
    form = {
        "lessons": "Begin klein.",
        "followUp": "continue",
        "measurements": [{"code": "autonomy", "value": 7.1}],
    }
    ending.consent("wil", clause, "complete", data=form)
    ending.consent("vera", clause, "complete")
    refused = ending.take("sanne", clause, "complete", 409, data=form)
    assert codes(refused) == ["outcome-awaited"]
    said = refused["errors"][0]["message"]
    assert first.text in said
    assert second.text in said
    ending.take("emma", second, "dispute", data={"grounds": "Het verslag is er wel."})
    ending.consent("emma", first, "cancel", data={"reason": "Niet meer nodig."})
    ending.consent("bram", first, "cancel")
    for who in ("wil", "vera"):  # what is dropped is no longer in the text
        ending.consent(who, clause, "complete", data=form)
    ending.take("sanne", clause, "complete", data=form)

    put_away = a_clause(ending.circle, "lapsed")
    ending.clause = put_away
    left = ending.promise("Een onderzoek doen", term_ended_on=days(-500))
    assert codes(ending.take("sanne", put_away, "archive", 409)) == ["outcome-awaited"]
    with pytest.raises(Refused, match=left.text):  # archiving is no end in law
        engine.perform(put_away, "archive", actor=CLOCK)
    ending.take("vera", left, "dispute", data={"grounds": "Er is niets gedaan."})
    ending.take("sanne", put_away, "archive")


def test_both_sides_are_told_and_reminded_until_there_is_an_outcome(ending):
    late = ending.promise("Een raad instellen", due_on=days(300))
    ending.expire()
    deliver_due()
    with acting_as(SYSTEM):
        told = Reminder.objects.filter(subject_id=late.pk, event="term_ended")
        names = sorted(told.values_list("recipient__name", flat=True))
    assert names == ["Bram", "Emma", "Vera"]
    sweep(at(days(31)))
    with acting_as(SYSTEM):
        reminded = Reminder.objects.filter(subject_id=late.pk, deadline="outcome_awaited")
        names = sorted(reminded.values_list("recipient__name", flat=True))
    # by then the silence has climbed to the own side of each
    assert names == ["Bram", "Emma", "Sanne", "Vera", "Wil"]


def test_what_awaits_its_outcome_is_not_late_as_well(ending):
    late = ending.promise("Een raad instellen")
    with acting_as(SYSTEM):
        Commitment.objects.filter(pk=late.pk).update(due_on=days(-3))
        late.refresh_from_db()
        dues.replan(late)
    assert ending.get(late)["overdue"] is True
    assert late.text in [title for title, _ in ending.waits_for("emma")]
    ending.expire()

    seen = ending.get(late)
    assert (seen["awaitsOutcome"], seen["overdue"]) == (True, False)
    lists = ending("vera").get("/v1/commitments?overdue=true").json()["items"]
    assert late.text not in [each["title"] for each in lists]
    asked = [label for title, label in ending.waits_for("emma") if title == late.text]
    assert asked == ["Looptijd voorbij: spreek een uitkomst af"]
    dates = ending("emma").get(f"/v1/deadlines?subject={late.pk}").json()["items"]
    assert "commitment_overdue" not in [each["name"] for each in dates]
    before = len(reminders(late))
    sweep(at(days(5)))
    assert {row.deadline for row in reminders(late)[before:]} <= {"outcome_awaited"}


def reminders(subject):
    with acting_as(SYSTEM):
        rows = Reminder.objects.filter(subject_id=subject.pk).exclude(deadline="")
        return list(rows.order_by("created_at", "id"))
