"""The passage in dispute is pointed at in the text, and found again in the next one, or gone."""

import pytest
from django.db import DatabaseError, connection, transaction

from backend.agreements.models import Clause, ClauseVersion
from backend.confidentiality.context import acting_as
from backend.parties.actors import SYSTEM
from tests.disputes.scene import CLAIM, Quarrel
from tests.lifecycles.clause_arrangement import a_version

BODY = (
    "Teams maken zelf het rooster. De leidinggevende stelt de bezetting vast.\n\n"
    "Teams maken zelf het verlof."
)
TWICE = "Teams maken zelf het"


@pytest.fixture
def quarrel(circle):
    found = Quarrel(circle)
    rewrite(found, BODY)
    return found


def rewrite(quarrel, body):
    """Another text counts from now on, past the engine."""
    with acting_as(SYSTEM):
        version = a_version(quarrel.clause, body)
        Clause.objects.filter(pk=quarrel.clause.pk).update(current_version=version)
    return version


def passage(quarrel, address, who="wil", **more):
    return quarrel(who).get(address, **more).json()["passage"]


def test_it_is_kept_as_the_text_has_it_with_its_version_and_place(quarrel):
    with acting_as(SYSTEM):
        version = ClauseVersion.objects.filter(body=BODY).get()
    address = quarrel.raised(quote="De leidinggevende   stelt\nde bezetting vast.")
    shown = quarrel.get("wil", address)
    assert shown["quote"] == "De leidinggevende stelt de bezetting vast."
    assert shown["textNumber"] == version.number
    found = shown["passage"]
    assert (found["version"], found["state"], found["sentence"]) == (
        str(version.pk),
        "unchanged",
        None,
    )
    place = found["place"]
    assert BODY[place["start"] : place["end"]] == shown["quote"]


def test_it_survives_another_text_or_says_that_it_is_gone(quarrel):
    address = quarrel.raised(quote="De leidinggevende stelt de bezetting vast.")
    rewrite(quarrel, f"Vooraf geldt dit.\n\n{BODY}")
    assert passage(quarrel, address)["state"] == "unchanged"
    number = rewrite(quarrel, BODY.replace("leidinggevende", "planner")).number
    changed = passage(quarrel, address)
    assert changed["state"] == "changed"
    assert changed["sentence"] == f"De passage is gewijzigd in versie {number}."
    assert changed["place"]["text"] == "De planner stelt de bezetting vast."
    rewrite(quarrel, "Over verlof beslist ieder zelf.")
    gone = passage(quarrel, address, accept_language="en")
    assert (gone["state"], gone["place"]) == ("orphaned", None)
    assert gone["sentence"].startswith("The passage is no longer there in version")
    assert gone["quote"] == "De leidinggevende stelt de bezetting vast."
    assert quarrel.disputes("vera")[0]["passage"]["state"] == "orphaned"


def test_where_the_words_are_there_twice_it_is_the_place_that_was_pointed_at(quarrel):
    twice = quarrel.take("vera", "raise_dispute", {**CLAIM, "quote": TWICE}, 400)
    assert [(e["pointer"], e["code"]) for e in twice["errors"]] == [("/data/quote", "ambiguous")]
    start = BODY.rindex(TWICE)
    address = quarrel.raised(quote=TWICE, start=start)
    assert passage(quarrel, address)["place"]["start"] == start


def test_a_text_that_not_all_parties_read_is_not_pointed_at(quarrel):
    with acting_as(SYSTEM):
        private = ClauseVersion.objects.create(
            clause=quarrel.clause,
            bargaining_table=quarrel.clause.bargaining_table,
            number=98,
            body="Alleen onze zijde leest dit.",
            author_side="union",
            author_name="Vera",
            digest="0" * 64,
            created_at=quarrel.clause.created_at,
            visibility="side_private",
            side="union",
        )
    own = {**CLAIM, "quote": "Alleen onze zijde", "version": str(private.pk)}
    refused = quarrel.take("vera", "raise_dispute", own, 400)
    assert [each["code"] for each in refused["errors"]] == ["passage-private"]
    # to the other side there is no such text
    absent = quarrel.take("wil", "raise_dispute", own, 400)
    unknown = {**own, "version": str(quarrel.clause.pk)}
    assert absent["errors"] == quarrel.take("wil", "raise_dispute", unknown, 400)["errors"]
    assert [each["pointer"] for each in absent["errors"]] == ["/data/version"]


def test_a_claim_about_the_whole_points_at_nothing(quarrel):
    claim = {name: said for name, said in CLAIM.items() if name != "quote"}
    quarrel.take("vera", "raise_dispute", claim)
    address = f"/v1/disputes/{quarrel.disputes('vera')[0]['id']}"
    shown = quarrel.get("vera", address)
    assert (shown["quote"], shown["passage"]) == ("", None)


@pytest.mark.parametrize("column", ["start", '"end"', "quote", "before", "source_number"])
def test_where_it_was_pointed_at_is_never_changed(quarrel, column):
    quarrel.raised(quote="De leidinggevende stelt de bezetting vast.")
    value = "'x'" if column in ("quote", "before") else "3"
    with (
        pytest.raises(DatabaseError),
        transaction.atomic(),
        acting_as(SYSTEM),
        connection.cursor() as cursor,
    ):
        cursor.execute(f"update disputes_dispute set {column} = {value}")
