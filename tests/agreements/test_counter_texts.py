"""Texts side by side: each side has its own, one is up for consent, and drafts stay at home."""

import pytest

from backend.agreements import drafts
from backend.agreements.models import Clause, ClauseVersion
from backend.audit.models import AuditEntry
from backend.confidentiality.context import acting_as
from backend.outbox.models import OutboxMessage as Message
from backend.parties.actors import SYSTEM
from backend.workflow import consenting
from backend.workflow.errors import InvalidData, NotAllowed, Refused
from backend.workflow.models import Consent
from tests.agreements.scene import COUNTER_TEXT, TERMS, TEXT, fresh, negotiated, take
from tests.api.clients import Api

pytestmark = pytest.mark.django_db

WHY = "De planner hoort erbij."


@pytest.fixture
def clause(circle, agreement):
    return negotiated(circle, agreement)


def standings(circle, clause, who="vera"):
    """What each text is, as somebody reads it over the API, by its number and side."""
    answer = Api(circle.people[who]).get(f"/v1/clauses/{clause.pk}/versions")
    return {(v["number"], v["authorSide"]): v["standing"] for v in answer.json()["items"]}


class TestACounterText:
    def test_lies_beside_the_one_under_consent_and_voids_nothing(self, circle, clause):
        consenting.give(clause, "agree", actor=circle.wil, data=TERMS)
        take(circle, clause, "vera", "counter", data={"body": COUNTER_TEXT, "rationale": WHY})
        assert standings(circle, clause, "wil") == {
            (1, "employer"): "under_consent",
            (2, "union"): "beside",
        }
        with acting_as(circle.wil):
            text = clause.versions.get(number=2)
            assert (text.based_on.number, text.rationale) == (1, WHY)
            assert (text.organisation_name, text.author_name) == ("Bond Een", "Vera")
            assert clause.current_version.body == TEXT
            assert Consent.objects.get(subject_id=clause.pk).ended_at is None

    def test_that_is_adopted_is_what_consents_are_about_from_then_on(self, circle, clause):
        take(circle, clause, "vera", "counter", data={"body": COUNTER_TEXT})
        consenting.give(clause, "agree", actor=circle.wil, data=TERMS)
        with acting_as(circle.wil):
            seen = Consent.objects.get(subject_id=clause.pk).digest
        take(circle, clause, "vera", "adopt", data={"number": 2})
        assert standings(circle, clause) == {
            (1, "employer"): "beside",
            (2, "union"): "under_consent",
        }
        with acting_as(SYSTEM):
            assert Consent.objects.get(subject_id=clause.pk).ended_because == "voided"
        with pytest.raises(Refused) as refused:
            consenting.give(clause, "agree", actor=circle.vera, digest=seen, data=TERMS)
        assert [r.code for r in refused.value.refusals] == ["other-text"]
        take(circle, clause, "wil", "adopt")  # the only other one
        assert standings(circle, clause)[1, "employer"] == "under_consent"

    def test_that_does_not_lie_there_cannot_be_adopted(self, circle, clause):
        with pytest.raises(Refused) as refused:
            take(circle, clause, "vera", "adopt")
        assert [r.code for r in refused.value.refusals] == ["no-other-text"]
        take(circle, clause, "vera", "counter", data={"body": COUNTER_TEXT})
        for number in (1, 9):  # under consent already, and not there
            with pytest.raises(InvalidData):
                take(circle, clause, "vera", "adopt", data={"number": number})


class TestADraftOfACounterText:
    @pytest.fixture
    def drafted(self, circle, clause):
        drafts.write(clause, actor=circle.vera, body="Geheim plan.", rationale="Onze marge.")
        return clause

    def test_is_read_by_its_own_side_only(self, circle, clause, drafted):
        assert standings(circle, clause, "vera")[1, "union"] == "draft"
        assert standings(circle, clause, "bram")[1, "union"] == "draft"
        for who in ("wil", "sanne", "otto", "lies"):
            with acting_as(circle.actor(who)):
                assert not ClauseVersion.objects.filter(body="Geheim plan.").exists()
        listed = Api(circle.people["wil"]).get(f"/v1/clauses/{clause.pk}/drafts").json()
        assert listed["items"] == []

    def test_changes_nothing_that_the_other_side_can_see(self, circle, clause, drafted):
        with acting_as(SYSTEM):
            now = Clause.objects.get(pk=clause.pk)
            told = AuditEntry.objects.get(subject_id=clause.pk, event="draft_text")
            heard = Message.objects.get(subject_id=clause.pk, topic="clause.draft_text")
        assert (now.version, now.updated_at) == (clause.version, clause.updated_at)
        side = f"side:{clause.bargaining_table_id}:union"
        assert (told.audience, heard.audience) == (side, side)
        take(circle, clause, "vera", "counter", data={"body": COUNTER_TEXT})
        with acting_as(circle.wil):  # numbered apart
            assert clause.versions.get(body=COUNTER_TEXT).number == 2

    def test_is_for_parties_while_there_is_something_to_write_about(self, circle, clause):
        address = f"/v1/clauses/{clause.pk}/drafts"
        made = Api(circle.people["vera"]).post(address, {"body": "Plan."})
        assert (made.status_code, made.json()["visibility"]) == (201, "side_private")
        changes = Api(circle.people["sanne"]).get(f"/v1/clauses/{clause.pk}/available-changes")
        assert "draft_text" not in {each["name"] for each in changes.json()["items"]}
        with pytest.raises(NotAllowed):
            drafts.write(clause, actor=circle.sanne, body="Plan.")
        take(circle, clause, "wil", "withdraw", reason="Te vroeg.")
        with pytest.raises(NotAllowed):
            drafts.write(fresh(clause), actor=circle.vera, body="Plan.")


class TestANumber:
    def test_moves_and_the_name_stays(self, circle, clause):
        api = Api(circle.people["wil"])
        address = f"/v1/clauses/{clause.pk}"
        before = api.get(address).json()
        found = api.get(f"/v1/clauses?key={before['key'].lower()}").json()["items"]
        assert [each["id"] for each in found] == [str(clause.pk)]
        answer = api.patch(address, {"articleNumber": "7.1"}, if_match=clause.version)
        assert (answer.json()["articleNumber"], answer.json()["key"]) == ("7.1", before["key"])
        entries = api.get(f"{address}/audit-entries").json()["items"]
        noted = [e["facts"]["article"] for e in entries if e["event"] == "edit"]
        assert noted == [{"from": "6.4", "to": "7.1"}]


class TestWhatIsNoText:
    @pytest.mark.parametrize(
        ("body", "pointer"),
        [
            ("Zelf\u0000roosteren", "control"),
            ("Zelf\u202eroosteren", "control"),
            ("a" * 1_000_000, "max_length"),
        ],
    )
    def test_is_refused_with_a_sentence_in_both_languages(self, circle, clause, body, pointer):
        said = []
        for language in ("nl", "en"):
            api = Api(circle.people["vera"])
            answer = api.post(
                f"/v1/clauses/{clause.pk}/drafts", {"body": body}, accept_language=language
            )
            assert answer.status_code == 400
            said.append(answer.json()["errors"][0])
        assert {each["pointer"] for each in said} == {"/body"}
        assert said[0]["message"] != said[1]["message"]
        with acting_as(SYSTEM):
            assert clause.versions.filter(side="").count() == 1
