"""What else is done in the house in a day, with everybody visiting every address after each deed.

Notes, comments, a meeting, packages, papers, promises, a dispute, notice and signals.
"""

from base64 import b64encode
from typing import Any

import pytest

from tests.agreements.scene import iso
from tests.disputes.scene import CLAIM, Quarrel
from tests.lifecycles.clause_arrangement import a_clause
from tests.lifecycles.commitment_arrangement import a_commitment, cao_table
from tests.meetings.scene import Table, link
from tests.packages.scene import Bargain
from tests.stories.patrol import Patrol

pytestmark = pytest.mark.django_db

LETTER = {"name": "Brief", "document": b64encode(b"%PDF-1.4\n1 0 obj\n%%EOF\n").decode()}


class House:
    """The people of a table, what they do, and everybody who looks."""

    def __init__(self) -> None:
        self.circle = cao_table()
        self.bargain = Bargain(self.circle)
        self.clause = self.bargain.clauses[0]
        self.about = {"subjectKind": "clause", "subjectId": str(self.clause.pk)}
        self.patrol = Patrol(self.circle)
        # what one deed leaves for the next
        self.comment: Any = None
        self.note: Any = None
        self.promised: Any = None
        self.quarrel: Any = None
        self.table: Any = None

    def send(self, who: str, address: str, body: Any, version: int | None = None) -> Any:
        """Do something as somebody; the answer's JSON."""
        verb = self.bargain(who).patch if version and "/" not in address[4:].strip("/") else None
        answer = (verb or self.bargain(who).post)(f"/v1{address}", body, if_match=version)
        assert answer.status_code in (200, 201), (address, answer.content)
        return answer.json()

    def look(self, deed: Any) -> None:
        """Everybody visits every address after a deed."""
        deed(self)
        self.patrol.look(deed.__name__)


@pytest.fixture
def house(db: None, settings: Any) -> House:
    settings.API_RATES = {"person": None, "anonymous": None}
    return House()


def each_side_writes_for_itself(house: House) -> None:
    house.send("wil", "/notes", house.about | {"text": "Onze ondergrens is twee procent."})
    mine = {"text": "Bij drie procent tekenen wij.", "reading": "organisation"}
    note = house.send("vera", "/notes", house.about | mine)
    house.note = note


def one_of_the_notes_is_revealed(house: House) -> None:
    address = f"/v1/notes/{house.note['id']}/reveals"
    told = house.bargain("vera").post(address, {"digest": house.note["digest"]}, if_match=1)
    assert told.status_code == 201, told.content


def something_is_asked_and_answered(house: House) -> None:
    said = house.send("wil", "/comments", house.about | {"text": "Wie vervangt de planner?"})
    address = f"/comments/{said['id']}"
    house.send("vera", f"{address}/replies", {"text": "Dat doet de teamleider."}, 1)
    house.send("vera", f"{address}/resolutions", {"resolved": True}, 2)
    promise = {"text": "Een rooster toezenden", "ownerSide": "employer", "dueOn": iso(40)}
    house.send("vera", f"{address}/commitments", promise, 3)
    house.comment = address


def a_meeting_is_planned_held_and_written_down(house: House) -> None:
    house.table = table = Table(house.circle, day=0)
    draft = a_clause(house.circle, "draft", judged=[], article_number="7.1", side="employer")
    links = [link(house.clause), link(draft)]
    item = table.post("wil", "/items", {"title": "Roosters bespreken", "links": links})
    table.post("wil", "/items", {"title": "Alleen voor onze zijde", "suggested": True})
    house.send(
        "vera", f"{house.comment}/agenda-items", {"meeting": table.id, "title": "De planner"}, 4
    )
    table.take("sanne", "convene")
    noted = {"item": item["id"], "outcome": "noted", "text": "Besproken en begrepen."}
    table.post("sanne", "/decisions", noted)


def packages_are_laid_side_by_side(house: House) -> None:
    bargain = house.bargain
    first = bargain.propose("wil", *bargain.clauses)
    bargain.propose(
        "vera", bargain.clauses[1], title="Alleen dit artikel", alternativeTo=first["id"]
    )
    bargain.consent("wil", first)


def a_letter_is_recorded(house: House) -> None:
    promised = a_commitment(house.circle, filed=False)
    house.promised = promised
    body = {
        "subjectKind": "commitment",
        "subjectId": str(promised.pk),
        "transition": "defer",
        "data": {"dueOn": iso(60), "reason": "Nog niet voltallig."},
        "organisation": str(house.circle.organisations["bond-een"].pk),
        "signedBy": "Vera, voorzitter van de bond",
        "signedOn": iso(-3),
        **LETTER,
    }
    house.send("sanne", "/papers", body)


def a_promise_is_worked_on(house: House) -> None:
    address = f"/commitments/{house.promised.pk}"
    piece = {"kind": "statement", "title": "Verslag van de werkgroep", "statement": "Het loopt."}
    api = house.bargain("emma")
    version = api.get(f"/v1{address}").json()["version"]
    house.send("emma", f"{address}/transitions", {"name": "start"}, version)
    house.send("emma", f"{address}/evidence", piece, version + 1)
    terms = {"transition": "defer", "data": {"dueOn": iso(90), "reason": "Het is vakantie."}}
    version = api.get(f"/v1{address}").json()["version"]
    house.send("emma", f"{address}/consents", terms, version)


def a_clause_is_disputed(house: House) -> None:
    quarrel = Quarrel(house.circle)
    address = quarrel.raised("vera", facts="Op drie afdelingen kiest de planner toch zelf.")
    house.quarrel = quarrel
    quarrel.send("vera", f"{address}/statements", {"text": "Dat was al in 2024 afgesproken."})
    quarrel.send("vera", f"{address}/evidence", {"title": "Rooster van mei 2026", **LETTER})
    assert CLAIM["facts"] not in str(quarrel.get("wil", address))


def notice_is_prepared(house: House) -> None:
    address = f"/agreements/{house.quarrel.clause.agreement_id}"
    said = {"decision": "give", "explanation": "De leden willen een kortere looptijd."}
    house.send("vera", f"{address}/notice-intentions", said)
    house.send("vera", f"{address}/notice-proofs", LETTER)


def somebody_signals_and_is_not_named(house: House) -> None:
    about = {"subjectKind": "clause", "subjectId": str(house.quarrel.clause.pk)}
    text = {"text": "Het rooster komt nog steeds zonder overleg.", "named": False}
    house.send("otto", "/signals", about | text | {"mayQuote": False})
    house.send("mia", "/signals", about | text | {"named": True, "mayQuote": False})


DEEDS = (
    each_side_writes_for_itself,
    one_of_the_notes_is_revealed,
    something_is_asked_and_answered,
    a_meeting_is_planned_held_and_written_down,
    packages_are_laid_side_by_side,
    a_letter_is_recorded,
    a_promise_is_worked_on,
    a_clause_is_disputed,
    notice_is_prepared,
    somebody_signals_and_is_not_named,
)


def test_whatever_is_done_everybody_sees_what_is_theirs_and_nothing_else(house):
    for deed in DEEDS:
        house.look(deed)
