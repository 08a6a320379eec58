"""One clause from a private draft to its evaluation, over HTTP, with an outsider looking on.

Wil (employers) and Vera (union) take it all the way; Bram's union rejects it and drops out; Sanne
keeps the table; Nick, who belongs to nothing, must at no moment see more than what is public.
"""

from datetime import UTC, datetime, time, timedelta
from typing import Any

import pytest
import time_machine
from django.utils import timezone

from backend.parties.kinds import Function
from backend.workflow.clock import run_due_transitions
from tests.api.clients import Api
from tests.people import Circle, a_circle, days, person

pytestmark = pytest.mark.django_db

CLAUSES = "/v1/clauses"
START, REVIEW, EVALUATION, END = 20, 120, 300, 400


class Story:
    """What people do to one clause, day by day."""

    def __init__(self, circle: Circle, clock: Any) -> None:
        self.circle, self.clock = circle, clock
        self.agreement = self.clause = ""

    def go_to(self, number: int) -> None:
        """Go to that day, counted from the first; the clock does what is due by then."""
        self.clock.move_to(noon(number))
        run_due_transitions(timezone.now())

    def api(self, name: str) -> Api:
        return Api(self.circle.people[name])

    def get(self, name: str, below: str = "") -> Any:
        answer = self.api(name).get(f"{CLAUSES}/{self.clause}{below}")
        assert answer.status_code == 200, answer.content
        return answer.json()

    def status(self, name: str, below: str = "") -> int:
        return int(self.api(name).get(f"{CLAUSES}/{self.clause}{below}").status_code)

    def post(self, name: str, below: str, body: dict[str, Any]) -> Any:
        version = self.get(name)["version"]
        return self.api(name).post(f"{CLAUSES}/{self.clause}{below}", body, if_match=version)

    def take(
        self, who: str, name: str, data: dict[str, Any] | None = None, reason: str = ""
    ) -> str:
        """Take a transition; return the state that it led to."""
        body = {"name": name, "reason": reason} | ({} if data is None else {"data": data})
        answer = self.post(who, "/transitions", body)
        assert answer.status_code == 201, answer.content
        assert answer["Location"].startswith(f"{CLAUSES}/{self.clause}/transitions/")
        return str(answer.json()["to"])

    def refused(self, who: str, name: str, data: dict[str, Any] | None = None) -> set[str]:
        """Try a transition that is refused; return the codes of the reasons."""
        body = {"name": name} | ({} if data is None else {"data": data})
        answer = self.post(who, "/transitions", body)
        assert answer.status_code == 409, answer.content
        assert answer["Content-Type"] == "application/problem+json"
        return {error["code"] for error in answer.json()["errors"]}

    def consent(self, who: str, name: str, data: dict[str, Any] | None = None, **more: Any) -> Any:
        body = {"transition": name, **more} | ({} if data is None else {"data": data})
        answer = self.post(who, "/consents", body)
        assert answer.status_code == 201, answer.content
        return answer.json()

    def option(self, who: str, name: str) -> Any:
        options = self.get(who, "/available-transitions")["items"]
        return next(option for option in options if option["name"] == name)

    def judge(self, who: str, **judgement: Any) -> None:
        found = self.evaluation(who)
        answer = self.api(who).post(f"/v1/evaluations/{found['id']}/judgements", judgement)
        assert answer.status_code == 201, answer.content

    def evaluation(self, who: str) -> Any:
        address = f"/v1/evaluations?subjectKind=clause&subjectId={self.clause}&open=true"
        return self.api(who).get(address).json()["items"][0]

    def outsiders_see(self) -> bool:
        """Whether Nick sees the clause; he never sees how it came about."""
        seen = self.status("nick") == 200
        listed = self.api("nick").get(f"{CLAUSES}?q=rooster").json()["items"]
        assert [item["id"] for item in listed] == ([self.clause] if seen else [])
        if seen:
            told = {entry["event"] for entry in self.get("nick", "/audit-entries")["items"]}
            assert told <= {"complete"}, told
            assert [v["body"] for v in self.get("nick", "/versions")["items"]] == [AGREED]
            assert self.get("nick", "/consents")["items"] == []
            assert self.get("nick", "/ballots")["items"] == []
            assert self.get("nick", "/available-transitions")["items"] == []
        else:
            for below in ("/versions", "/audit-entries", "/consents", "/ballots", "/transitions"):
                assert self.status("nick", below) == 404
        return seen


def noon(number: int) -> datetime:
    return datetime.combine(FIRST + timedelta(days=number), time(11), tzinfo=UTC)


DRAFT = "Teams maken zelf het rooster."
PROPOSED = "Teams maken zelf het rooster, binnen het budget."
AGREED = "Teams maken samen met de planner het rooster, binnen het budget."
FIRST = days(0)


@pytest.fixture
def story(db: None):
    circle = a_circle()
    circle.people["mia"] = person("mia", circle.organisations["bond-een"], function=Function.MEMBER)
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
    # only the current text went along, and it is the first that the table knows
    assert [(v["number"], v["body"]) for v in story.get("vera", "/versions")["items"]] == [
        (1, PROPOSED)
    ]
    assert {story.status("mia"), story.status("lies")} == {404}
    assert not story.outsiders_see()


def negotiate(story: Story) -> None:
    assert story.take("sanne", "open_negotiation", {"roundOn": iso(3)}) == "in_negotiation"
    story.consent("wil", "agree", TERMS)
    counter = story.post(
        "vera", "/versions", {"body": AGREED, "rationale": "De planner hoort erbij."}
    )
    assert counter.status_code == 201, counter.content
    # the counter-version voided the consent, and says so
    assert [c["endedBecause"] for c in story.get("wil", "/consents")["items"]] == ["voided"]
    assert story.refused("wil", "agree", TERMS) == {"consent-missing"}
    story.consent("wil", "agree", TERMS)
    offered = story.option("vera", "agree")
    assert offered["mayConsent"]
    assert offered["consents"]["terms"] == TERMS
    assert {m["organisation"] for m in offered["consents"]["missing"]} == {"Bond Een", "Bond Twee"}
    stale = story.post("vera", "/consents", {"transition": "agree", "digest": "0" * 64})
    assert stale.status_code == 409
    story.consent("vera", "agree", digest=offered["consents"]["digest"])
    assert story.get("mia")["state"] == "agreed_in_principle"  # put to the members
    assert story.status("lies") == 404
    assert not story.outsiders_see()


def ratify(story: Story) -> None:
    organisations = story.circle.organisations
    periods = [
        {"organisation": str(organisations[name].pk), "closesOn": iso(9), "advice": "positive"}
        for name in ("werkgevers", "bond-een", "bond-twee")
    ]
    story.take("sanne", "start_ratification", {"deadlineOn": iso(10), "periods": periods})
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
    assert not story.outsiders_see()
    story.go_to(START + 2)
    public = story.get("nick")
    assert (public["state"], public["legalStatus"]) == ("in_force", "in_force")
    assert public["retroactive"]
    assert story.outsiders_see()
    assert story.status("bram") == 200  # what everybody reads, and no more
    assert story.get("bram", "/consents")["items"] == []


def review_with_dispute(story: Story) -> None:
    story.go_to(REVIEW)
    assert story.get("wil")["state"] == "under_review"
    claim = {
        "kind": "observance",
        "facts": "Op drie afdelingen kwam het rooster zonder overleg.",
        "requested": "Overleg vooraf.",
        "answerDueOn": iso(REVIEW + 30),
    }
    assert story.take("vera", "raise_dispute", claim) == "disputed"
    assert story.get("wil")["dispute"]["level"] == "consultation"
    assert story.get("wil")["legalStatus"] == "in_force"  # a dispute ends nothing
    assert not story.outsiders_see()
    settled = {"outcome": "Partijen zijn het eens over overleg vooraf."}
    story.consent("wil", "resolve_dispute", settled)
    story.consent("vera", "resolve_dispute")
    assert story.take("vera", "resolve_dispute") == "under_review"
    assert story.refused("sanne", "conclude_review_continue", FINDINGS) >= {"judgement-awaited"}
    story.judge("wil", verdict="met", explanation="De planning gaat sneller.")
    assert judgements(story, "vera") == {"employer": (True, False), "union": (False, False)}
    story.judge("vera", verdict="partly", explanation="Niet overal is vooraf overlegd.")
    assert judgements(story, "vera") == {"employer": (True, True), "union": (True, True)}
    story.consent("wil", "conclude_review_continue", FINDINGS)
    story.consent("vera", "conclude_review_continue")
    assert story.take("sanne", "conclude_review_continue") == "in_force"
    assert story.outsiders_see()


FINDINGS = {"findings": "Goed begin; overleg vooraf.", "nextReviewOn": iso(END - 1)}


def judgements(story: Story, who: str) -> dict[str, tuple[bool, bool]]:
    """By side: whether it has judged, and whether this person can read what."""
    found = story.evaluation(who)["judgements"]
    return {each["side"]: (each["given"], each["judgement"] is not None) for each in found}


def evaluate(story: Story) -> None:
    story.go_to(EVALUATION)
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
    assert story.get("nick")["state"] == "completed"
    assert story.outsiders_see()


def test_a_clause_travels_from_draft_to_completed(story):
    draft_and_submit(story)
    negotiate(story)
    ratify(story)
    enter_into_force(story)
    review_with_dispute(story)
    evaluate(story)
    history = [entry["name"] for entry in story.get("wil", "/transitions")["items"]]
    assert history[-1] == "complete"
    assert {"ratify", "enter_into_force", "review_due", "start_final_evaluation"} <= set(history)
