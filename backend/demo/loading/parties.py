"""Write the organisations, people, tables, seats and mandates of the demo set."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime, time
from typing import Any

from django.contrib.auth.hashers import make_password
from django.utils import timezone

from backend.confidentiality.context import acting_as
from backend.demo.dataset import Demo
from backend.parties.actors import SYSTEM, Actor, actor_for
from backend.parties.models import (
    Affiliation,
    BargainingTable,
    Mandate,
    Membership,
    Organisation,
    Person,
)
from backend.reference.moments import happening
from backend.workflow import mandating

MORNING = time(9, 0)
PASSWORD = "polderspoor"  # noqa: S105 (the same for every demo person, and in the README)


@dataclass
class Circle:
    """Everybody of the demo set by the ids of the file."""

    today: date
    organisations: dict[str, Organisation] = field(default_factory=dict)
    people: dict[str, Person] = field(default_factory=dict)
    tables: dict[str, BargainingTable] = field(default_factory=dict)
    voices: dict[str, Person] = field(default_factory=dict)
    actors: dict[tuple[str, date], Actor] = field(default_factory=dict)
    # One hash for all: that it is slow to make protects no password that everybody knows.
    password: str = field(default_factory=lambda: make_password(PASSWORD))

    def voice(self, organisation: str, on: date) -> Actor:
        """Return who acts for an organisation, as the actor it was on that day."""
        if (organisation, on) not in self.actors:
            self.actors[organisation, on] = actor_for(self.voices[organisation], on)
        return self.actors[organisation, on]


def load_parties(demo: Demo, today: date) -> Circle:
    """Write the parties and return them. Runs in the caller's transaction."""
    circle = Circle(today)
    for key, record in demo.organisations.items():
        circle.organisations[key] = _organisation(circle, key, record)
    for key, record in demo.people.items():
        circle.people[key] = _person(circle, record)
    for key, record in demo.tables.items():
        circle.tables[key] = _table(circle, key, record)
    with acting_as(SYSTEM):
        for record in demo.mandates:
            _mandate(circle, record)
    return circle


def _days(circle: Circle, record: Mapping[str, Any]) -> dict[str, date | None]:
    until = record.get("until")
    return {
        "valid_from": record["from"].on(circle.today),
        "valid_until": until.on(circle.today) if until is not None else None,
    }


def _organisation(circle: Circle, key: str, record: Mapping[str, Any]) -> Organisation:
    parent = record.get("parent")
    return Organisation.objects.create(
        key=key,
        name=record["name"],
        kind=record["kind"],
        side=record["side"],
        size_class=record.get("size_class", ""),
        parent=circle.organisations[parent] if parent else None,
        fictional=True,
    )


def _person(circle: Circle, record: Mapping[str, Any]) -> Person:
    person = Person.objects.create_user(
        record["email"],
        name=record["name"],
        language=record["language"],
        is_administrator=bool(record.get("administrator")),
    )
    if record["login"]:
        person.password = circle.password
        person.save(update_fields=["password"])
    for place in record["affiliations"]:
        Affiliation.objects.create(
            person=person,
            organisation=circle.organisations[place["organisation"]],
            function=place["function"],
            keeps_mandates=bool(place.get("keeps_mandates")),
            **_days(circle, place),
        )
        circle.voices.setdefault(place["organisation"], person)
    return person


def _table(circle: Circle, key: str, record: Mapping[str, Any]) -> BargainingTable:
    table = BargainingTable.objects.create(
        key=key,
        name=record["name"],
        ratification_rule=record["ratification_rule"],
        worker_voice=record["worker_voice"],
    )
    for seat in record["members"]:
        Membership.objects.create(
            bargaining_table=table,
            organisation=circle.organisations[seat["organisation"]],
            capacity=seat["capacity"],
            **_days(circle, seat),
        )
    return table


def _mandate(circle: Circle, record: Mapping[str, Any]) -> None:
    table = record.get("table")
    days = _days(circle, record)
    mandate = Mandate(
        person=circle.people[record["person"]],
        person_name=circle.people[record["person"]].name,
        organisation=circle.organisations[record["organisation"]],
        bargaining_table=circle.tables[table] if table else None,
        acts=list(record["acts"]),
        granted_by=record["granted_by"],
        recorded_at=_morning_of(days["valid_from"] or circle.today),
        **days,
    )
    with happening(mandate.recorded_at):
        mandating.enter(mandate, actor=SYSTEM, office=None)


def _morning_of(day: date) -> datetime:
    return datetime.combine(day, MORNING, timezone.get_current_timezone())
