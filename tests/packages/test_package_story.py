"""A package, from proposal to agreement, and the other ways in which it ends."""

import pytest

from backend.audit.models import AuditEntry
from backend.confidentiality.context import acting_as
from backend.parties.actors import SYSTEM
from backend.workflow.models import Consent
from tests.agreements.scene import COUNTER_TEXT, iso
from tests.packages.scene import ADDRESS, TERMS, Bargain, codes, live, member
from tests.reminders.scene import names, written
from tests.reminders.test_notices import relayed

pytestmark = pytest.mark.django_db

ALL_OF = [("clause", "Wil"), ("clause", "Wil"), ("package", "Wil")]


def chain(subject, event):
    """The entries of one event in a chain, the newest last."""
    key = subject["id"] if isinstance(subject, dict) else subject.pk
    with acting_as(SYSTEM):
        return list(AuditEntry.objects.filter(subject_id=key, event=event).order_by("id"))


def voided(subject):
    """Of whom consents ended, who is told, and why, the last time."""
    facts = chain(subject, "consents_voided")[-1].facts
    return facts["organisations"], len(facts["tell"]), facts.get("because", "")


def test_consent_to_a_package_is_consent_to_every_text_in_it(circle):
    bargain = Bargain(circle)
    one, other = bargain.clauses
    bargain.consent("vera", one, data=TERMS)
    package = bargain.propose("wil", one, member(other, endsOn=iso(300)), explanation="Samen.")
    # what was said to the clause alone was not said to this
    assert live() == []
    assert voided(one) == (["Bond Een"], 1, "packaged")
    alone = bargain.consent("vera", one, 409, data=TERMS)
    assert codes(alone) == ["in-package"]
    assert "pakket “Ruil”" in alone["errors"][0]["message"]
    option = bargain.option("vera", one)
    assert (option["mayConsent"], codes(option)[0]) == (False, "in-package")
    address = f"/v1/clauses/{one.pk}/available-transitions"
    options = bargain("vera").get(address, accept_language="en").content.decode()
    assert "together with the rest of package “Ruil”" in options

    seen = bargain.get(package)["members"]
    assert [m["terms"]["endsOn"] for m in seen] == [iso(400), iso(300)]
    digest = bargain.option("wil", package)["consents"]["digest"]
    bargain.consent("wil", package, digest=digest)
    assert live() == ALL_OF
    carried = chain(other, "consent_given")[-1]
    assert carried.facts["through"] == {"kind": "package", "id": package["id"]}
    assert carried.facts["terms"]["ends_on"] == iso(300)
    assert carried.mandate
    assert carried.mandate != chain(package, "consent_given")[-1].mandate
    assert bargain.states(package) == ["in_negotiation", "in_negotiation", "open"]
    waiting = bargain("vera").get("/v1/me/actions").json()["items"]
    assert {each["subject"]["kind"] for each in waiting if each["kind"] == "consent"} == {"package"}

    bargain.consent("vera", package, digest=digest)
    assert bargain.states(package) == ["agreed_in_principle", "agreed_in_principle", "agreed"]
    assert live() == []
    with acting_as(SYSTEM):
        other.refresh_from_db()
        used = Consent.objects.filter(ended_because="used").values_list("person_name", flat=True)
    assert other.ends_on.isoformat() == iso(300)
    assert sorted(used) == ["Vera"] * 3 + ["Wil"] * 3
    assert [len(chain(clause, "agree")) for clause in bargain.clauses] == [1, 1]


def test_a_new_package_is_told_to_the_other_side_and_waits_for_who_must_decide(circle):
    bargain = Bargain(circle)
    package = bargain.propose("wil", *bargain.clauses)
    relayed()
    told = written(event="create")
    assert names(told) == ["bram", "vera"]
    assert told[0].headline == "Pakket op tafel"
    assert f"/pakketten/{package['id']}" in told[0].text

    def waits(who):
        found = bargain(who).get("/v1/me/actions").json()["items"]
        return [each["transition"] for each in found if each["subject"]["id"] == package["id"]]

    asked = {"vera", "bram"}
    for name in circle.people:
        assert waits(name) == (["agree"] if name in asked else []), name
    # no clause that is off the table waits for anybody
    withdrawn = bargain.take("wil", bargain.clauses[0], "withdraw", reason="Toch niet.")
    assert withdrawn["to"] == "withdrawn"
    assert waits("vera") == []


def test_all_are_agreed_or_none_and_the_refusal_names_the_clause(circle):
    bargain = Bargain(circle)
    promise = {"text": "Een proef doen", "ownerSide": "employer", "dueOn": iso(30)}
    about = {"subjectKind": "clause", "subjectId": str(bargain.clauses[1].pk)}
    made = bargain("wil").post("/v1/commitments", promise | about)
    assert made.status_code == 201, made.content
    package = bargain.propose("wil", *bargain.clauses)
    bargain.consent("wil", package)
    bargain.consent("vera", package)
    assert bargain.states(package) == ["in_negotiation", "in_negotiation", "open"]
    option = bargain.option("vera", package)
    assert codes(option) == ["clause-refused"]
    assert option["refusals"][0]["message"].startswith("6.1 Zelfroosteren: Een toezegging")
    # who owns it is part of the text: with that in it all must say yes anew
    owner = {"owner": str(circle.organisations["werkgevers"].pk)}
    address = f"/v1/commitments/{made.json()['id']}"
    changed = bargain("wil").patch(address, owner, if_match=made.json()["version"])
    assert changed.status_code == 200, changed.content
    assert live() == []
    bargain.consent("wil", package)
    bargain.consent("bram", package)
    assert bargain.states(package) == ["agreed_in_principle", "agreed_in_principle", "agreed"]


def test_what_changes_in_one_clause_or_in_the_package_ends_every_consent_to_it(circle):
    bargain = Bargain(circle)
    one, other = bargain.clauses
    package = bargain.propose("wil", one, other)
    bargain.consent("wil", package)
    bargain.take("vera", one, "revise", data={"body": COUNTER_TEXT})
    assert live() == []
    assert voided(package) == (["Werkgevers"], 1, "part")
    assert chain(package, "consents_voided")[-1].facts["of"]["title"] == "6.0 Zelfroosteren"
    assert voided(one) == (["Werkgevers"], 0, "")
    assert voided(other) == (["Werkgevers"], 0, "part")
    for change in (
        {"title": "Ruil twee"},
        {"members": [member(one, endsOn=iso(200)), member(other)]},
        {"members": [member(other), member(one, endsOn=iso(200))]},
    ):
        bargain.consent("vera", package)
        assert len(live()) == 3
        changed = bargain.send("wil", package, "", change, 200, "PATCH")
        assert live() == []
        assert voided(package)[:2] == (["Bond Een"], 1)
    assert [m["clause"]["articleNumber"] for m in changed["members"]] == ["6.1", "6.0"]
    # what is no part of the text voids nothing, and who did not propose it does not change it
    bargain.consent("vera", package)
    bargain.take("vera", one, "counter", data={"body": COUNTER_TEXT})
    bargain.send("vera", package, "", {"title": "Van ons"}, 403, "PATCH")
    stale = bargain("wil").patch(bargain.address(package), {"title": "Oud"}, if_match=1)
    assert (stale.status_code, len(live())) == (412, 3)


def taken_apart(bargain, package, step, who="vera"):
    """Somebody has consented to a step that takes the package apart."""
    clause = str(bargain.clauses[0].pk)
    data = {"data": {"clause": clause}} if step == "release" else {}
    bargain.send(who, package, "/consents", {"transition": step, **data})


@pytest.mark.parametrize("step", ["split", "release"])
@pytest.mark.parametrize(
    "change", ["text of a clause", "the package", "a clause that was taken out", "it is withdrawn"]
)
def test_a_consent_to_take_it_apart_that_no_longer_counts_is_told_to_both_sides(
    circle, step, change
):
    bargain = Bargain(circle, clauses=3)
    package = bargain.propose("wil", *bargain.clauses)
    taken_apart(bargain, package, step)
    assert live() == [("package", "Vera")]
    relayed()
    before = len(written(event="consents_voided"))
    if change == "text of a clause":
        bargain.take("wil", bargain.clauses[2], "revise", data={"body": COUNTER_TEXT})
        because = "part"
    elif change == "the package":
        bargain.send("wil", package, "", {"title": "Ruil twee"}, 200, "PATCH")
        because = ""
    elif change == "a clause that was taken out":
        gone = {"data": {"clause": str(bargain.clauses[2].pk)}, "reason": "Later."}
        bargain.take("wil", package, "release", **gone)
        because = "apart"
    else:
        bargain.take("wil", package, "withdraw", reason="Toch niet.")
        because = "moved_on"
    assert live() == []
    assert voided(package) == (["Bond Een"], 1, because)
    assert chain(package, "consents_voided")[-1].facts["transitions"] == [step]
    relayed()
    told = written(event="consents_voided")[before:]
    # who gave it, and who had been asked; not who made the change
    assert names(told) == ["vera"]
    label = "Pakket splitsen" if step == "split" else "Afspraak eruit halen"
    assert f"Het ging om: {label}." in told[0].text
    # made by the one who gave it, it is told to who had been asked
    if change == "text of a clause":
        taken_apart(bargain, package, step)
        bargain.take("vera", bargain.clauses[2], "revise", data={"body": "Anders."})
        relayed()
        assert names(written(event="consents_voided")[before + 1 :]) == ["wil"]


def test_a_package_that_was_taken_apart_says_so_in_the_chain_of_each_clause(circle):
    bargain = Bargain(circle, clauses=3)
    package = bargain.propose("wil", *bargain.clauses)
    beside = bargain.propose("vera", bargain.clauses[0], title="Los", alternativeTo=package["id"])
    third = bargain.propose("vera", *bargain.clauses[:2], title="Twee", alternativeTo=package["id"])
    for who in ("wil", "vera"):
        bargain.send(who, package, "/consents", {"transition": "split"})
    bargain.take("vera", package, "split", reason="Los is beter.")
    for clause in bargain.clauses:
        (entry,) = chain(clause, "unpackaged")
        assert entry.facts["package"] == {"id": package["id"], "title": "Ruil"}
        assert (entry.facts["how"], entry.reason) == ("split", "Los is beter.")
        assert entry.audience == f"table:{bargain.agreement.bargaining_table_id}"
        read = {name: _reads(bargain, name, clause) for name in ("wil", "vera", "sanne", "otto")}
        assert read == {"wil": 1, "vera": 1, "sanne": 1, "otto": 0}
    bargain.take("vera", third, "withdraw", reason="Weg.")
    assert [e.facts["how"] for e in chain(bargain.clauses[1], "unpackaged")] == [
        "split",
        "withdraw",
    ]
    assert [len(chain(each, "unpackaged")) for each in bargain.clauses] == [2, 2, 1]
    assert bargain.states(beside)[3:] == ["open"]


def _reads(bargain, who, clause):
    """How many times somebody reads that the clause left a package."""
    answer = bargain(who).get(f"/v1/clauses/{clause.pk}/audit-entries")
    return str(answer.json()).count("'unpackaged'")


def test_a_consent_is_withdrawn_from_the_whole_wherever_one_begins(circle):
    bargain = Bargain(circle)
    one, other = bargain.clauses
    package = bargain.propose("wil", one, other)
    for subject in (package, one):
        bargain.consent("vera", package)
        (given,) = [
            each
            for each in bargain("vera").get(f"{bargain.address(subject)}/consents").json()["items"]
            if each["endedAt"] is None
        ]
        through = {"kind": "package", "id": package["id"]} if subject is one else None
        assert given["through"] == through
        bargain.send("bram", subject, f"/consents/{given['id']}", None, 403, "DELETE")
        assert len(live()) == 3
        bargain.send("vera", subject, f"/consents/{given['id']}", None, 204, "DELETE")
        assert live() == []
    assert [len(chain(each, "consent_withdrawn")) for each in (package, one, other)] == [2, 2, 2]


def test_of_a_choice_one_is_agreed_and_the_others_fall_away(circle):
    bargain = Bargain(circle, clauses=3)
    one, other, third = bargain.clauses
    first = bargain.propose("wil", one, other)
    # the other side answers with another package: of the same clause on other terms, and a third
    beside = {"alternativeTo": first["id"]}
    bargain.consent("wil", first)  # which stands, whatever is laid beside it
    second = bargain.propose("vera", member(one, endsOn=iso(200)), third, title="Andere", **beside)
    single = bargain.propose("wil", other, title="Alleen dit", **beside)
    assert {each["title"] for each in bargain.get(first)["alternatives"]} == {
        "Andere",
        "Alleen dit",
    }
    for package in (second, single):
        bargain.consent("wil", package)
    assert len(live()) == 3 + 3 + 2
    assert "Andere” , “Ruil".replace(" ,", ",") in str(bargain.option("vera", one)["refusals"])
    bargain.consent("bram", second)
    assert bargain.states(first, second, single) == [
        *("agreed_in_principle", "in_negotiation", "agreed_in_principle"),
        *("not_chosen", "agreed", "not_chosen"),
    ]
    assert live() == []
    assert [voided(each) for each in (first, single)] == [(["Werkgevers"], 1, "not_chosen")] * 2
    with acting_as(SYSTEM):
        one.refresh_from_db()
    assert one.ends_on.isoformat() == iso(200)
    # what was in no other package goes on by itself
    bargain.consent("wil", other, data=TERMS)
    bargain.consent("vera", other)
    assert bargain.states()[1] == "agreed_in_principle"


def test_the_proposing_side_takes_back_what_the_other_has_not_consented_to(circle):
    bargain = Bargain(circle, clauses=3)
    package = bargain.propose("wil", *bargain.clauses)
    bargain.consent("wil", package)
    bargain.take("vera", package, "withdraw", 403, reason="Nee.")
    bargain.take("wil", package, "release", 400, data={"clause": str(bargain.clauses[2].pk)})
    gone = {"data": {"clause": str(bargain.clauses[2].pk)}, "reason": "Later."}
    bargain.take("wil", package, "release", **gone)
    assert live() == []
    assert voided(package) == (["Werkgevers"], 1, "apart")
    assert chain(bargain.clauses[2], "unpackaged")[0].reason == "Later."
    few = bargain.take(
        "wil", package, "release", 400, data={"clause": str(bargain.clauses[0].pk)}, reason="Weg."
    )
    assert codes(few) == ["too-few"]
    bargain.consent("vera", package)
    for name in ("withdraw", "split"):
        bargain.take("wil", package, name, 409, reason="Toch niet.", data={})
    # nothing that somebody fills in stands in for the other's yes
    offered = bargain.option("wil", package, "split")
    assert [offered[each] for each in ("mayConsent", "waivable", "waivedBy")] == [True, False, None]
    assert len(live()) == 3
    # together they can: each says so, and then one of them takes the step
    for who in ("wil", "vera"):
        bargain.send(who, package, "/consents", {"transition": "split"})
    bargain.take("vera", package, "split", reason="Los is beter.")
    assert live() == []
    assert bargain.states(package)[3:] == ["split"]
    assert voided(package) == (["Bond Een"], 1, "apart")
    bargain.consent("vera", bargain.clauses[0], data=TERMS)

    another = bargain.propose("vera", *bargain.clauses[1:], title="Weer")
    bargain.take("bram", another, "withdraw", reason="Onze zijde ziet ervan af.")
    assert bargain.states(another)[3:] == ["withdrawn"]


def test_a_clause_that_leaves_the_table_stops_the_package_and_nothing_is_lost(circle):
    bargain = Bargain(circle, clauses=3)
    package = bargain.propose("wil", *bargain.clauses)
    bargain.consent("vera", package)
    bargain.take("vera", bargain.clauses[0], "reject_at_table", reason="Zo niet.")
    assert live() == []
    assert voided(package) == (["Bond Een"], 1, "left")
    refused = bargain.consent("wil", package, 409)
    assert codes(refused) == ["clause-left"]
    assert "6.0 Zelfroosteren (Verworpen)" in str(bargain.option("wil", package)["refusals"])
    # whoever wants can now take it out alone, and the rest goes on
    rest = {"data": {"clause": str(bargain.clauses[1].pk)}, "reason": "Nee."}
    assert codes(bargain.take("vera", package, "release", 409, **rest)) != []
    gone = {"data": {"clause": str(bargain.clauses[0].pk)}, "reason": "Afgewezen."}
    bargain.take("vera", package, "release", **gone)
    bargain.consent("wil", package)
    bargain.consent("vera", package)
    assert bargain.states(package) == ["rejected", *["agreed_in_principle"] * 2, "agreed"]


def test_what_cannot_be_a_package_is_refused_with_every_fault(circle):
    bargain = Bargain(circle, clauses=3)
    one, other, third = bargain.clauses
    assert codes(bargain.propose("wil", one, status=400)) == ["too-few"]
    bargain.propose("wil", one, title="Keuze", isAlternative=True)
    wrong = bargain.propose(
        "wil", one, member(other, endsOn=iso(5)), third, third, title=" ", status=400
    )
    assert codes(wrong) == ["blank"]
    wrong = bargain.propose("wil", one, member(other, endsOn=iso(5)), third, third, status=400)
    assert [(each["pointer"], each["code"]) for each in wrong["errors"]] == [
        ("/members/0/clause", "in-another"),
        ("/members/1/terms/endsOn", "ends_first"),
        ("/members/3/clause", "twice"),
    ]
    bargain.propose("sanne", other, third, status=403)
    package = bargain.propose("vera", other, third, title="Van ons")
    fewer = bargain.send("vera", package, "", {"members": [member(third)]}, 400, "PATCH")
    assert codes(fewer) == ["too-few"]
    bargain.take("wil", one, "withdraw", reason="Weg.")
    new = bargain.propose("wil", one, other, alternativeTo=package["id"], status=400)
    assert codes(new) == ["in-another", "not-on-the-table"]


def test_who_may_propose_is_told_and_outsiders_find_nothing(circle):
    bargain = Bargain(circle)
    package = bargain.propose("wil", *bargain.clauses)
    agreement = f"/v1/agreements/{bargain.agreement.pk}/available-changes"
    for who, below in (("vera", "alternative"), ("wil", "edit alternative"), ("sanne", "")):
        found = bargain.get(package, "/available-changes", who)["items"]
        assert {each["name"] for each in found} & {"edit", "alternative"} == set(below.split())
        offered = {each["name"] for each in bargain(who).get(agreement).json()["items"]}
        assert ("package" in offered) == (who != "sanne")
    clause = str(bargain.clauses[0].pk)
    for who in ("otto", "lies", "ada", "nick"):
        answer = bargain(who).get(f"{ADDRESS}/{package['id']}")
        assert answer.status_code == 404
        assert bargain(who).get(f"{ADDRESS}?clause={clause}").json()["items"] == []
    listed = bargain("vera").get(f"{ADDRESS}?clause={clause}&state=open").json()["items"]
    assert [each["id"] for each in listed] == [package["id"]]
    events = [each["event"] for each in bargain.get(package, "/audit-entries")["items"]]
    assert events == ["create"]


def test_a_package_can_be_signed_on_paper(circle):
    bargain = Bargain(circle)
    package = bargain.propose("wil", *bargain.clauses)
    paper = {
        "transition": "agree",
        "organisation": str(circle.organisations["bond-een"].pk),
        "signedBy": "Vera",
        "signedOn": iso(0),
        "name": "Brief",
        "document": "JVBERi0xLjQKJSVFT0Y=",
    }
    one = {"subjectKind": "clause", "subjectId": str(bargain.clauses[0].pk)}
    refused = bargain("sanne").post("/v1/papers", paper | one | {"data": TERMS})
    assert codes(refused.json()) == ["in-package"]
    whole = {"subjectKind": "package", "subjectId": package["id"]}
    made = bargain("sanne").post("/v1/papers", paper | whole)
    assert made.status_code == 201, made.content
    answer = bargain("vera").patch(f"/v1/papers/{made.json()['id']}", {"decision": "confirmed"})
    assert answer.status_code == 200, answer.content
    assert len(live()) == 3
    (given,) = bargain.get(package, "/consents")["items"]
    assert given["onPaper"]["signedOn"] == iso(0)
