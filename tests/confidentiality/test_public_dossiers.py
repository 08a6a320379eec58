"""A dossier that everybody reads: what its parties do about it stays between them."""

from base64 import b64encode

import pytest

from backend.agreements.models import Clause
from backend.audit.models import AuditEntry
from backend.confidentiality.context import acting_as
from backend.parties.actors import ANONYMOUS, SYSTEM
from backend.workflow.models import Consent, Paper
from tests.api.clients import Api
from tests.lifecycles.clause_arrangement import a_clause, a_letter
from tests.lifecycles.commitment_arrangement import cao_table
from tests.people import days

pytestmark = pytest.mark.django_db
OUTSIDE = ("lies", "ada", "nick")
RENEWAL = {"endsOn": days(300).isoformat()}


@pytest.fixture
def circle():
    return cao_table()


@pytest.fixture
def clause(circle):
    return a_clause(circle, "in_force", ends_on=days(100), next_review_on=days(90))


def api(circle, name):
    return Api(circle.people[name])


def readable(circle, clause, name):
    """How many papers, consents and entries somebody finds about a clause that they can read."""
    client, address = api(circle, name), f"/v1/clauses/{clause.pk}"
    assert client.get(address).status_code == 200
    below = [f"{address}/{each}" for each in ("consents", "audit-entries", "transitions")]
    lists = [f"/v1/papers?subjectId={clause.pk}", *below]
    return [len(client.get(each).json()["items"]) for each in lists]


def test_what_is_agreed_about_it_is_read_by_its_parties_alone(circle, clause):
    address, body = f"/v1/clauses/{clause.pk}", {"transition": "renew", "data": RENEWAL}
    given = api(circle, "wil").post(f"{address}/consents", body, if_match=clause.version)
    assert given.status_code == 201, given.content
    paper = {
        **body,
        "subjectKind": "clause",
        "subjectId": str(clause.pk),
        "organisation": str(circle.organisations["bond-een"].pk),
        "signedBy": "Vera, voorzitter",
        "signedOn": days(-1).isoformat(),
        "name": "Brief",
        "document": b64encode(b"%PDF-1.4\n1 0 obj\n%%EOF\n").decode(),
    }
    recorded = api(circle, "sanne").post("/v1/papers", paper)
    assert recorded.status_code == 201, recorded.content

    for name in ("vera", "bram", "sanne"):
        papers, consents, entries, _transitions = readable(circle, clause, name)
        assert (papers, consents) == (1, 1), name
        assert entries >= 2, name
    for name in OUTSIDE:
        assert not any(readable(circle, clause, name)), name
    with acting_as(ANONYMOUS):  # the second wall alone
        found = [model.objects.exists() for model in (Clause, Paper, Consent, AuditEntry)]
    assert found == [True, False, False, False]


def test_what_happens_to_it_is_told_to_its_parties_alone(circle, clause):
    others = [str(circle.organisations[each].pk) for each in ("werkgevers", "bond-twee")]
    letter = a_letter(clause.agreement, circle.organisations["bond-een"])
    notice = {
        "name": "give_notice",
        "data": {"givenOn": days(0).isoformat(), "recipients": others, "proof": letter},
    }
    address = f"/v1/clauses/{clause.pk}"
    taken = api(circle, "vera").post(f"{address}/transitions", notice, if_match=clause.version)
    assert taken.status_code == 201, taken.content

    assert readable(circle, clause, "wil")[-1] == 1
    for name in OUTSIDE:
        assert not any(readable(circle, clause, name)), name
    with acting_as(SYSTEM):
        clause.refresh_from_db()
    assert clause.visibility == "public"
