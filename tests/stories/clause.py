"""What people do to one clause, and what they see of it, over HTTP."""

from datetime import UTC, datetime, time, timedelta
from typing import Any

from django.utils import timezone

from backend.workflow.clock import run_due_transitions
from tests.api.clients import Api
from tests.people import Circle, days
from tests.stories.clause_views import AGREED, ONLOOKERS, VIEWS, in_a_few_words
from tests.stories.onlookers import Onlookers
from tests.stories.patrol import Patrol

CLAUSES = "/v1/clauses"
FIRST = days(0)


class Story:
    """What people do to one clause, day by day."""

    def __init__(self, circle: Circle, clock: Any) -> None:
        self.circle, self.clock = circle, clock
        self.agreement = self.clause = ""
        self.looked: list[str] = []
        self.onlookers = Onlookers(circle, ONLOOKERS, CLAUSES, "rooster", in_a_few_words)
        self.patrol = Patrol(circle)

    def go_to(self, number: int) -> None:
        """Go to that day, counted from the first; the clock does what is due by then."""
        self.clock.move_to(noon(number))
        run_due_transitions(timezone.now())

    def look(self, step: str) -> None:
        """Compare what the onlookers see after a step with the table."""
        seen = self.onlookers.look(f"{CLAUSES}/{self.clause}")
        assert seen == VIEWS[step].told()
        self.looked.append(step)
        self.patrol.look(step)

    def api(self, name: str) -> Api:
        return Api(self.circle.people[name])

    def get(self, name: str, below: str = "") -> Any:
        answer = self.api(name).get(f"{CLAUSES}/{self.clause}{below}")
        assert answer.status_code == 200, answer.content
        return answer.json()

    def status(self, name: str, below: str = "") -> int:
        return int(self.api(name).get(f"{CLAUSES}/{self.clause}{below}").status_code)

    def post(self, name: str, below: str, body: dict[str, Any]) -> Any:
        version = self.get(name)["version"]
        return self.api(name).post(f"{CLAUSES}/{self.clause}{below}", body, if_match=version)

    def take(
        self, who: str, name: str, data: dict[str, Any] | None = None, reason: str = ""
    ) -> str:
        """Take a transition; return the state that it led to."""
        body = {"name": name, "reason": reason} | ({} if data is None else {"data": data})
        answer = self.post(who, "/transitions", body)
        assert answer.status_code == 201, answer.content
        assert answer["Location"].startswith(f"{CLAUSES}/{self.clause}/transitions/")
        return str(answer.json()["to"])

    def refused(self, who: str, name: str, data: dict[str, Any] | None = None) -> set[str]:
        """Try a transition that is refused; return the codes of the reasons."""
        body = {"name": name} | ({} if data is None else {"data": data})
        answer = self.post(who, "/transitions", body)
        assert answer.status_code == 409, answer.content
        assert answer["Content-Type"] == "application/problem+json"
        return {error["code"] for error in answer.json()["errors"]}

    def consent(self, who: str, name: str, data: dict[str, Any] | None = None, **more: Any) -> Any:
        body = {"transition": name, **more} | ({} if data is None else {"data": data})
        answer = self.post(who, "/consents", body)
        assert answer.status_code == 201, answer.content
        return answer.json()

    def option(self, who: str, name: str) -> Any:
        options = self.get(who, "/available-transitions")["items"]
        return next(option for option in options if option["name"] == name)

    def judge(self, who: str, **judgement: Any) -> None:
        found = self.evaluation(who)
        answer = self.api(who).post(f"/v1/evaluations/{found['id']}/judgements", judgement)
        assert answer.status_code == 201, answer.content

    def evaluation(self, who: str) -> Any:
        address = f"/v1/evaluations?subjectKind=clause&subjectId={self.clause}&open=true"
        return self.api(who).get(address).json()["items"][0]

    def outsiders_see(self) -> bool:
        """Whether Nick sees the clause; he never sees how it came about."""
        seen = self.status("nick") == 200
        listed = self.api("nick").get(f"{CLAUSES}?q=rooster").json()["items"]
        assert [item["id"] for item in listed] == ([self.clause] if seen else [])
        if seen:
            told = {entry["event"] for entry in self.get("nick", "/audit-entries")["items"]}
            assert told <= {"complete"}, told
            assert self.get("nick", "/versions")["items"] == []
            public = self.get("nick")["text"]
            assert (public["body"], public["number"]) == (AGREED, None)
            assert self.get("nick", "/consents")["items"] == []
            assert self.get("nick", "/ballots")["items"] == []
            assert self.get("nick", "/available-transitions")["items"] == []
        else:
            for below in ("/versions", "/audit-entries", "/consents", "/ballots", "/transitions"):
                assert self.status("nick", below) == 404
        return seen


def noon(number: int) -> datetime:
    return datetime.combine(FIRST + timedelta(days=number), time(11), tzinfo=UTC)


FIRST = days(0)
