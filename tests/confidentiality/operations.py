"""Every operation of the OpenAPI document, and how to fill in its addresses, filters and bodies.

What is not known here is an error: a new address must be looked at before it can be trusted.
"""

import json
import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import cached_property
from typing import Any
from urllib.parse import urlencode

from backend.api.documents import openapi_text
from backend.reference.ids import new_id
from tests.confidentiality.world import World
from tests.people import days

VERBS = ("get", "post", "patch", "put", "delete")
KINDS = {
    "affiliations": "affiliation",
    "reminding-arrangements": "arrangement",
    "agreements": "agreement",
    "calendar-feeds": "calendarFeed",
    "bargaining-tables": "table",
    "binding-requests": "bindingRequest",
    "subsidies": "subsidy",
    "clauses": "clause",
    "comments": "comment",
    "commitments": "commitment",
    "published-texts": "published",
    "copies": "copy",
    "disputes": "dispute",
    "evaluations": "evaluation",
    "initiatives": "initiative",
    "mandates": "mandate",
    "meetings": "meeting",
    "memberships": "membership",
    "notes": "note",
    "organisations": "organisation",
    "packages": "package",
    "routines": "routine",
    "papers": "paper",
    "people": "person",
    "received-signals": "signal",
    "reminders": "reminder",
    "signals": "own signal",
}
# What stands below a resource: the kind of row, and how it is named in an address.
BELOW = {
    "versionId": "version",
    "againstId": "version",
    "consentId": "consent",
    "transitionId": "entry",
    "evidenceId": "evidence",
    "statementId": "statement",
    "pieceId": "piece",
    "publicationId": "publicationText",
    "intentionId": "intention",
    "proofId": "proof",
    "judgementId": "judgement",
    "addendumId": "addendum",
    "bottleneckId": "bottleneck",
    "businessCaseId": "businessCase",
    "measurementId": "measurement",
    "itemId": "item",
    "decisionId": "decision",
    "correctionId": "correction",
    "answerId": "meetingAnswer",
    "replyId": "reply",
    "resolutionId": "resolution",
    "revealId": "reveal",
    "commitmentId": "promise",
}
NAMES = {
    "/lifecycles/{name}": ("clause", "initiative", "commitment", "meeting", "package", "routine"),
    "/reference/{name}": ("aims", "themes"),
}
# Filters that every row of the world passes, hidden ones too: tried all at once.
WIDE = {
    "aim": "job_control",
    "changedSince": "2020-01-01T00:00:00Z",
    "clauseType": "normative",
    "dueAfter": "2020-01-01",
    "dueBefore": "2100-01-01",
    "dueFrom": "2020-01-01",
    "dueUntil": "2100-01-01",
    "endsAfter": "2020-01-01",
    "endsBefore": "2100-01-01",
    "region": "AM21",
    "reviewBefore": "2100-01-01",
    "sbiVersion": "2025",
    "sizeClass": "WP50",
    "startsFrom": "2020-01-01T00:00:00Z",
    "startsUntil": "2100-01-01T00:00:00Z",
    "theme": "zelfroosteren",
    "validOn": "2026-01-01",
}
# Filters that some rows pass: tried one by one.
NARROW = {
    "act": "consent",
    "active": "true",
    "asleep": "false",
    "awaitsOutcome": "true",
    "deadline": "review_due",
    "event": "changed",
    "form": "final",
    "kind": "clause",
    "level": "joint_committee",
    "name": "review_due",
    "occasion": "technology",
    "open": "true",
    "overdue": "true",
    "part": "1",
    "resolved": "false",
    "rule": "review_due",
    "revealed": "false",
    "ownerSide": "employer",
    "scope": "all",
    "side": "union",
    "sector": "R",
    "subjectKind": "clause",
    "type": "zelfroosteren",
    "unread": "true",
}
# Filters by the id of a row that may be hidden.
IDENTIFIERS = {
    "agreement": "agreement",
    "commitment": "commitment",
    "initiative": "initiative",
    "linkedClause": "clause",
    "person": "mandate",
    "clause": "clause",
    "subject": "clause",
    "subjectId": "clause",
}
# The rest has rules of its own in `queries`; paging and `fields` only leave out.
KNOWN = WIDE.keys() | NARROW.keys() | IDENTIFIERS.keys()
KNOWN |= {"bargainingTable", "key", "on", "organisation", "owner", "state", "q"}
KNOWN |= {"cursor", "pageSize", "ordering", "fields"}
LATER = days(90).isoformat()
# Bodies that fit, so that it is not their shape that is refused.
BODIES: dict[str, Any] = {
    "POST /affiliations": {
        "person": str(new_id()),
        "organisation": str(new_id()),
        "function": "negotiator",
        "startsOn": LATER,
    },
    "PATCH /affiliations/{id}": {"endsOn": LATER, "reason": "Vertrek"},
    "POST /agreements": {"title": "Cao", "type": "sector"},
    "POST /bargaining-tables": {"name": "Nieuwe tafel"},
    "PATCH /bargaining-tables/{id}": {"name": "Andere tafel"},
    "POST /comments/{id}/agenda-items": {"meeting": str(new_id()), "title": "Punt"},
    "POST /clauses": {"articleNumber": "1", "title": "Titel"},
    "POST /commitments": {"text": "Beloofd", "ownerSide": "employer", "dueOn": LATER},
    "POST /initiatives": {"title": "Titel"},
    "PATCH /agreements/{id}": {"title": "Anders"},
    "POST /agreements/{id}/notice-intentions": {"decision": "not"},
    "POST /agreements/{id}/notice-proofs": {"name": "Brief", "document": "JVBERi0xLjQKJSVFT0Y="},
    "POST /binding-requests": {
        "kind": "request",
        "requestedOn": days(-1).isoformat(),
        "parties": [],
        "name": "Brief",
        "document": "JVBERi0xLjQKJSVFT0Y=",
    },
    "PATCH /binding-requests/{id}": {"objections": 1},
    "POST /calendar-feeds": {"name": "Telefoon"},
    "POST /clauses/{id}/publication-texts": {"passages": []},
    "POST /clauses/{id}/publication-corrections": {"passages": [], "reason": "Een naam."},
    "POST /agreements/{id}/transitions": {"name": "submit"},
    "PATCH /clauses/{id}": {"title": "Anders"},
    "POST /clauses/{id}/drafts": {"body": "Anders"},
    "POST /clauses/{id}/consents": {"transition": "agree"},
    "POST /clauses/{id}/transitions": {"name": "submit"},
    "POST /clauses/{id}/versions": {"body": "Anders"},
    "POST /comments": {"text": "Wie?"},
    "POST /comments/{id}/commitments": {
        "text": "Beloofd",
        "ownerSide": "employer",
        "dueOn": LATER,
    },
    "POST /comments/{id}/replies": {"text": "Zij."},
    "POST /comments/{id}/resolutions": {"resolved": True},
    "PATCH /commitments/{id}": {"text": "Anders"},
    "POST /commitments/{id}/consents": {"transition": "defer", "data": {"dueOn": LATER}},
    "POST /commitments/{id}/evidence": {
        "kind": "statement",
        "title": "Gedaan",
        "statement": "Het is gedaan.",
    },
    "POST /commitments/{id}/transitions": {"name": "start"},
    "POST /disputes/{id}/evidence": {"title": "Rooster", "url": "https://voorbeeld.nl/rooster"},
    "POST /disputes/{id}/statements": {"text": "Ook dit."},
    "POST /evaluations/{id}/addenda": {"judgement": str(new_id()), "text": "Ook dit."},
    "POST /evaluations/{id}/judgements": {"verdict": "met", "explanation": "Gelukt."},
    "PATCH /initiatives/{id}": {"title": "Anders"},
    "POST /initiatives/{id}/bottlenecks": {
        "code": "no_owner",
        "description": "Niemand",
        "ownerSide": "joint",
        "solution": "Iemand",
        "dueOn": LATER,
    },
    "PATCH /initiatives/{id}/bottlenecks/{bottleneckId}": {"status": "solved", "result": "Ja"},
    "POST /subsidies": {
        "programme": "slim",
        "closesOn": "2099-01-01",
        "source": "Staatscourant",
    },
    "PATCH /subsidies/{id}": {"source": "Elders"},
    "POST /initiatives/{id}/business-cases": {"cost": 1, "benefit": 2, "source": "Eigen"},
    "POST /initiatives/{id}/consents": {"transition": "approve"},
    "POST /initiatives/{id}/measurements": {
        "indicator": "workload",
        "moment": "interim",
        "measuredOn": days(0).isoformat(),
        "value": 1,
        "source": "Eigen",
    },
    "POST /initiatives/{id}/transitions": {"name": "submit"},
    "POST /packages": {
        "title": "Ruil",
        "members": [
            {
                "clause": str(new_id()),
                "terms": {"effectiveOn": LATER, "endsOn": LATER, "indicators": ["autonomy"]},
            }
        ],
    },
    "PATCH /packages/{id}": {"title": "Anders"},
    "POST /routines": {
        "title": "Evalueren",
        "form": "joint_evaluation",
        "every": 1,
        "unit": "year",
        "firstOn": "2099-01-01",
    },
    "PATCH /routines/{id}": {"title": "Anders"},
    "POST /routines/{id}/consents": {"transition": "agree"},
    "POST /routines/{id}/transitions": {"name": "withdraw"},
    "POST /packages/{id}/consents": {"transition": "agree"},
    "POST /packages/{id}/transitions": {"name": "withdraw"},
    "POST /papers": {
        "subjectKind": "clause",
        "subjectId": str(new_id()),
        "transition": "agree",
        "organisation": str(new_id()),
        "signedBy": "Vera",
        "signedOn": days(0).isoformat(),
        "name": "Brief",
        "document": "JVBERi0xLjQKJSVFT0Y=",
    },
    "PATCH /papers/{id}": {"decision": "refused", "reason": "Niet van ons"},
    "POST /mandates": {
        "person": str(new_id()),
        "acts": ["consent"],
        "startsOn": LATER,
        "grantedBy": "Bestuur",
    },
    "PATCH /mandates/{id}": {"revoked": True, "reason": "Vertrek"},
    "POST /memberships": {
        "bargainingTable": str(new_id()),
        "organisation": str(new_id()),
        "capacity": "party",
        "startsOn": LATER,
    },
    "PATCH /memberships/{id}": {"endsOn": LATER, "reason": "Vertrek"},
    "POST /organisations": {"name": "Nieuwe bond", "kind": "union"},
    "PATCH /organisations/{id}": {"name": "Andere bond"},
    "POST /people": {"name": "Jan", "email": "jan@example.org"},
    "PATCH /people/{id}": {"name": "Johan"},
    "POST /meetings": {
        "form": "steering_group",
        "title": "Overleg",
        "startsAt": f"{LATER}T10:00:00Z",
    },
    "PATCH /meetings/{id}": {"title": "Anders"},
    "POST /meetings/{id}/consents": {"transition": "establish"},
    "POST /meetings/{id}/answers": {"confirmed": True},
    "POST /meetings/{id}/corrections": {"text": "Het was later."},
    "POST /meetings/{id}/decisions": {
        "item": str(new_id()),
        "outcome": "noted",
        "text": "Besproken.",
    },
    "PATCH /meetings/{id}/decisions/{decisionId}": {"confirmed": True},
    "POST /meetings/{id}/items": {"title": "Rondvraag"},
    "PATCH /meetings/{id}/items/{itemId}": {"title": "Anders"},
    "POST /meetings/{id}/transitions": {"name": "convene"},
    "POST /notes": {"text": "Van ons."},
    "PATCH /notes/{id}": {"text": "Anders"},
    "POST /notes/{id}/reveals": {"digest": "0" * 64},
    "POST /received-signals/{id}/responses": {"kind": "closed", "text": "Gezien."},
    "POST /signals": {"text": "Het gebeurt niet.", "named": False, "mayQuote": False},
    "PATCH /me/notification-preferences": {"digestHour": 7},
    "POST /reminding-arrangements": {
        "bargainingTable": str(new_id()),
        "rule": "review_due",
        "offsets": [-7],
    },
    "PATCH /reminding-arrangements/{id}": {"decision": "withdraw"},
    "POST /nudges": {
        "subjectKind": "clause",
        "subjectId": str(new_id()),
        "organisation": str(new_id()),
    },
    "PATCH /reminders/{id}": {"readAt": None},
}


@dataclass(frozen=True)
class Operation:
    """One verb at one address of the document."""

    verb: str
    path: str
    query: dict[str, Any] = field(default_factory=dict)
    has_body: bool = False

    def __str__(self) -> str:
        return f"{self.verb} {self.path}"

    @cached_property
    def names(self) -> list[str]:
        """The names in the address."""
        return re.findall(r"{(\w+)}", self.path)

    @property
    def has_rows(self) -> bool:
        """Whether the address is of a row, or below one."""
        return self.names[:1] == ["id"]

    @property
    def kind(self) -> str:
        """The kind of row that the resource holds; "" where it holds none."""
        return KINDS.get(self.path.split("/")[1], "")

    @property
    def child(self) -> str:
        """The kind of row that the last name is of, below `{id}`; "" where there is none."""
        return BELOW[self.names[-1]] if len(self.names) > 1 else ""

    @property
    def body(self) -> Any:
        """Something that fits, as far as it can."""
        return BODIES[str(self)] if self.has_body else None

    def address(self, *names: Any, **query: str) -> str:
        """The address with these names filled in, in their order."""
        filled = self.path
        for name in names:
            filled = re.sub(r"{\w+}", str(name), filled, count=1)
        return f"/v1{filled}" + (f"?{urlencode(query)}" if query else "")

    def unknown(self) -> list[str]:
        """What of this operation nobody has told here how to fill in."""
        found = []
        if self.has_rows:
            found += [] if self.kind else [f"the rows of {self.path}"]
            found += [f"{name} of {self.path}" for name in self.names[1:] if name not in BELOW]
        elif self.names and self.path not in NAMES:
            found.append(f"the names of {self.path}")
        if self.has_body and str(self) not in BODIES:
            found.append(f"the body of {self}")
        return found + [f"{name} of {self}" for name in self.query.keys() - KNOWN]


def operations() -> list[Operation]:
    """Every operation of the document, in its order."""
    document = json.loads(openapi_text("en"))
    return [
        Operation(verb.upper(), path, _query_of(document, told), "requestBody" in told)
        for path, verbs in document["paths"].items()
        for verb, told in verbs.items()
        if verb in VERBS
    ]


def _query_of(document: Any, told: Any) -> dict[str, Any]:
    parameters = [_resolved(document, each) for each in told.get("parameters", [])]
    return {p["name"]: p.get("schema", {}) for p in parameters if p["in"] == "query"}


def _resolved(document: Any, parameter: Any) -> Any:
    if "$ref" not in parameter:
        return parameter
    found = document
    for step in parameter["$ref"].removeprefix("#/").split("/"):
        found = found[step]
    return found


def queries(world: World, operation: Operation, name: str) -> Iterator[dict[str, str]]:
    """The queries that are tried on a list: all of it, each ordering and filter, hidden words."""
    asked = operation.query
    orderings = {"ordering": asked["ordering"]["enum"][-1]} if "ordering" in asked else {}
    organisation = str(world.circle.organisations["bedrijf"].pk)
    wide = WIDE | {
        "bargainingTable": str(world.circle.table.pk),
        "organisation": organisation,
        "owner": organisation,
    }
    yield {"pageSize": "200"} if "pageSize" in asked else {}
    if narrowing := orderings | {key: value for key, value in wide.items() if key in asked}:
        yield narrowing
    for key in NARROW.keys() & asked.keys():
        enum = asked[key].get("enum", ())
        yield {key: enum[0] if enum and NARROW[key] not in enum else NARROW[key]}
    hidden = world.hidden(operation.kind, name) if operation.kind else []
    if "state" in asked:
        yield {"state": (hidden or world.rows[operation.kind])[0].state}
    if "q" in asked:
        kinds = (operation.kind, "version")
        words = [canary.word for canary in world.kept_from(name) if canary.kind in kinds]
        yield from ({"q": " or ".join(words[at : at + 6])} for at in range(0, len(words), 6)[:2])


def absent(kind: str) -> str:
    """The name of a row that is not there."""
    return "0" * 64 if kind == "entry" else str(new_id())


def below(world: World, kind: str, parent: Any) -> list[Any]:
    """The rows of a kind that stand below a row in the addresses; of entries, the transitions."""
    rows = world.below(kind, parent)
    return [row for row in rows if kind != "entry" or row.event in parent.lifecycle.names]
