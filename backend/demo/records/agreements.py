"""Agreements, their clauses and the commitments in them, as the demo file writes them."""

from backend.demo.records.values import (
    DAY,
    FINAL_JUDGEMENTS,
    LONG,
    ORGANISATION,
    PAST_REVIEWS,
    PERIOD,
    SIDES,
    TAILORING,
    states,
)
from backend.demo.shapes import Code, Id, ListOf, Number, Record, Ref, Text, codes, refs, words

EVIDENCE = Record({"kind": words("document", "link", "statement"), "title": Text(), "url": Text()})
COMMITMENTS = Record(
    {
        "id": Id("commitment"),
        "text": Text(),
        "owner_side": SIDES,
        "owner": ORGANISATION,
        "employer_owner": ORGANISATION,
        "worker_owner": ORGANISATION,
        "due": DAY,
        "state": states("commitment"),
        "indicators": codes("indicators"),
    },
    {
        "evidence": ListOf(EVIDENCE),
        "started": DAY,
        "delivered": DAY,
        "accepted": DAY,
        "returned": DAY,
        "return_reason": LONG,
        "deferral": Record({"on": DAY, "due": DAY, "reason": LONG}),
        "justification": Record({"on": DAY, "text": LONG}),
    },
)
VALUE = Record({"code": Code("indicators"), "value": Number(fraction=True)})
COMPLETED = Record(
    {
        "on": DAY,
        "judgements": FINAL_JUDGEMENTS,
        "measurements": ListOf(VALUE, 1),
        "lessons": LONG,
        "follow_up": words("stop", "continue", "bring_in_again"),
    }
)
DISPUTE = Record(
    {
        "kind": words("interpretation", "observance", "fact"),
        "raised_by": ORGANISATION,
        "raised": DAY,
        "quote": LONG,
        "facts": LONG,
        "requested": LONG,
        "first_answer_due": DAY,
        "answered_by": ORGANISATION,
        "answered": DAY,
        "answer": LONG,
        "answer_requested": LONG,
        "level": words("consultation", "joint_committee", "mediation", "court"),
        "escalated": DAY,
        "before": Text(),
        "answer_due": DAY,
    }
)
DEADLOCK = Record(
    {
        "by": ORGANISATION,
        "since": DAY,
        "kind": words("final_offer", "ultimatum"),
        "reason": LONG,
        "answer_due": DAY,
        "next": Text(),
    }
)
CLAUSES = Record(
    {
        "id": Id("clause"),
        "article_number": Text(40),
        "title": Text(),
        "clause_type": Code("clause-types"),
        "theme": Code("themes"),
        "aims": codes("aims", 1),
        "state": states("clause"),
        "proposed_by": ORGANISATION,
        "indicators": codes("indicators", 1),
        "summary": Text(400),
        "body": LONG,
        "commitments": ListOf(COMMITMENTS),
    },
    {
        "created": DAY,
        "effective_from": DAY,
        "own_end_date": DAY,
        "next_review": DAY,
        "past_reviews": PAST_REVIEWS,
        "final_evaluation": Record({"from": DAY, "due": DAY}, {"completed": COMPLETED}),
        "tailoring": TAILORING,
        "dispute": DISPUTE,
        "deadlock": DEADLOCK,
        "rationale": LONG,
        "counter": Record({"by": ORGANISATION, "on": DAY, "body": LONG, "rationale": LONG}),
        "amendments": ListOf(
            Record({"proposed_by": ORGANISATION, "proposed": DAY, "reason": LONG, "body": LONG}), 1
        ),
        "withdrawal": Record({"on": DAY, "reason": LONG}),
        "successor_clause": Ref("clause"),
    },
)
NEGOTIATION = Record(
    {"proposed": DAY, "opened": DAY, "rounds": ListOf(DAY, 1)},
    {"agreed": DAY, "ratification_from": DAY, "ratification_deadline": DAY},
)
BALLOT = Record(
    {"party": ORGANISATION, "advice": words("positive", "neutral", "negative"), "closes": DAY},
    {
        "outcome": words("accepted", "rejected", "no_objection"),
        "recorded": DAY,
        "votes_for": Number(),
        "votes_against": Number(),
    },
)
AGREEMENTS = Record(
    {
        "id": Id("agreement"),
        "title": Text(),
        "agreement_type": words("sector", "company"),
        "scope": LONG,
        "bargaining_table": Ref("table"),
        "sector_sbi2025": Code("sbi-2025-sections"),
        "sector_sbi2008": Code("sbi-2008-sections"),
        "employer_parties": refs("organisation", 1),
        "union_parties": refs("organisation", 1),
        "secretariat": ORGANISATION,
        "status": states("clause"),
        "start_date": DAY,
        "end_date": DAY,
        "negotiation": NEGOTIATION,
        "clauses": ListOf(CLAUSES, 1),
    },
    {
        "notice_period": PERIOD,
        "ballots": ListOf(BALLOT, 2),
        "registration": Record(
            {
                "submitted": DAY,
                "receipt": DAY,
                "receipt_number": Text(40),
                "agreement_number": Text(20),
            }
        ),
        "avv": Record({"decision": DAY, "end": DAY}, {"requested": DAY}),
        "notice_given": Record({"by": ORGANISATION, "on": DAY}),
        "successor": Ref("agreement"),
        "note": LONG,
    },
)
