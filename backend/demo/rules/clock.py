"""What the clock would do at once: then the set would not stay as the file describes it."""

from collections.abc import Callable

from backend.demo.dataset import TODAY, Demo
from backend.demo.located import Located

Say = Callable[[Located, str, str], None]

_PAUSE_DAYS = 30
_ARCHIVE_DAYS = 365
_RUNNING = ("in_force", "under_review", "in_amendment", "final_evaluation")


def clock(demo: Demo, say: Say) -> None:
    """Say where a transition of the clock is due on the day of loading."""
    for clause in demo.clauses.values():
        if clause.complete and demo.agreement_of(clause).complete:
            _clause(demo, clause, say)
    for initiative in demo.initiatives.values():
        if initiative.complete:
            _initiative(initiative, say)


def _clause(demo: Demo, clause: Located, say: Say) -> None:
    state = clause["state"]
    if state in _RUNNING and demo.ends(clause) < TODAY:
        say(clause, "state", f"the term ended on {demo.ends(clause)}")
    match state:
        case "in_force":
            _in_force(demo, clause, say)
        case "ratified":
            begins = demo.in_force(clause)
            if begins is not None and begins <= TODAY:
                say(clause, "state", "its day has come, so the clock would bring it into force")
        case "in_aftereffect" | "lapsed":
            _after_term(demo, clause, say)
        case "completed":
            done = clause.get("final_evaluation", {}).get("completed")
            if done and done["on"] + _ARCHIVE_DAYS <= TODAY:
                say(clause, "state", "ended over a year ago, so the clock would archive it")


def _in_force(demo: Demo, clause: Located, say: Say) -> None:
    if clause.get("next_review", TODAY) <= TODAY:
        say(clause, "next_review", "has passed, so the clock would begin the review")
    if demo.final_evaluation_from(clause) <= TODAY:
        say(clause, "final_evaluation", "its day has come, so the clock would begin it")


def _after_term(demo: Demo, clause: Located, say: Say) -> None:
    if not demo.ends(clause) < TODAY:
        say(clause, "state", f"the term ends only on {demo.ends(clause)}")
    renewed = "notice_given" not in demo.agreement_of(clause)
    if clause["state"] == "in_aftereffect" and renewed:
        say(clause, "state", "without notice the agreement would have been renewed tacitly")


def _initiative(initiative: Located, say: Say) -> None:
    state = initiative["state"]
    if state == "running" and initiative.get("next_review", TODAY) <= TODAY:
        say(initiative, "next_review", "has passed, so the clock would begin the review")
    if state in ("running", "under_review") and initiative.get("end_date", TODAY) <= TODAY:
        say(initiative, "end_date", "has come, so the clock would begin the final evaluation")
    resume = initiative.get("pause", {}).get("resume")
    if resume is not None and resume + _PAUSE_DAYS <= TODAY:
        say(initiative, "pause", "was to end a month ago, so the clock would escalate it")
