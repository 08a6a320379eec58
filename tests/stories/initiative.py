"""What people do to one initiative, and what they see of it, over HTTP."""

from datetime import UTC, datetime, timedelta
from typing import Any

import time_machine

from backend.workflow.clock import run_due_transitions
from tests.api.clients import Api
from tests.lifecycles.initiative_arrangement import steering_group
from tests.stories.onlookers import NOBODY, UNSEEN, Onlookers
from tests.stories.patrol import Patrol

AT_THE_TABLE, OUTSIDE = ("sanne", "otto"), ("lies", "ada", "nick", NOBODY)
# After each step the state, and the audit entries that are new to the secretariat and the works
# council. Nobody outside the steering group ever sees anything: of an initiative only totals are
# published, elsewhere.
VIEWS = {
    "create": ("idea", ""),
    "submit": ("proposed", "submit"),
    "start_consultation": ("in_consultation", "start_consultation"),
    "record_or_outcome": ("in_consultation", "consent_given consents_voided record_or_outcome"),
    "approve": ("approved", "consent_given consent_given approve"),
    "start_baseline": ("baseline", "start_baseline"),
    "launch": ("running", "measure consent_given consent_given launch"),
    "raise_bottleneck": ("running", "raise_bottleneck"),
    "pause": ("paused", "follow_bottleneck pause"),
    "resume": ("running", "consent_given consent_given resume"),
    "review_due": ("under_review", "review_due"),
    "review_continue": (
        "running",
        "measure judgements_unsealed consent_given consent_given review_continue",
    ),
    "start_evaluation": ("evaluating", "review_due start_evaluation"),
    "decide_embed": (
        "embedding",
        "judgements_unsealed measure account consent_given consent_given decide_embed",
    ),
    "confirm_embedded": ("embedded", "consent_given consent_given confirm_embedded"),
}
START = datetime(2027, 2, 1, 9, tzinfo=UTC)


class Story:
    """The people, the initiative they work on, and the calendar."""

    def __init__(self, clock: time_machine.Traveller) -> None:
        self.clock, self.circle, self.address = clock, steering_group(), ""
        self.looked: list[str] = []
        self.onlookers = Onlookers(
            self.circle,
            AT_THE_TABLE + OUTSIDE,
            "/v1/initiatives",
            "rooster",
            lambda shown: shown["title"],
        )
        self.patrol = Patrol(self.circle)

    def go_to(self, day: int) -> None:
        """Let time pass until so many days after the start; the clock does what is due."""
        self.clock.move_to(START + timedelta(days=day))
        run_due_transitions(START + timedelta(days=day))

    def on(self, day: int) -> str:
        return (START + timedelta(days=day)).date().isoformat()

    def id_of(self, organisation: str) -> str:
        return str(self.circle.organisations[organisation].pk)

    def api(self, name: str) -> Api:
        return Api(self.circle.people[name])

    def see(self, name: str, below: str = "") -> Any:
        answer = self.api(name).get(f"{self.address}{below}")
        assert answer.status_code == 200, answer.json()
        return answer.json()

    def items(self, name: str, below: str) -> list[Any]:
        found: list[Any] = self.see(name, below)["items"]
        return found

    @property
    def state(self) -> str:
        return str(self.see("emma")["state"])

    def option(self, name: str, transition: str) -> Any:
        items = self.items(name, "/available-transitions")
        return next(item for item in items if item["name"] == transition)

    def post(self, name: str, below: str, body: dict[str, Any]) -> Any:
        """POST as somebody who has just looked."""
        version = self.see(name)["version"]
        return self.api(name).post(f"{self.address}{below}", body, if_match=version)

    def take(self, name: str, transition: str, reason: str = "", **data: Any) -> Any:
        body = {"name": transition, "reason": reason, "data": data}
        answer = self.post(name, "/transitions", body)
        assert answer.status_code == 201, answer.json()
        return answer.json()

    def consent(self, name: str, transition: str, **data: Any) -> Any:
        answer = self.post(name, "/consents", {"transition": transition, "data": data})
        assert answer.status_code == 201, answer.json()
        return answer.json()

    def together(self, transition: str, **data: Any) -> None:
        """Both owners consent to the same terms; Emma presses."""
        self.consent("emma", transition, **data)
        refused = self.post("emma", "/transitions", {"name": transition, "data": data})
        assert refused.status_code == 409
        assert "consent-missing" in {fault["code"] for fault in refused.json()["errors"]}
        self.consent("karel", transition, **data)
        assert self.post("emma", "/transitions", {"name": transition}).status_code == 201

    def waiting_for(self, name: str) -> list[tuple[str, str | None]]:
        """What this person is asked to do now, and by when."""
        items = self.api(name).get("/v1/me/actions").json()["items"]
        asked = [item for item in items if item["kind"] == "transition"]
        return [(item["transition"], item["dueOn"]) for item in asked]

    def measure(self, name: str, moment: str, value: str, day: int) -> None:
        body = {"indicator": "schedule_control", "moment": moment, "measuredOn": self.on(day)}
        answer = self.post(name, "/measurements", body | {"value": value})
        assert answer.status_code == 201, answer.json()

    def evaluation(self, name: str) -> Any:
        (found, *_) = self.api(name).get("/v1/evaluations").json()["items"]
        return self.api(name).get(f"/v1/evaluations/{found['id']}").json()

    def judge(self, name: str, **judgement: Any) -> None:
        place = f"/v1/evaluations/{self.evaluation(name)['id']}/judgements"
        answer = self.api(name).post(place, judgement)
        assert answer.status_code == 201, answer.json()

    def look(self, step: str) -> None:
        """Compare what the onlookers see after a step with the table."""
        state, new = VIEWS[step]
        told = f"{state} (Zelfroosteren): {new}" if new else UNSEEN
        around, outside = dict.fromkeys(AT_THE_TABLE, told), dict.fromkeys(OUTSIDE, UNSEEN)
        assert self.onlookers.look(self.address) == around | outside
        self.looked.append(step)
        self.patrol.look(step)

    def nothing_for_outsiders(self) -> None:
        for name in ("nick", "lies", "ada"):
            api = self.api(name)
            for below in ("", "/transitions", "/bottlenecks", "/measurements", "/audit-entries"):
                assert api.get(f"{self.address}{below}").status_code == 404
            for listed in ("initiatives", "evaluations", "deadlines"):
                assert api.get(f"/v1/{listed}").json()["items"] == []
