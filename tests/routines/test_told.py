"""Of which recurring duties people are told, who of them still has to act, and until when."""

from datetime import timedelta

import pytest
import time_machine
from django.utils import timezone

from backend.confidentiality.context import acting_as
from backend.parties.actors import CLOCK, SYSTEM
from backend.reminders import awaited, climbing
from backend.reminders.climbing import Asked
from backend.reminders.sweep import sweep
from backend.workflow import engine, registry
from backend.workflow.models import Due
from tests.api.clients import Api
from tests.calendars.scene import Program
from tests.calendars.test_arranged import alarms
from tests.disputes.scene import CLAIM
from tests.lifecycles.clause_arrangement import a_clause, an_agreement
from tests.reminders.scene import agreement, at, initiative, ladder, written
from tests.reminders.test_arrangements import send as arrange
from tests.routines.scene import consent, later, on, running, stored

pytestmark = pytest.mark.django_db

STOP = {"lessons": "Geleerd.", "indicator_status": "Gelijk.", "safety": True}


def ending(circle):
    """A clause whose term is over, and which nothing renews."""
    cao = an_agreement(circle, tacit_renewal=False)
    return a_clause(circle, "in_force", agreement=cao, ended_on=None)


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


class TestADossierThatIsOver:
    """Its duties end on their next day; until then nothing shows them, and nobody hears of them."""

    @pytest.fixture
    def pilot(self, circle):
        return initiative(circle, state="running", next_review_on=None, start_on=None)

    def shown(self, circle, made, moment=None):
        """Whether the duty stands in lists and calendars, and whether the clock still has it."""
        with time_machine.travel(moment or timezone.now(), tick=False):
            items = Api(circle.people["vera"]).get("/v1/deadlines").json()["items"]
        events = Program(circle.people["vera"]).events(moment).values()
        with acting_as(SYSTEM):
            rows = Due.objects.filter(subject_id=made["id"], is_transition=False)
            return (
                made["id"] in {each["subject"]["id"] for each in items},
                any("Samen evalueren" in each.summary.value for each in events),
                rows.exists(),
            )

    @pytest.mark.parametrize("kind", ["clause", "initiative"])
    def test_by_a_step_plans_them_anew(self, circle, pilot, kind):
        dossier = pilot if kind == "initiative" else ending(circle)
        made = running(circle, aboutKind=kind, aboutId=str(dossier.pk))
        assert self.shown(circle, made) == (True, True, True)
        if kind == "initiative":
            engine.perform(dossier, "stop_early", actor=circle.wil, data=STOP, reason="Onveilig.")
        else:
            engine.perform(dossier, "expire_with_aftereffect", actor=CLOCK)
        assert self.shown(circle, made) == (False, False, False)

    def test_and_goes_on_after_all_has_them_again(self, circle):
        clause = ending(circle)
        made = running(circle, aboutKind="clause", aboutId=str(clause.pk))
        engine.perform(clause, "expire_with_aftereffect", actor=CLOCK)
        claim = {"answer_due_on" if k == "answerDueOn" else k: v for k, v in CLAIM.items()}
        engine.perform(clause, "raise_dispute", actor=circle.vera, data=claim)
        assert self.shown(circle, made) == (True, True, True)

    def test_by_the_calendar_alone_shows_none(self, circle):
        cao = agreement(circle, start_on=later(-400), end_on=later(60), tacit_renewal=False)
        made = running(circle, aboutKind="agreement", aboutId=str(cao.pk))
        assert self.shown(circle, made, at(later(60))) == (True, True, True)
        assert self.shown(circle, made, at(later(61))) == (False, False, True)

    def test_costs_no_question_for_each_of_them(self, circle, pilot, django_assert_max_num_queries):
        for number in range(12):
            about = {"aboutKind": "initiative", "aboutId": str(pilot.pk)}
            running(circle, title=f"Nummer {number}", **about)
        with django_assert_max_num_queries(25):
            items = Api(circle.people["vera"]).get("/v1/deadlines").json()["items"]
        assert len(items) == 12


class TestAShortRhythm:
    """A period is told of when the one before has had its day, and no sooner."""

    @pytest.fixture
    def monthly(self, circle):
        """Every four weeks; the first period was done three days before its day."""
        made = running(circle, every=4, unit="week", firstOn=on(3))
        for who in ("wil", "vera"):
            consent(circle, who, made, "complete", held_on=on(0))
        assert stored(made).due_on == later(31)
        return made

    def test_is_told_of_on_the_days_that_lie_after_the_one_before(self, monthly):
        found = {(day - later(0)).days for day in ladder(later(0), later(58))}
        assert found == {24, 31, 45}

    def test_asks_nothing_before_that(self, circle, monthly):
        assert waiting(circle, "vera") == []
        with acting_as(SYSTEM):
            assert list(awaited.of(stored(monthly), later(0))) == []
        with time_machine.travel(at(later(24)), tick=False):
            assert waiting(circle, "vera") == [("Vast moment", "complete")]

    def test_has_its_alarms_on_those_days(self, circle, monthly):
        event = Program(circle.people["vera"]).named("Vast moment")
        assert alarms(event) == [-7, 0, 14]

    def test_of_a_week_is_told_of_on_the_day_itself(self, circle):
        made = running(circle, every=1, unit="week", firstOn=on(3))
        for who in ("wil", "vera"):
            consent(circle, who, made, "complete", held_on=on(0))
        assert {(day - later(0)).days for day in ladder(later(0), later(16))} == {10}

    def test_of_a_year_keeps_all_its_days(self, circle):
        made = running(circle, firstOn=on(3))
        for who in ("wil", "vera"):
            consent(circle, who, made, "complete", held_on=on(0))
        day = stored(made).due_on
        assert day is not None
        assert min(ladder(later(0), day)) == day - timedelta(days=60)

    def test_is_still_told_of_where_a_table_arranged_early_days_only(self, circle, monthly):
        arrange(circle, "sanne", {"rule": "review_due", "offsets": [-60]})
        assert len(ladder(later(0), later(40))) == 1
