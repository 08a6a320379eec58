import pytest
from django.db import connection
from django.db.utils import ProgrammingError

from backend.confidentiality.context import acting_as, acting_in_turn, reads_as
from backend.parties.actors import ANONYMOUS, CLOCK, SYSTEM
from backend.parties.audiences import audiences_of_seat
from backend.parties.kinds import Capacity, Function, Side
from backend.parties.models import Mandate, Membership
from tests.people import a_circle, days

pytestmark = pytest.mark.django_db


@pytest.fixture
def circle():
    return a_circle()


def seen():
    with connection.cursor() as cursor:
        cursor.execute("select polder_audiences(), polder_is_system()")
        return cursor.fetchone()


def mandates():
    return set(Mandate.objects.values_list("organisation__key", flat=True))


def test_without_a_context_only_public_rows_exist(circle):
    assert seen() == (["public"], False)
    assert mandates() == set()


def test_a_context_ends_with_its_block_even_when_the_block_fails(circle):
    def fail():
        with acting_as(circle.wil):
            assert mandates() == {"werkgevers"}
            raise ZeroDivisionError

    with pytest.raises(ZeroDivisionError):
        fail()
    assert seen() == (["public"], False)


def test_an_inner_context_replaces_the_outer_one_and_gives_it_back(circle):
    with acting_as(circle.wil):
        with acting_as(circle.vera):
            assert mandates() == {"bond-een"}
        assert mandates() == {"werkgevers"}
        with acting_as(ANONYMOUS):
            assert mandates() == set()


def test_readers_in_turn_read_each_for_themselves_and_nobody_before_the_first(circle):
    with acting_as(CLOCK):
        with acting_in_turn() as read_as:
            assert mandates() == set()
            for reader, theirs in ((circle.wil, "werkgevers"), (circle.vera, "bond-een")):
                read_as(reader)
                assert reads_as(reader)
                assert mandates() == {theirs}
                with acting_as(SYSTEM):
                    assert len(mandates()) == 3
                assert mandates() == {theirs}
        assert reads_as(CLOCK)
        assert len(mandates()) == 3


def test_readers_in_turn_end_with_their_block_even_when_it_fails(circle):
    def fail():
        with acting_in_turn() as read_as:
            read_as(circle.vera)
            raise ZeroDivisionError

    with acting_as(circle.wil):
        with pytest.raises(ZeroDivisionError):
            fail()
        assert mandates() == {"werkgevers"}
    assert seen() == (["public"], False)


@pytest.mark.parametrize("actor", [CLOCK, SYSTEM], ids=["clock", "system"])
def test_the_clock_and_the_system_see_everything(circle, actor):
    with acting_as(actor):
        assert mandates() == {"werkgevers", "bond-een", "bond-twee"}


@pytest.mark.parametrize("name", ["otto", "sanne", "lies", "nick", "ada"])
def test_nobody_else_reads_a_mandate_the_administrator_and_secretariat_included(circle, name):
    with acting_as(circle.actor(name)):
        assert mandates() == set()


def test_an_organisation_cannot_write_a_mandate_for_another(circle):
    with (
        pytest.raises(ProgrammingError, match="row-level security"),
        acting_as(circle.wil),
    ):
        Mandate.objects.create(
            person=circle.people["vera"],
            organisation=circle.organisations["bond-een"],
            acts=["consent"],
            granted_by="niemand",
            valid_from=days(0),
        )


def test_a_seat_that_has_ended_opens_nothing(circle):
    Membership.objects.filter(organisation__key="bond-twee").update(valid_until=days(-1))
    table = circle.table.pk
    assert f"table:{table}" not in circle.bram.audiences
    assert f"table:{table}" in circle.actor("bram", on=days(-1)).audiences


EVERYBODY, NEGOTIATORS = {"parties"}, {"parties", "constituency", "table"}


@pytest.mark.parametrize(
    ("capacity", "side", "function", "levels"),
    [
        (Capacity.PARTY, Side.UNION, Function.NEGOTIATOR, NEGOTIATORS | {"side"}),
        (Capacity.PARTY, Side.UNION, Function.MEMBER, {"parties", "constituency"}),
        (Capacity.SECRETARIAT, Side.NEUTRAL, Function.NEGOTIATOR, NEGOTIATORS),
        (Capacity.WORKS_COUNCIL, Side.WORKERS, Function.NEGOTIATOR, EVERYBODY | {"side"}),
        (Capacity.PARTICIPANT, Side.EMPLOYER, Function.NEGOTIATOR, EVERYBODY | {"side"}),
        (Capacity.COMMITTEE, Side.NEUTRAL, Function.NEGOTIATOR, EVERYBODY),
    ],
)
def test_what_a_seat_opens(circle, capacity, side, function, levels):
    words = audiences_of_seat(circle.table.pk, capacity, side, function)
    assert {word.split(":")[0] for word in words} == levels
