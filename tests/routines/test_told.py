"""Of which recurring duties people are told, who of them still has to act, and until when."""

import pytest

from backend.confidentiality.context import acting_as
from backend.parties.actors import SYSTEM
from backend.reminders import climbing
from backend.reminders.climbing import Asked
from backend.reminders.sweep import sweep
from backend.workflow import registry
from tests.api.clients import Api
from tests.reminders.scene import at, written
from tests.routines.scene import consent, later, on, running, stored

pytestmark = pytest.mark.django_db


def waiting(circle, who):
    items = Api(circle.people[who]).get("/v1/me/actions").json()["items"]
    return [(each["label"], each["transition"]) for each in items]


class TestTheSecretariat:
    """It is told of a duty of the parties, and has nothing to do itself."""

    def test_is_led_to_the_page_and_a_party_to_the_step(self, circle):
        running(circle)
        sweep(at(later(40)))
        links = {row.recipient.name: row.link for row in written(deadline="review_due")}
        assert set(links) == {"Bram", "Sanne", "Vera", "Wil"}
        assert {name for name, link in links.items() if "/stap/complete" not in link} == {"Sanne"}

    def test_finds_nothing_that_waits_for_it(self, circle):
        made = running(circle, firstOn=on(5))
        assert waiting(circle, "vera") == [("Vast moment", "complete")]
        assert waiting(circle, "sanne") == []
        consent(circle, "wil", made, "complete", held_on=on(0))
        assert waiting(circle, "sanne") == []

    def test_is_not_among_the_silent(self, circle):
        duty, (rule, *_) = stored(running(circle)), registry.lifecycle_of("routine").deadlines
        with acting_as(SYSTEM):
            found = climbing.reached(Asked(duty, rule, later(100), max(rule.rungs)), later(130))
        assert set(found.silent) == {"employer", "union"}
        assert circle.organisations["secretariaat"].pk in found.direct - found.acting
