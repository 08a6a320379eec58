"""Organisations, people, tables and mandates must fit each other."""

from collections.abc import Callable

from backend.demo.dataset import Demo
from backend.demo.located import Located
from backend.parties.kinds import SIDE_OF_KIND, Capacity, OrganisationKind, Side

Say = Callable[[Located, str, str], None]

_KINDS_OF_CAPACITY: dict[str, tuple[str, ...]] = {
    Capacity.PARTY: (
        OrganisationKind.EMPLOYERS_ASSOCIATION,
        OrganisationKind.EMPLOYER,
        OrganisationKind.UNION,
    ),
    Capacity.WORKS_COUNCIL: (OrganisationKind.WORKS_COUNCIL,),
    Capacity.SECRETARIAT: (OrganisationKind.JOINT_SECRETARIAT,),
}
_CAN_BE_MANDATED = (Side.EMPLOYER, Side.UNION, Side.WORKERS)


def parties(demo: Demo, say: Say) -> None:
    """Check who everybody is, where they sit and what they may do."""
    for organisation in demo.organisations.values():
        if organisation.complete:
            _organisation(demo, organisation, say)
    _people(demo, say)
    for table in demo.tables.values():
        if table.complete:
            _table(demo, table, say)
    for mandate in demo.mandates:
        if mandate.complete:
            _mandate(demo, mandate, say)


def _organisation(demo: Demo, organisation: Located, say: Say) -> None:
    if organisation["side"] != SIDE_OF_KIND[organisation["kind"]]:
        say(organisation, "side", f"a {organisation['kind']} is not on this side")
    is_council = organisation["kind"] == OrganisationKind.WORKS_COUNCIL
    parent = demo.organisations.get(organisation.get("parent", ""))
    if is_council != ("parent" in organisation):
        say(organisation, "parent", "works councils, and only they, belong to an employer")
    elif parent and parent.get("kind") != OrganisationKind.EMPLOYER:
        say(organisation, "parent", "a works council belongs to an employer")
    is_employer = organisation["kind"] == OrganisationKind.EMPLOYER
    if is_employer != ("size_class" in organisation):
        say(organisation, "size_class", "employers, and only they, have a size class")


def _people(demo: Demo, say: Say) -> None:
    emails: set[str] = set()
    for person in demo.people.values():
        if not person.complete:
            continue
        if person["email"] in emails:
            say(person, "email", "somebody else has this address")
        emails.add(person["email"])
        if not person["email"].endswith("@demo.example"):
            say(person, "email", "demo people live at demo.example")
        if person.get("administrator") and person["affiliations"]:
            say(person, "affiliations", "an administrator belongs to no organisation")
        sides = {demo.side_of(tie["organisation"]) for tie in person["affiliations"]} - {""}
        if len(sides) > 1:
            say(person, "affiliations", f"one person never acts for two sides: {sorted(sides)}")
        for tie in person["affiliations"]:
            _period(tie, say)


def _table(demo: Demo, table: Located, say: Say) -> None:
    seen: set[tuple[str, str]] = set()
    sides: set[str] = set()
    for seat in table["members"]:
        _period(seat, say)
        chair = (seat["organisation"], seat["capacity"])
        if chair in seen:
            say(seat, "organisation", f"'{chair[0]}' already sits here as {chair[1]}")
        seen.add(chair)
        organisation = demo.organisations.get(seat["organisation"])
        kinds = _KINDS_OF_CAPACITY.get(seat["capacity"])
        if organisation and kinds and organisation.get("kind") not in kinds:
            say(seat, "capacity", f"a {organisation.get('kind')} cannot sit here as {chair[1]}")
        if seat["capacity"] in (Capacity.PARTY, Capacity.WORKS_COUNCIL):
            sides.add(demo.side_of(seat["organisation"]))
    if Side.EMPLOYER not in sides or not sides & {Side.UNION, Side.WORKERS}:
        say(table, "members", "both sides must sit at a table")
    if not any(seat["capacity"] == Capacity.SECRETARIAT for seat in table["members"]):
        say(table, "members", "a table needs a secretariat, which registers and concludes reviews")


def _mandate(demo: Demo, mandate: Located, say: Say) -> None:
    _period(mandate, say)
    person = demo.people.get(mandate["person"])
    name = mandate["organisation"]
    ties = person.get("affiliations", ()) if person else ()
    if person and not any(
        tie.complete and tie["organisation"] == name and tie["function"] == "negotiator"
        for tie in ties
    ):
        say(mandate, "person", f"'{mandate['person']}' does not negotiate for '{name}'")
    if demo.side_of(name) not in ("", *_CAN_BE_MANDATED):
        say(mandate, "organisation", f"'{name}' is of no side, so nobody consents for it")
    table = mandate.get("table", "")
    if demo.members(table) and not demo.sits_at(name, table):
        say(mandate, "table", f"'{name}' does not sit at this table")


def _period(record: Located, say: Say) -> None:
    if record.complete and "until" in record and record["until"] < record["from"]:
        say(record, "until", "ends before it begins")
