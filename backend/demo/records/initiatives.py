"""Initiatives, and what is done around them, as the demo file writes them."""

from backend.demo.records.values import (
    DAY,
    FINAL_JUDGEMENTS,
    LONG,
    ORGANISATION,
    PAST_REVIEWS,
    TAILORING,
    history,
    states,
)
from backend.demo.shapes import Code, Id, ListOf, Number, Record, Ref, Text, codes, refs, words

OWNER_SIDES = words("employer", "workers", "joint")
ANCHOR = words("regulation", "clause", "works_council_decision")
MEASURED = Record(
    {"code": Code("indicators"), "target": Number(fraction=True), "source": Text()},
    {"baseline": Number(fraction=True), "current": Number(fraction=True)},
)
BOTTLENECK = Record(
    {
        "code": Code("bottlenecks"),
        "description": LONG,
        "status": words("open", "in_progress", "solved", "accepted"),
        "solution": Text(),
        "owner_side": OWNER_SIDES,
        "owner": ORGANISATION,
        "raised": DAY,
        "due": DAY,
    },
    {"closed": DAY},
)
EXPECTED = Record(
    {"code": Code("bottlenecks"), "solution": Text(), "owner_side": OWNER_SIDES, "due": DAY}
)
WORKS_COUNCIL = Record(
    {"body": ORGANISATION, "role": words("none", "advice", "consent", "initiative")},
    {
        "due": DAY,
        "outcome": words(
            "positive",
            "positive_with_conditions",
            "negative",
            "consented",
            "consented_with_conditions",
            "refused",
        ),
        "decided": DAY,
        "conditions": LONG,
    },
)
GOOD_EXAMPLE = Record(
    {"status": words("nominated", "consent_pending", "published", "retracted")},
    {"consent_employer": DAY, "consent_union": DAY},
)
BUSINESS_CASE = Record(
    {"cost_eur": Number(), "benefit_eur": Number()},
    {"payback_months": Number(1), "note": Text()},
)
INITIATIVES = Record(
    {
        "id": Id("initiative"),
        "title": Text(),
        "bargaining_table": Ref("table"),
        "organisation": ORGANISATION,
        "proposed_by": ORGANISATION,
        "sector_sbi2025": Code("sbi-2025-sections"),
        "labour_market_region": Code("labour-market-regions"),
        "size_class": Code("size-classes"),
        "themes": codes("themes", 1),
        "aims": codes("aims", 1, 3),
        "state": states("initiative"),
        "trigger": words(
            "technology",
            "energy_transition",
            "labour_shortage",
            "ageing",
            "flexibilisation",
            "work_intensification",
            "competition",
            "crisis",
        ),
        "problem": LONG,
        "desired_situation": LONG,
        "plan": ListOf(Text(), 5, 5),
        "target_group": Record({"description": Text(), "size": Number(1)}),
        "linked_clauses": refs("clause"),
        "owners": Record({"employer": ORGANISATION, "worker": ORGANISATION}),
        "indicators": ListOf(MEASURED, 0, 3),
        "success_factors": codes("success-factors"),
    },
    {
        "start_date": DAY,
        "end_date": DAY,
        "next_review": DAY,
        "past_reviews": PAST_REVIEWS,
        "final_evaluation_due": DAY,
        "works_council": WORKS_COUNCIL,
        "funding": Code("funding-programmes"),
        "budget_eur": Number(),
        "grant_awarded": DAY,
        "expected_bottlenecks": ListOf(EXPECTED, 1),
        "bottlenecks": ListOf(BOTTLENECK, 1),
        "culture": Record({"effect": words("helps", "neutral", "hinders"), "note": Text()}),
        "tailoring": TAILORING,
        "partnership": Record({"name": Text(), "members": Number(2)}),
        "business_case": BUSINESS_CASE,
        "good_example": GOOD_EXAMPLE,
        "embedding": Record(
            {"plan": LONG, "owner": ORGANISATION}, {"evidence": LONG, "anchor": ANCHOR}
        ),
        "follow_up_due": DAY,
        "pause": Record({"reason": LONG, "resume": DAY}),
        "escalation": Record(
            {
                "by": ORGANISATION,
                "cause": words("late_bottleneck", "disagreement"),
                "explanation": LONG,
            }
        ),
        "lessons": LONG,
        "final_judgements": FINAL_JUDGEMENTS,
        "rejection": Record({"by": ORGANISATION, "reason": LONG}),
        "history": history("initiative"),
    },
)
SESSIONS = Record(
    {
        "id": Id("session"),
        "title": Text(),
        "date": DAY,
        "organiser": ORGANISATION,
        "format": words("online", "live", "company_visit"),
        "linked_initiatives": refs("initiative", 1),
        "audience": Text(),
    },
    {"follow_up_actions": Number()},
)
GOVERNMENT_ASKS = Record(
    {
        "id": Id("government_ask"),
        "to": ORGANISATION,
        "from_party": ORGANISATION,
        "question": LONG,
        "linked_clause": Ref("clause"),
        "asked": DAY,
        "answer_due": DAY,
        "state": words("open", "answered"),
    },
    {"answer": LONG, "answered": DAY, "apply_before": DAY},
)
