"""One clause from a private draft to its evaluation, over HTTP, with an outsider looking on.

Wil (employers) and Vera (union) take it all the way; Bram's union rejects it and drops out; Sanne
keeps the table; Nick, who belongs to nothing, must at no moment see more than what is public.
"""

from datetime import timedelta

import pytest
import time_machine

from backend.parties.kinds import Function
from backend.parties.models import Person
from tests.people import a_circle, person
from tests.stories import post
from tests.stories.clause import CLAUSES, FIRST, Story, noon
from tests.stories.clause_views import AGREED, DRAFT, PROPOSED, VIEWS
from tests.stories.proof import the_record_holds

pytestmark = pytest.mark.django_db

START, REVIEW, EVALUATION, END = 20, 120, 300, 400


@pytest.fixture
def story(db: None, settings):
    settings.API_RATES = {"person": None, "anonymous": None}
    circle = a_circle()
    circle.people["mia"] = person("mia", circle.organisations["bond-een"], function=Function.MEMBER)
    Person.objects.filter(name="Wil").update(language="en")
    circle.people["wil"].refresh_from_db()
    with time_machine.travel(noon(0), tick=False) as clock:
        yield Story(circle, clock)


def iso(number: int) -> str:
    return (FIRST + timedelta(days=number)).isoformat()


TERMS = {
    "effectiveOn": iso(START),
    "endsOn": iso(END),
    "nextReviewOn": iso(REVIEW),
    "finalEvaluationFrom": iso(EVALUATION),
    "indicators": ["autonomy"],
}


def draft_and_submit(story: Story) -> None:
    made = story.api("sanne").post(
        "/v1/agreements",
        {
            "bargainingTable": str(story.circle.table.pk),
            "type": "sector",
            "title": "Cao Zorgkring",
            "startsOn": iso(START),
            "endsOn": iso(END),
        },
    )
    assert made.status_code == 201, made.content
    story.agreement = made.json()["id"]
    begun = story.api("wil").post(
        CLAUSES,
        {
            "agreement": story.agreement,
            "articleNumber": "6.4",
            "title": "Zelfroosteren",
            "clauseType": "normative",
            "theme": "zelfroosteren",
            "aims": ["job_control"],
            "body": DRAFT,
        },
    )
    assert begun.status_code == 201, begun.content
    story.clause = begun.json()["id"]
    story.look("create")
    # nobody of the other side, and not the secretariat either, knows that there is a draft
    assert {story.status(name) for name in ("vera", "bram", "mia", "sanne", "ada")} == {404}
    assert story.refused("wil", "submit") == {"no-scope"}
    changed = story.api("wil").patch(
        f"{CLAUSES}/{story.clause}", {"scope": "Alle ziekenhuizen"}, if_match=2
    )
    assert changed.status_code == 200, changed.content
    assert story.post("wil", "/versions", {"body": PROPOSED}).status_code == 201
    assert len(story.get("wil", "/versions")["items"]) == 2
    assert story.take("wil", "submit") == "proposed"
    story.look("submit")
    # only the current text went along, and it is the first that the table knows
    assert [(v["number"], v["body"]) for v in story.get("vera", "/versions")["items"]] == [
        (1, PROPOSED)
    ]
    assert {story.status("mia"), story.status("lies")} == {404}
    assert not story.outsiders_see()


def negotiate(story: Story) -> None:
    assert story.take("sanne", "open_negotiation", {"roundOn": iso(3)}) == "in_negotiation"
    story.look("open_negotiation")
    story.consent("wil", "agree", TERMS)
    post.delivered()
    counter = story.post(
        "vera", "/versions", {"body": AGREED, "rationale": "De planner hoort erbij."}
    )
    assert counter.status_code == 201, counter.content
    # the counter-version voided the consent, and says so
    assert [c["endedBecause"] for c in story.get("wil", "/consents")["items"]] == ["voided"]
    the_voided_consent_is_told(story)
    assert story.refused("wil", "agree", TERMS) == {"consent-missing"}
    story.consent("wil", "agree", TERMS)
    offered = story.option("vera", "agree")
    assert offered["mayConsent"]
    assert offered["consents"]["terms"] == TERMS
    assert {m["organisation"] for m in offered["consents"]["missing"]} == {"Bond Een", "Bond Twee"}
    stale = story.post("vera", "/consents", {"transition": "agree", "digest": "0" * 64})
    assert stale.status_code == 409
    story.consent("vera", "agree", digest=offered["consents"]["digest"])
    story.look("agree")
    assert story.get("mia")["state"] == "agreed_in_principle"  # put to the members
    assert story.status("lies") == 404
    assert not story.outsiders_see()


def the_voided_consent_is_told(story: Story) -> None:
    """To the party that gave it, by inbox and mail and in its own language; to nobody else."""
    (message,) = post.messages("clause.consents_voided")
    assert message.audience == f"table:{story.circle.table.pk}"
    assert message.body["facts"]["organisations"] == ["Werkgevers"]
    sent = post.delivered()
    told = post.inboxes(story.circle, "consents_voided")
    assert list(told) == ["wil"]
    (notice,) = told["wil"]
    assert notice["label"] == "Consent voided"
    assert notice["subject"]["id"] == story.clause
    (letter,) = [each for each in sent if "Consent voided" in each.subject]
    assert letter.to == ["wil@example.org"]
    assert "the consent of Werkgevers no longer counts" in letter.body
    # the other parties hear that there is another text by reading it, not by this
    assert not [each for each in sent if "vervallen" in each.subject + each.body]


def ratify(story: Story) -> None:
    organisations = story.circle.organisations
    periods = [
        {"organisation": str(organisations[name].pk), "closesOn": iso(9), "advice": "positive"}
        for name in ("werkgevers", "bond-een", "bond-twee")
    ]
    story.take("sanne", "start_ratification", {"deadlineOn": iso(10), "periods": periods})
    story.look("start_ratification")
    story.go_to(5)
    few = {"outcome": "accepted", "votesFor": 4, "votesAgainst": 1}
    answer = story.post("wil", "/transitions", {"name": "record_ballot", "data": few})
    assert answer.status_code == 400  # numbers of five voters could point at one of them
    assert answer.json()["errors"][0]["code"] == "too_few_votes"
    story.take("wil", "record_ballot", {"outcome": "accepted"})
    assert story.refused("wil", "record_ballot", {"outcome": "rejected"}) == {"ballot-recorded"}
    story.take("vera", "record_ballot", {"outcome": "accepted", "votesFor": 812})
    shown = {b["organisation"]["name"]: b for b in story.get("vera", "/ballots")["items"]}
    assert shown["Werkgevers"]["outcome"] == "accepted"
    assert shown["Werkgevers"]["votesFor"] is None
    assert shown["Bond Een"]["votesFor"] == 812
    assert shown["Bond Twee"]["outcome"] is None
    story.take("bram", "record_ballot", {"outcome": "rejected", "votesFor": 9, "votesAgainst": 90})
    assert story.get("wil")["state"] == "ratified"
    story.look("ratify")
    # a union that rejects is no party: it reads nothing of what follows
    assert {story.status("bram"), story.status("bram", "/ballots")} == {404}
    agreement = story.api("wil").get(f"/v1/agreements/{story.agreement}").json()
    assert {party["name"] for party in agreement["parties"]} == {"Werkgevers", "Bond Een"}


def enter_into_force(story: Story) -> None:
    story.go_to(START + 1)
    assert story.get("wil")["state"] == "ratified"  # effective, but without a receipt notice
    assert story.get("wil")["legalStatus"] == "not_yet"
    notice = {
        "submittedOn": iso(6),
        "receiptOn": iso(START + 1),
        "receiptNumber": "KVO-1",
        "agreementNumber": "9001",
    }
    assert story.take("sanne", "register", notice) == "ratified"
    story.look("register")
    assert not story.outsiders_see()
    story.go_to(START + 2)
    story.look("enter_into_force")
    public = story.get("nick")
    assert (public["state"], public["legalStatus"]) == ("in_force", "in_force")
    assert public["retroactive"]
    assert story.outsiders_see()
    assert story.status("bram") == 200  # what everybody reads, and no more
    assert story.get("bram", "/consents")["items"] == []


def review_with_dispute(story: Story) -> None:
    story.go_to(REVIEW)
    story.look("review_due")
    assert story.get("wil")["state"] == "under_review"
    claim = {
        "kind": "observance",
        "facts": "Op drie afdelingen kwam het rooster zonder overleg.",
        "requested": "Overleg vooraf.",
        "answerDueOn": iso(REVIEW + 30),
    }
    assert story.take("vera", "raise_dispute", claim) == "disputed"
    story.look("raise_dispute")
    assert story.get("wil")["dispute"]["level"] == "consultation"
    assert story.get("wil")["legalStatus"] == "in_force"  # a dispute ends nothing
    assert not story.outsiders_see()
    settled = {"outcome": "Partijen zijn het eens over overleg vooraf."}
    story.consent("wil", "resolve_dispute", settled)
    story.consent("vera", "resolve_dispute")
    assert story.take("vera", "resolve_dispute") == "under_review"
    story.look("resolve_dispute")
    assert story.refused("sanne", "conclude_review_continue", FINDINGS) >= {"judgement-awaited"}
    story.judge("wil", verdict="met", explanation="De planning gaat sneller.")
    assert judgements(story, "vera") == {"employer": (True, False), "union": (False, False)}
    story.judge("vera", verdict="partly", explanation="Niet overal is vooraf overlegd.")
    assert judgements(story, "vera") == {"employer": (True, True), "union": (True, True)}
    story.consent("wil", "conclude_review_continue", FINDINGS)
    story.consent("vera", "conclude_review_continue")
    assert story.take("sanne", "conclude_review_continue") == "in_force"
    story.look("conclude_review_continue")
    assert story.outsiders_see()


FINDINGS = {"findings": "Goed begin; overleg vooraf.", "nextReviewOn": iso(END - 1)}


def judgements(story: Story, who: str) -> dict[str, tuple[bool, bool]]:
    """By side: whether it has judged, and whether this person can read what."""
    found = story.evaluation(who)["judgements"]
    return {each["side"]: (each["given"], each["judgement"] is not None) for each in found}


def evaluate(story: Story) -> None:
    story.go_to(EVALUATION)
    story.look("start_final_evaluation")
    assert story.get("wil")["state"] == "final_evaluation"
    outcome = {
        "lessons": "Begin klein.",
        "followUp": "continue",
        "measurements": [{"code": "autonomy", "value": 7.4}],
    }
    assert story.refused("sanne", "complete", outcome) == {"judgement-awaited", "consent-missing"}
    final = {"lessons": "Begin klein.", "advice": "continue", "noIndicatorsBecause": "Zie meting."}
    story.judge("vera", verdict="partly", explanation="Nog niet in de nacht.", **final)
    sealed = judgements(story, "wil")
    assert sealed == {"employer": (False, False), "union": (True, False)}
    story.judge("wil", verdict="met", explanation="Minder verloop.", **final)
    assert judgements(story, "wil")["union"] == (True, True)
    story.consent("wil", "complete", outcome)
    story.consent("vera", "complete")
    assert story.take("sanne", "complete") == "completed"
    story.look("complete")
    assert story.get("nick")["state"] == "completed"
    assert story.outsiders_see()


def test_a_clause_travels_from_draft_to_completed(story, tmp_path):
    draft_and_submit(story)
    negotiate(story)
    ratify(story)
    enter_into_force(story)
    review_with_dispute(story)
    evaluate(story)
    history = [entry["name"] for entry in story.get("wil", "/transitions")["items"]]
    assert history[-1] == "complete"
    assert {"ratify", "enter_into_force", "review_due", "start_final_evaluation"} <= set(history)
    assert story.looked == list(VIEWS)
    the_record_holds(tmp_path)
