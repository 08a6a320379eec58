"""Organisations, people, bargaining tables and mandates in the demo file."""

from backend.demo.records.values import DAY, ORGANISATION
from backend.demo.shapes import Code, Flag, Id, ListOf, Record, Ref, Text, words
from backend.parties.kinds import (
    Act,
    Capacity,
    Function,
    OrganisationKind,
    RatificationRule,
    Side,
    WorkerVoice,
)

ORGANISATIONS = Record(
    {
        "id": Id("organisation"),
        "name": Text(),
        "kind": words(*OrganisationKind.values),
        "side": words(*Side.values),
    },
    {"size_class": Code("size-classes"), "parent": ORGANISATION},
)
AFFILIATION = Record(
    {"organisation": ORGANISATION, "function": words(*Function.values), "from": DAY},
    {"until": DAY, "keeps_mandates": Flag()},
)
PEOPLE = Record(
    {
        "id": Id("person"),
        "email": Text(),
        "name": Text(),
        "language": words("nl", "en"),
        "login": Flag(),
        "affiliations": ListOf(AFFILIATION),
    },
    {"administrator": Flag()},
)
MEMBER = Record(
    {
        "organisation": ORGANISATION,
        "capacity": words(*Capacity.values),
        "from": DAY,
    },
    {"until": DAY},
)
TABLES = Record(
    {
        "id": Id("table"),
        "name": Text(),
        "ratification_rule": words(*RatificationRule.values),
        "worker_voice": words(*WorkerVoice.values),
        "members": ListOf(MEMBER, 2),
    }
)
MANDATES = Record(
    {
        "person": Ref("person"),
        "organisation": ORGANISATION,
        "acts": ListOf(words(*Act.values), 1),
        "from": DAY,
        "granted_by": Text(),
    },
    {"table": Ref("table"), "until": DAY},
)
