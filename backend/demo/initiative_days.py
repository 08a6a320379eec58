"""On which day what happened to an initiative of the demo set, and who owns it.

The usual rhythm is counted from the start and end dates; `history` in the file names the days on
which something happened at another moment.
"""

from backend.demo.dates import Day
from backend.demo.located import Located

_BEFORE_START = {"submit": 100, "start_consultation": 80, "approve": 45, "start_baseline": 30}
_SUBMIT_AFTER_CREATE = 10
_DECIDE_AFTER_END = 20
FOLLOW_UP_DAYS = 365


def created(initiative: Located) -> Day:
    """Return the day on which somebody first wrote the idea down."""
    stated = initiative.get("history", {}).get("create")
    day: Day = stated or day_of(initiative, "submit") - _SUBMIT_AFTER_CREATE
    return day


def day_of(initiative: Located, event: str) -> Day:
    """Return the day of an event: as stated, or by the usual rhythm."""
    stated = initiative.get("history", {}).get(event)
    if stated is not None:
        day: Day = stated
    elif event == "launch":
        day = initiative["start_date"]
    elif event in ("decide_embed", "decide_stop"):
        day = initiative["end_date"] + _DECIDE_AFTER_END
    else:
        day = initiative["start_date"] - _BEFORE_START[event]
    return day


def owners_of(initiative: Located) -> tuple[str, str]:
    """Return who owns the initiative, employers' side first."""
    return (initiative["owners"]["employer"], initiative["owners"]["worker"])
