"""From records of the demo file to the fields of agreements, clauses, promises and initiatives."""

from collections.abc import Mapping
from typing import Any

from backend.demo.dataset import Demo, first_review
from backend.demo.loading.parties import Circle
from backend.demo.located import Located

_ORGANISATIONS = frozenset({"organisation", "owner", "works_council_body"})
_OWNER_SIDES = {"workers": "works_council"}


def with_ids(value: Any, circle: Circle, key: str = "") -> Any:
    """Return a step's data with the ids of organisations in place of the file's."""
    if isinstance(value, Mapping):
        return {name: with_ids(item, circle, name) for name, item in value.items()}
    if isinstance(value, list):
        inner = "organisation" if key == "recipients" else ""
        return [with_ids(item, circle, inner) for item in value]
    if key in _ORGANISATIONS and value in circle.organisations:
        return str(circle.organisations[value].pk)
    return value


def agreement_fields(record: Located, circle: Circle) -> dict[str, Any]:
    """Return what `create_agreement` asks."""
    today, binding = circle.today, record.get("avv", {})
    days = {
        "binding_requested_on": binding.get("requested"),
        "binding_decided_on": binding.get("decision"),
        "binding_ends_on": binding.get("end"),
    }
    return {
        "bargaining_table_id": circle.tables[record["bargaining_table"]].pk,
        "title": record["title"],
        "agreement_type": record["agreement_type"],
        "sector_code": record["sector_sbi2025"],
        "sbi_version": "2025",
        "start_on": record["start_date"].on(today),
        "end_on": record["end_date"].on(today),
        "notice_period": record.get("notice_period", ""),
        "secretariat": circle.organisations[record["secretariat"]],
        **{name: day.on(today) for name, day in days.items() if day is not None},
    }


def clause_fields(record: Located, agreement: Located) -> dict[str, Any]:
    """Return what `create_clause` asks."""
    names = ("article_number", "title", "summary", "clause_type", "theme", "body")
    return {
        **{name: record[name] for name in names},
        "rationale": record.get("rationale", ""),
        "aims": list(record["aims"]),
        "scope": agreement["scope"],
    }


def commitment_fields(record: Located, circle: Circle) -> dict[str, Any]:
    """Return what `create_commitment` asks."""
    owner = record["owner"]
    others = (record["employer_owner"], record["worker_owner"])
    beside = next((each for each in others if each != owner), None)
    return {
        "text": record["text"],
        "owner_side": _OWNER_SIDES.get(record["owner_side"], record["owner_side"]),
        "owner_id": circle.organisations[owner].pk,
        "co_owner_id": circle.organisations[beside].pk if beside else None,
        "due_on": record["due"].on(circle.today),
        "indicators": list(record["indicators"]),
    }


def initiative_fields(record: Located, circle: Circle, demo: Demo) -> dict[str, Any]:
    """Return what `create_initiative` asks; linked clauses are set by the caller."""
    days = {
        "start_on": "start_date",
        "end_on": "end_date",
        "final_evaluation_on": "final_evaluation_due",
    }
    council, culture = record.get("works_council"), record.get("culture")
    owners = record["owners"]
    facts: dict[str, Any] = {
        "bargaining_table": circle.tables[record["bargaining_table"]].pk,
        "organisation_id": circle.organisations[record["proposed_by"]].pk,
        "title": record["title"],
        "problem": record["problem"],
        "plan": "\n".join(f"{n}. {line}" for n, line in enumerate(record["plan"], 1)),
        "desired_situation": record["desired_situation"],
        "occasion": record["trigger"],
        "organisation": circle.organisations[record["organisation"]].pk,
        "sector_code": record["sector_sbi2025"],
        "sbi_version": "2025",
        "region": record["labour_market_region"],
        "size_class": record["size_class"],
        "types": list(record["themes"]),
        "aims": list(record["aims"]),
        "target_group": record["target_group"]["description"],
        "target_group_size": record["target_group"]["size"],
        "success_factors": list(record["success_factors"]),
        "employer_owner": circle.organisations[owners["employer"]].pk,
        "worker_owner": circle.organisations[owners["worker"]].pk,
        "indicators": [_indicator(line) for line in record["indicators"]],
    }
    facts |= {name: record[key].on(circle.today) for name, key in days.items() if key in record}
    if "start_date" in record and "end_date" in record:
        begins, ends = record["start_date"], record["end_date"]
        half_way = begins + (ends.offset - begins.offset) // 2
        facts["next_review_on"] = (first_review(record) or half_way).on(circle.today)
        facts.setdefault("final_evaluation_on", ends.on(circle.today))
    facts |= {name: record[key] for name, key in _PLAIN.items() if key in record}
    if council:
        facts["works_council_role"] = council["role"]
        facts["works_council_body"] = circle.organisations[council["body"]].pk
    if culture:
        facts |= {"culture_effect": culture["effect"], "culture_note": culture["note"]}
    if "tailoring" in record and "note" in record["tailoring"]:
        facts["tailoring"] = record["tailoring"]["note"]
    if "partnership" in record:
        facts["partnership"] = record["partnership"]["name"]
    if "expected_bottlenecks" in record:
        facts["expected_bottlenecks"] = [
            _expected(each, circle) for each in record["expected_bottlenecks"]
        ]
    return facts


_PLAIN = {"budget": "budget_eur", "funding": "funding"}


def _indicator(line: Located) -> dict[str, Any]:
    return {"code": line["code"], "target": line["target"], "source": line["source"]}


def _expected(found: Located, circle: Circle) -> dict[str, Any]:
    return {
        "code": found["code"],
        "solution": found["solution"],
        "owner_side": found["owner_side"],
        "due_on": found["due"].on(circle.today),
    }
