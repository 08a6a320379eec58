"""What goes wrong between people who mean well: nothing is lost, and both languages say what to do.

Each through HTTP, in Dutch and in English, with everything in the database as it was.
"""

from base64 import b64encode
from datetime import UTC, datetime, time, timedelta
from typing import Any

import pytest
import time_machine
from django.utils import timezone

from backend.agreements.dates import recording_until
from backend.confidentiality.context import acting_as
from backend.parties.actors import SYSTEM
from backend.parties.models import Mandate
from backend.reference.spoken import in_words
from tests.agreements.scene import consulted, fresh, iso, negotiated, open_agreement
from tests.agreements.test_bad_input import everything
from tests.api.clients import Api
from tests.lifecycles.commitment_arrangement import a_commitment, cao_table
from tests.packages.scene import Bargain
from tests.people import Circle, days

pytestmark = pytest.mark.django_db

TERMS = {"effectiveOn": iso(10), "endsOn": iso(400), "indicators": ["autonomy"]}


@pytest.fixture
def circle() -> Circle:
    return cao_table()


def refusal(api: Api, address: str, body: Any, version: int | None = None) -> tuple[Any, ...]:
    """The status, and the sentences in Dutch and in English; nothing may have changed."""
    before, told = everything(), []
    for language in ("nl", "en"):
        answer = api.post(address, body, if_match=version, accept_language=language)
        assert answer["Content-Type"] == "application/problem+json", answer.content
        problem = answer.json()
        errors = [error["message"] for error in problem.get("errors", [])]
        told += [answer.status_code, *(errors or [problem["detail"]])]
    assert everything() == before
    return tuple(told)


def revise(circle: Circle, clause: Any, who: str, body: str) -> None:
    answer = Api(circle.people[who]).post(
        f"/v1/clauses/{clause.pk}/versions",
        {"body": body, "rationale": "Anders."},
        if_match=fresh(clause).version,
    )
    assert answer.status_code == 201, answer.content


def test_two_people_act_at_once_and_the_second_is_told_to_look_again(circle):
    clause = negotiated(circle, open_agreement(circle))
    version = clause.version
    revise(circle, clause, "wil", "Teams maken samen het rooster.")
    late = {"body": "Teams maken alleen het rooster.", "rationale": "Beter."}
    told = refusal(Api(circle.people["vera"]), f"/v1/clauses/{clause.pk}/versions", late, version)
    assert told == (
        412,
        f"Het dossier is gewijzigd sinds u het las; het staat nu op versie {version + 1}.",
        412,
        f"The subject has changed since you read it; it is now at version {version + 1}.",
    )


def test_a_text_is_edited_while_the_other_side_consents_to_it(circle):
    clause = negotiated(circle, open_agreement(circle))
    api = Api(circle.people["vera"])
    address = f"/v1/clauses/{clause.pk}"
    yes = api.post(
        f"{address}/consents",
        {"transition": "agree", "data": TERMS},
        if_match=fresh(clause).version,
    )
    assert yes.status_code == 201, yes.content
    options = Api(circle.people["wil"]).get(f"{address}/available-transitions").json()["items"]
    read = next(each for each in options if each["name"] == "agree")["consents"]["digest"]
    revise(circle, clause, "vera", "Teams maken samen het rooster.")
    body = {"transition": "agree", "digest": read, "data": TERMS}
    now = fresh(clause).version
    told = refusal(Api(circle.people["wil"]), f"{address}/consents", body, now)
    assert told == (
        409,
        "De tekst of de voorwaarden zijn gewijzigd sinds u ze zag.",
        409,
        "The text or the terms have changed since you saw them.",
    )


@pytest.fixture
def clock() -> Any:
    noon = datetime.combine(days(0), time(11), tzinfo=UTC)
    with time_machine.travel(noon, tick=False) as clock:
        yield clock


def test_a_ballot_is_recorded_after_the_deadline(clock, circle):
    clause = consulted(circle, open_agreement(circle))
    until = recording_until(fresh(clause))
    assert until is not None
    # in the night, before the clock has come by to close it
    clock.move_to(timezone.now() + (until - timezone.localdate()) + timedelta(days=1))
    body = {"name": "record_ballot", "data": {"outcome": "accepted"}}
    address = f"/v1/clauses/{clause.pk}/transitions"
    told = refusal(Api(circle.people["vera"]), address, body, fresh(clause).version)
    assert told == (
        409,
        f"Een uitslag kon worden vastgelegd tot en met {in_words(until).nl}.",
        409,
        f"An outcome could be recorded until {in_words(until).en}.",
    )


def test_a_mandate_ends_during_a_ratification(clock, circle):
    clause = consulted(circle, open_agreement(circle))
    with acting_as(SYSTEM):
        Mandate.objects.filter(person=circle.people["vera"]).update(valid_until=days(0))
    clock.move_to(timezone.now() + timedelta(days=1))
    body = {"name": "record_ballot", "data": {"outcome": "accepted"}}
    address = f"/v1/clauses/{clause.pk}/transitions"
    told = refusal(Api(circle.people["vera"]), address, body, fresh(clause).version)
    assert told == (
        409,
        "U heeft vandaag geen mandaat om namens Bond Een een uitslag vast te leggen.",
        409,
        "You have no mandate today to record a ballot for Bond Een.",
    )


def test_a_package_is_split_before_the_other_side_consents_to_it(circle):
    bargain = Bargain(circle)
    package = bargain.propose("wil", *bargain.clauses)
    bargain.consent("wil", package)
    for who in ("wil", "vera"):
        bargain.send(who, package, "/consents", {"transition": "split"})
    bargain.take("vera", package, "split", reason="Los is beter.")
    version = bargain.get(package)["version"]
    body = {"transition": "agree"}
    address = f"{bargain.address(package)}/consents"
    told = refusal(bargain("vera"), address, body, version)
    assert told == (
        409,
        "De stap `agree` bestaat niet vanuit de toestand `split`.",
        409,
        "The transition `agree` does not exist from the state `split`.",
    )


def letter(circle: Circle, document: bytes) -> tuple[str, dict[str, Any]]:
    subject = a_commitment(circle, filed=False)
    return "/v1/papers", {
        "subjectKind": "commitment",
        "subjectId": str(subject.pk),
        "transition": "defer",
        "data": {"dueOn": iso(60), "reason": "Nog niet voltallig."},
        "organisation": str(circle.organisations["bond-een"].pk),
        "signedBy": "Vera",
        "signedOn": iso(-3),
        "name": "brief.pdf",
        "document": b64encode(document).decode(),
    }


def test_a_document_of_fifty_megabytes(circle):
    address, body = letter(circle, b"%PDF-1.4\n" + b"a" * 50_000_000)
    assert refusal(Api(circle.people["vera"]), address, body) == (
        413,
        "De inhoud is groter dan 1 MiB; met een document erbij dan 7 MiB (het document zelf 5).",
        413,
        "The body is larger than 1 MiB; with a document than 7 MiB (the document itself 5).",
    )


def test_an_executable_that_was_renamed_to_pdf(circle):
    address, body = letter(circle, b"MZ\x90\x00 this program cannot be run")
    assert refusal(Api(circle.people["vera"]), address, body) == (
        400,
        "De inhoud is geen PDF, PNG of JPEG, hoe het bestand ook heet.",
        400,
        "The content is no PDF, PNG or JPEG, whatever the file is called.",
    )


def test_a_text_with_control_characters(circle):
    clause = negotiated(circle, open_agreement(circle))
    body = {"body": "Teams maken\x00 het rooster.", "rationale": "Beter."}
    address = f"/v1/clauses/{clause.pk}/versions"
    told = refusal(Api(circle.people["vera"]), address, body, clause.version)
    assert told == (
        400,
        (
            "Bevat een stuurteken: NUL, of een dat de leesrichting keert. "
            "Alleen regeleinde en tab mogen."
        ),
        400,
        (
            "Contains a control character: NUL, or one that turns the direction of reading. "
            "Only line ends and tabs are allowed."
        ),
    )
