"""A calendar program fetches the dates of who gave it the address, as they are at that moment."""

from datetime import UTC, date, timedelta

from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from backend.audit.models import AuditEntry
from backend.calendars.models import CalendarEntry, CalendarFeed
from backend.confidentiality.context import acting_as
from backend.parties.actors import SYSTEM
from backend.reminders.erasing import erase
from backend.workflow import dues
from tests.calendars.scene import FEEDS, Program, events_in, is_cancelled, sequence, starts
from tests.lifecycles.commitment_arrangement import a_commitment, cao_table
from tests.meetings.scene import Table, plan
from tests.reminders.scene import REVIEW, at, change, clause, consulted, days, initiative

TOUGH = "Één, twee; drie\\vier \U0001f477\U0001f3fd " + "é" * 60
CONTROLS = "\x07Bel\x1b[31m\u2028 \x85 ook"


class TestAnAddress:
    def test_is_told_once_and_kept_as_a_digest_only(self, circle):
        program = Program(circle.people["wil"])
        secret = program.path.removeprefix("/calendars/").removesuffix(".ics")
        assert len(secret) == 43
        with acting_as(SYSTEM):
            (feed,) = CalendarFeed.objects.values()
            (entry,) = AuditEntry.objects.filter(event="make_calendar_feed").values()
        assert secret not in str(feed) + str(entry)
        (listed,) = program.api.get(FEEDS).json()["items"]
        assert listed == {k: v for k, v in program.made.items() if k != "address"}
        assert listed["lastFetchedAt"] is None
        program.fetch()
        assert program.api.get(f"{FEEDS}/{listed['id']}").json()["lastFetchedAt"]

    def test_answers_a_program_that_has_nothing_else_and_keeps_it_private(self, circle):
        program = Program(circle.people["wil"])
        answer = program.fetch()
        assert answer["Content-Type"] == "text/calendar; charset=utf-8"
        assert answer["Cache-Control"] == "private, no-cache"
        assert answer["Referrer-Policy"] == "no-referrer"
        assert "Set-Cookie" not in answer
        again = program.fetch(if_none_match=answer["ETag"])
        assert (again.status_code, again.content) == (304, b"")
        assert Client().head(program.path).status_code == 200
        refused = Client(enforce_csrf_checks=True).post(program.path)
        assert (refused.status_code, refused["Allow"]) == (405, "GET, HEAD")

    def test_that_was_revoked_is_as_absent_as_one_that_never_was(self, circle):
        program, other = Program(circle.people["wil"]), Program(circle.people["wil"])
        closed = Program(circle.people["vera"])
        type(circle.people["vera"]).objects.filter(name="Vera").update(is_active=False)
        erased = Program(circle.people["bram"])
        erase(circle.people["bram"])
        assert program.api.delete(f"{FEEDS}/{program.made['id']}").status_code == 204
        answers = [
            Client().get(path)
            for path in (
                "/calendars/" + "x" * 43 + ".ics",
                program.path,
                closed.path,
                erased.path,
            )
        ]
        never, *others = (
            (
                answer.status_code,
                answer.content,
                {
                    name: value
                    for name, value in answer.items()
                    if name[:9] not in ("Request-I", "RateLimit")
                },
            )
            for answer in answers
        )
        assert never[0] == 404
        assert all(each == never for each in others)
        assert other.fetch().status_code == 200
        assert program.api.delete(f"{FEEDS}/{program.made['id']}").status_code == 404
        with acting_as(SYSTEM):
            assert AuditEntry.objects.filter(event="revoke_calendar_feed").count() == 1

    def test_is_of_one_person_and_nobody_else_finds_or_revokes_it(self, circle):
        program, vera = Program(circle.people["wil"]), Program(circle.people["vera"]).api
        address = f"{FEEDS}/{program.made['id']}"
        assert vera.get(address).status_code == vera.delete(address).status_code == 404
        assert len(vera.get(FEEDS).json()["items"]) == 1
        assert program.fetch().status_code == 200

    def test_is_refused_without_a_name_and_where_there_are_too_many(self, circle):
        api = Program(circle.people["wil"]).api
        assert api.post(FEEDS, {"name": " "}).json()["errors"][0]["pointer"] == "/name"
        assert api.post(FEEDS, {}).status_code == 400
        for _ in range(9):
            assert api.post(FEEDS, {"name": "Nog een"}).status_code == 201
        full = api.post(FEEDS, {"name": "Elfde"})
        assert full.status_code == 400
        assert "Trek er eerst een in" in full.json()["errors"][0]["message"]
        english = api.post(FEEDS, {"name": "Elfde"}, accept_language="en")
        assert "First revoke one" in english.json()["errors"][0]["message"]

    def test_can_be_asked_only_so_often(self, circle, settings):
        settings.API_RATES = {"person": (2, 3600), "anonymous": (1, 3600)}
        program = Program(circle.people["wil"])
        assert [program.fetch().status_code for _ in range(3)] == [200, 200, 429]
        assert int(program.fetch()["Retry-After"]) > 0
        unknown = Client().get("/calendars/" + "x" * 43 + ".ics", REMOTE_ADDR="192.0.2.7")
        again = Client().get("/calendars/" + "y" * 43 + ".ics", REMOTE_ADDR="192.0.2.7")
        assert (unknown.status_code, again.status_code) == (404, 429)


class TestADeadline:
    def test_is_a_whole_day_with_the_alarms_of_its_rule_and_a_link(self, circle, settings):
        subject = initiative(circle)
        answer = Program(circle.people["wil"]).fetch(at(REVIEW - days(100)))
        assert b"REFRESH-INTERVAL;VALUE=DURATION:PT1H" in answer.content
        assert b"X-PUBLISHED-TTL:PT1H" in answer.content
        assert b"DTSTART;VALUE=DATE:20310602" in answer.content
        (event,) = [
            each
            for each in events_in(answer.content).values()
            if each.summary.value == "Tussenevaluatie: Zelfroosteren op de afdeling"
        ]
        assert starts(event) == REVIEW
        assert event.url.value == f"{settings.PUBLIC_URL}/initiatieven/{subject.pk}"
        assert "Stand: Loopt" in event.description.value
        nine = timedelta(hours=9)
        assert [alarm.trigger.value for alarm in event.valarm_list] == [
            timedelta(days=offset) + nine for offset in (-60, -30, -7, 0, 14)
        ]

    def test_speaks_the_language_of_its_reader_and_reaches_who_is_reminded(self, circle):
        initiative(circle)
        type(circle.people["sanne"]).objects.filter(name="Sanne").update(language="en")
        circle.people["sanne"].refresh_from_db()
        day = at(REVIEW - days(100))
        assert (
            "State: Running."
            in Program(circle.people["sanne"]).named("Interim review", day).description.value
        )
        assert Program(circle.people["vera"]).named("Tussenevaluatie", day)
        for name in ("bram", "otto", "lies", "nick", "ada"):  # no owner, or no seat
            assert not Program(circle.people[name]).events(day)

    def test_of_those_who_still_must_act_is_theirs_alone(self, circle):
        subject = consulted(circle, REVIEW)
        day = at(REVIEW - days(20))
        assert Program(circle.people["bram"]).named("Uitslag raadpleging", day)
        with acting_as(SYSTEM):
            own = subject.ballots.filter(organisation=circle.organisations["bond-twee"])
            own.update(outcome="accepted")
        assert not [
            e
            for e in Program(circle.people["bram"]).events(day).values()
            if "raadpleging" in e.summary.value
        ]
        assert Program(circle.people["vera"]).named("Uitslag raadpleging", day)
        assert not [
            e
            for e in Program(circle.people["sanne"]).events(day).values()
            if "raadpleging" in e.summary.value
        ]

    def test_keeps_its_uid_and_counts_its_changes(self, circle):
        subject = initiative(circle)
        program, other = Program(circle.people["wil"]), Program(circle.people["vera"])
        first = program.named("Tussenevaluatie", at(REVIEW - days(100)))
        later = program.fetch(at(REVIEW - days(99)))
        assert later.content == program.fetch(at(REVIEW - days(98))).content
        assert sequence(first) == 0
        change(subject, next_review_on=REVIEW + days(3), on=REVIEW - days(97))
        moved = program.named("Tussenevaluatie", at(REVIEW - days(97)))
        assert (moved.uid.value, starts(moved)) == (first.uid.value, REVIEW + days(3))
        assert sequence(moved) == 1
        assert moved.last_modified.value > first.last_modified.value
        assert other.named("Tussenevaluatie", at(REVIEW - days(97))).uid.value == first.uid.value

    def test_that_was_met_is_cancelled_for_a_month_without_its_title(self, circle):
        subject = initiative(circle)
        program, day = Program(circle.people["wil"]), REVIEW - days(100)
        uid = program.named("Tussenevaluatie", at(day)).uid.value
        change(subject, next_review_on=None, on=day)
        gone = program.events(at(day + days(1)))[uid]
        assert (is_cancelled(gone), sequence(gone), starts(gone)) == (True, 1, REVIEW)
        assert gone.summary.value == "Vervallen"
        assert not {"description", "url", "valarm", "location"} & gone.contents.keys()
        assert uid in program.events(at(day + days(30)))
        assert uid not in program.events(at(day + days(32)))
        change(subject, next_review_on=REVIEW, on=day)
        back = program.events(at(day + days(40)))[uid]
        assert (is_cancelled(back), sequence(back)) == (False, 2)

    def test_that_became_unreadable_takes_its_words_along(self, circle):
        subject = initiative(circle, title="Wij zetten in op drie procent")
        wil, vera = Program(circle.people["wil"]), Program(circle.people["vera"])
        day = at(REVIEW - days(100))
        uid = vera.named("drie procent", day).uid.value
        change(subject, visibility="side_private", side="employer")
        answer = vera.fetch(day + days(1))
        assert b"procent" not in answer.content
        assert str(subject.pk).encode() not in answer.content
        assert is_cancelled(events_in(answer.content)[uid])
        assert wil.named("drie procent", day + days(1))
        with acting_as(SYSTEM):
            assert "procent" not in str(list(CalendarEntry.objects.values()))

    def test_lies_as_far_away_as_a_date_can(self, circle):
        initiative(circle, next_review_on=date.max, planned_on=REVIEW)
        event = Program(circle.people["wil"]).named("Tussenevaluatie", at(REVIEW))
        assert starts(event) == date.max
        assert event.valarm_list[-1].trigger.value == timedelta(days=14, hours=9)

    def test_is_written_so_that_every_program_reads_it(self, circle):
        initiative(circle, title=TOUGH + CONTROLS)
        event = Program(circle.people["wil"]).named("Tussenevaluatie", at(REVIEW - days(100)))
        assert event.summary.value == f"Tussenevaluatie: {TOUGH}Bel[31m ook"


class TestAMeeting:
    def test_is_there_at_its_hour_on_both_sides_of_each_change_of_the_clock(self, circle):
        hours = {}
        for day in (date(2027, 3, 27), date(2027, 3, 29), date(2027, 10, 30), date(2027, 11, 1)):
            body = plan(circle) | {
                "title": f"Ronde {day}",
                "startsAt": at(day, 10).isoformat(),
                "endsAt": at(day, 12).isoformat(),
            }
            made = Program(circle.people["sanne"]).api.post("/v1/meetings", body)
            assert made.status_code == 201, made.content
            hours[day] = made.json()["id"]
        program = Program(circle.people["wil"])
        amsterdam = timezone.get_default_timezone()
        for day, meeting in hours.items():
            event = program.named(str(day))
            assert starts(event).astimezone(amsterdam).hour == 10
            assert starts(event).tzinfo is not None
            assert event.dtend.value - starts(event) == timedelta(hours=2)
            assert event.status.value == "TENTATIVE"
            assert event.url.value.endswith(f"/overleg/{meeting}")
        assert starts(program.named("2027-03-29")).astimezone(UTC).hour == 8
        assert starts(program.named("2027-11-01")).astimezone(UTC).hour == 9

    def test_follows_what_happens_to_it_and_is_cancelled_with_its_name(self, circle):
        table = Table(circle, day=20)
        program = Program(circle.people["wil"])
        first = program.named("Ronde over roosters")
        assert "valarm" not in first.contents
        table.post("sanne", "/transitions", {"name": "convene"})
        convened = program.named("Ronde over roosters")
        assert convened.status.value == "CONFIRMED"
        assert convened.location.value == "Utrecht, zaal 3"
        assert [a.trigger.value for a in convened.valarm_list] == [
            timedelta(days=-7),
            timedelta(days=-1),
        ]
        assert sequence(convened) > sequence(first)
        assert len(program.events()) == 1  # its own deadline is no second entry
        table.post("sanne", "/transitions", {"name": "cancel", "reason": "Ziekte"})
        cancelled = program.named("Ronde over roosters")
        assert is_cancelled(cancelled)
        assert "valarm" not in cancelled.contents
        assert sequence(cancelled) > sequence(convened)
        for name in ("otto", "lies", "nick", "ada"):  # they do not read of a round
            assert not Program(circle.people[name]).events()

    def test_that_lies_long_behind_is_left_out_and_not_cancelled(self, circle):
        Table(circle, day=20)
        program = Program(circle.people["wil"])
        assert len(program.events()) == 1
        assert program.events(timezone.now() + timedelta(days=200)) == {}

    def test_can_be_taken_along_by_itself(self, circle):
        table = Table(circle, day=20)
        answer = table.get("vera", "/calendar")
        assert answer["Content-Type"] == "text/calendar; charset=utf-8"
        assert answer["Content-Disposition"].startswith('attachment; filename="overleg-')
        assert b"METHOD:PUBLISH" in answer.content
        (event,) = events_in(answer.content).values()
        fed = Program(circle.people["vera"]).named("Ronde")
        assert (event.uid.value, sequence(event)) == (fed.uid.value, sequence(fed))
        hidden, absent = (
            table("otto").get(f"/v1/meetings/{pk}/calendar")
            for pk in (table.id, "019f0000-0000-7000-8000-000000000000")
        )
        assert hidden.status_code == absent.status_code == 404
        assert hidden.content == absent.content


def a_full_house(table):
    """One of each sort of date, whoever it waits for."""
    initiative(table)
    consulted(table, REVIEW)
    raised = {"dispute_answer_due_on": REVIEW, "dispute_by": table.organisations["werkgevers"]}
    clause(table, "disputed", **raised)
    clause(table, "in_force", ends_on=REVIEW + days(600), effective_on=REVIEW - days(400))
    Table(table, day=20)
    with acting_as(SYSTEM):
        for state in ("in_progress", "delivered"):
            dues.replan(a_commitment(table, state))


def test_the_number_of_questions_does_not_grow_with_the_number_of_dates(db):
    table = cao_table()

    def asked():
        program = Program(table.people["vera"])
        with CaptureQueriesContext(connection) as queries:
            answer = program.fetch()
        return len(queries), len(events_in(answer.content))

    a_full_house(table)
    few, first = asked()
    for _ in range(3):
        a_full_house(table)
    many, last = asked()
    assert (first, last) == (first, 4 * first)
    assert many == few
