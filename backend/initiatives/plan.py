"""What may stand in a plan, and what is wrong with it; every fault at once."""

from collections.abc import Iterable, Iterator, Mapping
from datetime import date
from typing import Any
from uuid import UUID

from backend.initiatives.checks import seated
from backend.initiatives.kinds import SbiVersion
from backend.parties.kinds import Capacity, Side
from backend.parties.models import Organisation
from backend.reference.codes import codes_of
from backend.reference.words import Words
from backend.workflow.data import Fault

# Learned on the way, and written down by the owners without asking for consent.
NOTES = frozenset(
    {"culture_effect", "culture_note", "success_factors", "lessons", "linked_clauses"}
)
CONSULTATION = frozenset({"works_council_role", "works_council_body"})
OWNERS = frozenset({"employer_owner", "worker_owner"})
# What was answered about one plan is no answer about another.
UNANSWERED = {
    "works_council_outcome": "",
    "works_council_decided_on": None,
    "works_council_conditions": "",
}
ORGANISATIONS = ("organisation", "works_council_body", "employer_owner", "worker_owner")
ROWS = frozenset({"indicators", "expected_bottlenecks"})

_LISTS = {
    "aims": "aims",
    "types": "themes",
    "success_factors": "success-factors",
    "region": "labour-market-regions",
    "size_class": "size-classes",
    "funding": "funding-programmes",
}
_SECTORS = {
    SbiVersion.SBI_2008: "sbi-2008-sections",
    SbiVersion.SBI_2025: "sbi-2025-sections",
}
_NO_SUCH_CODE = Words("Deze code staat niet in de lijst.", "This code is not in the list.")
_TWICE = Words("Deze staat er twee keer.", "This is listed twice.")
_NEEDS_EDITION = Words(
    "Zeg bij een sector uit welke editie van de SBI zij komt.",
    "Say with a sector of which edition of the SBI it is.",
)
_NOT_AN_EMPLOYER = Words("Dit is geen werkgever.", "This is not an employer.")
_NOT_SEATED = Words(
    "Deze organisatie zit in deze rol niet aan deze tafel.",
    "This organisation does not sit at this table in this role.",
)
_WRONG_ORDER = Words("Het einde ligt niet na het begin.", "The end is not after the start.")


def faults_in(initiative: Any, changes: Mapping[str, Any], today: date) -> list[Fault]:
    """Return everything that is wrong with these changes to this initiative's plan."""
    found = [
        *_code_faults(changes),
        *_sector_faults(initiative, changes),
        *_organisation_faults(initiative, changes, today),
        *_date_faults(initiative, changes),
        *_row_faults(changes, "indicators", "indicators"),
        *_row_faults(changes, "expected_bottlenecks", "bottlenecks"),
    ]
    return sorted(found, key=lambda fault: fault.pointer)


def asks_again(initiative: Any, changes: Mapping[str, Any]) -> bool:
    """Whether these changes make it another plan than the works council has answered about."""
    return bool(initiative.works_council_outcome) and not changes.keys() <= NOTES | OWNERS


def columns(changes: Mapping[str, Any]) -> dict[str, Any]:
    """Return the changes by the names of the model's columns, without the rows below."""
    return {
        f"{name}_id" if name in ORGANISATIONS else name: value
        for name, value in changes.items()
        if name not in ROWS
    }


def _code_faults(changes: Mapping[str, Any]) -> Iterator[Fault]:
    for name, slug in _LISTS.items():
        value = changes.get(name) or []
        codes = [value] if isinstance(value, str) else value
        yield from _unknown(codes, slug, f"/{name}", many=not isinstance(value, str))


def _unknown(codes: Iterable[str], slug: str, where: str, *, many: bool) -> Iterator[Fault]:
    seen: set[str] = set()
    for index, code in enumerate(codes):
        place = f"{where}/{index}" if many else where
        if code not in codes_of(slug):
            yield Fault(place, "unknown_code", _NO_SUCH_CODE)
        elif code in seen:
            yield Fault(place, "twice", _TWICE)
        seen.add(code)


def _sector_faults(initiative: Any, changes: Mapping[str, Any]) -> Iterator[Fault]:
    if not {"sector_code", "sbi_version"} & changes.keys():
        return
    code = changes.get("sector_code", initiative.sector_code)
    version = changes.get("sbi_version", initiative.sbi_version)
    if bool(code) != bool(version):
        yield Fault("/sbi_version", "required", _NEEDS_EDITION)
    elif code and code not in codes_of(_SECTORS[SbiVersion(version)]):
        yield Fault("/sector_code", "unknown_code", _NO_SUCH_CODE)


def _organisation_faults(
    initiative: Any, changes: Mapping[str, Any], today: date
) -> Iterator[Fault]:
    """An owner or works council sits at the table; the organisation is some employer."""
    sides = {
        "employer_owner": {Side.EMPLOYER},
        "worker_owner": {Side.UNION, Side.WORKERS},
        "works_council_body": {Side.WORKERS},
    }
    named = {name: changes[name] for name in ORGANISATIONS if changes.get(name)}
    if not named:
        return
    found = dict(Organisation.objects.filter(pk__in=named.values()).values_list("pk", "side"))
    here = seated(initiative, today)
    councils = seated(initiative, today, Capacity.WORKS_COUNCIL)
    for name, pk in named.items():
        if name == "organisation":
            if found.get(pk) != Side.EMPLOYER:
                yield Fault(f"/{name}", "not_an_employer", _NOT_AN_EMPLOYER)
            continue
        seats = councils if name == "works_council_body" else here
        if found.get(pk) not in sides[name] or str(pk) not in seats:
            yield Fault(f"/{name}", "not_seated", _NOT_SEATED)


def _date_faults(initiative: Any, changes: Mapping[str, Any]) -> Iterator[Fault]:
    start = changes.get("start_on", initiative.start_on)
    end = changes.get("end_on", initiative.end_on)
    if {"start_on", "end_on"} & changes.keys() and start and end and end <= start:
        yield Fault("/end_on", "wrong_order", _WRONG_ORDER)


def _row_faults(changes: Mapping[str, Any], name: str, slug: str) -> Iterator[Fault]:
    codes = [row["code"] for row in changes.get(name) or []]
    for fault in _unknown(codes, slug, f"/{name}", many=True):
        yield Fault(f"{fault.pointer}/code", fault.code, fault.words)


def plain(changes: Mapping[str, Any]) -> Mapping[str, Any]:
    """Return changes whose organisations are ids, whether they came as text or as ids."""
    ids = {
        name: UUID(str(changes[name])) for name in ORGANISATIONS if changes.get(name) is not None
    }
    return {**changes, **ids}
