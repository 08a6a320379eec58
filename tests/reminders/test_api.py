"""The inbox, the dates and the actions over HTTP, for the one they belong to."""

import pytest
from django.utils import timezone

from backend.confidentiality.context import acting_as
from backend.parties.actors import SYSTEM
from backend.reference.spoken import in_words
from backend.reminders.models import Mail, Reminder
from backend.reminders.sweep import sweep
from backend.workflow import consenting
from tests.api.clients import Api
from tests.reminders.scene import days, initiative, written

TODAY = timezone.localdate


@pytest.fixture
def subject(circle):
    """An initiative that is reviewed in a week."""
    return initiative(
        circle, next_review_on=TODAY() + days(7), planned_on=TODAY(), start_on=TODAY() - days(90)
    )


@pytest.fixture
def reminded(subject):
    """Its owners and secretariat know."""
    sweep()
    return subject


class TestTheInbox:
    def test_lists_ones_own_reminders(self, circle, reminded):
        answer = Api(circle.people["vera"]).get("/v1/reminders")
        assert answer.status_code == 200
        (item,) = answer.json()["items"]
        row = written(recipient=circle.people["vera"])[0]
        assert item == {
            "id": str(row.pk),
            "label": "Tussenevaluatie: over 7 dagen",
            "deadline": "review_due",
            "event": "",
            "subject": {
                "kind": "initiative",
                "id": str(reminded.pk),
                "title": "Zelfroosteren op de afdeling",
            },
            "dueOn": (TODAY() + days(7)).isoformat(),
            "link": row.link,
            "sentAt": item["sentAt"],
            "mailedAt": None,
            "readAt": None,
            "status": row.status,
            "action": "Bekijk en handel af",
            "returnsOn": None,
            "snoozeReason": "",
            "asleep": False,
        }
        assert item["sentAt"].endswith("Z")

    def test_shows_the_text_of_one(self, circle, reminded):
        client, row = Api(circle.people["vera"]), written(recipient=circle.people["vera"])[0]
        body = client.get(f"/v1/reminders/{row.pk}").json()
        assert body["text"] == row.text
        assert body["language"] == "nl"

    def test_is_marked_as_read_and_unread(self, circle, reminded):
        client, row = Api(circle.people["vera"]), written(recipient=circle.people["vera"])[0]
        address = f"/v1/reminders/{row.pk}"
        assert len(client.get("/v1/reminders?unread=true").json()["items"]) == 1
        answer = client.patch(address, {"readAt": timezone.now().isoformat()})
        assert answer.status_code == 200
        assert answer.json()["readAt"] is not None
        assert client.get("/v1/reminders?unread=true").json()["items"] == []
        assert len(client.get("/v1/reminders?unread=false").json()["items"]) == 1
        assert client.patch(address, {"readAt": None}).json()["readAt"] is None
        assert len(client.get("/v1/reminders?unread=true").json()["items"]) == 1

    def test_was_read_now_at_the_latest(self, circle, reminded):
        row = written(recipient=circle.people["vera"])[0]
        before = timezone.now()
        Api(circle.people["vera"]).patch(
            f"/v1/reminders/{row.pk}", {"readAt": "2090-01-01T00:00:00Z"}
        )
        (marked,) = written(recipient=circle.people["vera"])
        assert marked.read_at is not None
        assert before <= marked.read_at <= timezone.now()

    @pytest.mark.parametrize(
        "body", [{}, {"readAt": "yesterday"}, {"readAt": 1}, {"read": True}, {"label": "x"}, []]
    )
    def test_refuses_anything_else_and_changes_nothing(self, circle, reminded, body):
        row = written(recipient=circle.people["vera"])[0]
        answer = Api(circle.people["vera"]).patch(f"/v1/reminders/{row.pk}", body)
        assert answer.status_code == 400
        assert answer["Content-Type"] == "application/problem+json"
        assert written(read_at__isnull=False) == []

    def test_of_somebody_else_does_not_exist(self, circle, reminded):
        row = written(recipient=circle.people["wil"])[0]
        unknown = "/v1/reminders/01890a5d-ac96-774b-bcce-b302099a8057"
        for name in ("vera", "sanne", "bram", "lies", "ada", "nick"):
            client = Api(circle.people[name])
            for address in (f"/v1/reminders/{row.pk}", unknown):
                assert client.get(address).status_code == 404
                assert client.patch(address, {"readAt": None}).status_code == 404
        assert Api(circle.people["nick"]).get("/v1/reminders").json()["items"] == []

    def test_needs_a_login(self, circle, reminded):
        for address in ("/v1/reminders", "/v1/deadlines", "/v1/me/actions"):
            assert Api().get(address).status_code == 401

    def test_is_paged_newest_first(self, circle):
        for number in range(5):
            initiative(
                circle,
                title=f"Nummer {number}",
                next_review_on=TODAY() + days(7),
                planned_on=TODAY(),
                start_on=TODAY() - days(90),
            )
            sweep()
        client, seen, cursor = Api(circle.people["wil"]), [], ""
        while cursor is not None:
            page = client.get(f"/v1/reminders?pageSize=2&cursor={cursor}".removesuffix("&cursor="))
            seen += [item["subject"]["title"] for item in page.json()["items"]]
            cursor = page.json()["next"]
        assert seen == [f"Nummer {number}" for number in (4, 3, 2, 1, 0)]

    def test_knows_when_the_mail_left(self, circle, reminded):
        with acting_as(SYSTEM):
            Mail.objects.update(sent_at=timezone.now())
        client = Api(circle.people["vera"])
        (item,) = client.get("/v1/reminders").json()["items"]
        assert item["mailedAt"] is not None
        with acting_as(SYSTEM):
            Reminder.objects.update(left_out_at=timezone.now())
        (item,) = client.get("/v1/reminders").json()["items"]
        assert item["mailedAt"] is None


class TestDeadlines:
    def test_are_of_the_tables_where_one_sits(self, circle, subject):
        (item,) = Api(circle.people["vera"]).get("/v1/deadlines").json()["items"]
        assert item == {
            "id": item["id"],
            "name": "review_due",
            "label": "Tussenevaluatie",
            "subject": {
                "kind": "initiative",
                "id": str(subject.pk),
                "title": "Zelfroosteren op de afdeling",
            },
            "dueOn": (TODAY() + days(7)).isoformat(),
            "computation": f"afgesproken evaluatiedatum: {in_words(TODAY() + days(7)).nl}",
            "rule": "Afgesproken door de partijen",
            "basis": "",
            "overdue": False,
            "nextReminderOn": TODAY().isoformat(),
            "mine": True,
        }

    def test_say_whether_they_are_mine(self, circle, subject):
        mine = {
            name: Api(circle.people[name]).get("/v1/deadlines").json()["items"][0]["mine"]
            for name in ("wil", "vera", "sanne", "bram", "otto")
        }
        assert mine == {"wil": True, "vera": True, "sanne": True, "bram": False, "otto": False}

    def test_of_what_one_may_not_see_do_not_exist(self, circle, subject):
        for name in ("lies", "nick", "ada"):
            for scope in ("", "?scope=all"):
                assert Api(circle.people[name]).get(f"/v1/deadlines{scope}").json()["items"] == []

    def test_of_public_subjects_are_for_all_who_ask_for_them(self, circle):
        initiative(circle, visibility="public")
        assert len(Api(circle.people["lies"]).get("/v1/deadlines").json()["items"]) == 1
        elsewhere = Api(circle.people["nick"])
        assert len(elsewhere.get("/v1/deadlines?scope=all").json()["items"]) == 1

    def test_speak_the_readers_language(self, circle, subject):
        answer = Api(circle.people["vera"]).get("/v1/deadlines", accept_language="en")
        assert answer.json()["items"][0]["label"] == "Interim review"

    def test_are_overdue_from_the_day_after(self, circle):
        for number in (-1, 0):
            initiative(circle, next_review_on=TODAY() + days(number), state="under_review")
        items = Api(circle.people["vera"]).get("/v1/deadlines").json()["items"]
        assert [item["overdue"] for item in items] == [True, False]

    @pytest.mark.parametrize(
        ("query", "found"),
        [
            ("name=review_due", 1),
            ("name=other", 0),
            ("kind=clause", 0),
            ("dueFrom=2090-01-01", 0),
            ("dueUntil=2090-01-01", 1),
            ("scope=tables", 1),
            ("ordering=-dueOn", 1),
        ],
    )
    def test_can_be_narrowed(self, circle, subject, query, found):
        answer = Api(circle.people["vera"]).get(f"/v1/deadlines?{query}")
        assert len(answer.json()["items"]) == found

    @pytest.mark.parametrize("query", ["scope=mine", "colour=red", "dueFrom=soon", "cursor=x"])
    def test_refuse_what_they_do_not_know(self, circle, query):
        assert Api(circle.people["vera"]).get(f"/v1/deadlines?{query}").status_code == 400


class TestActions:
    def test_are_the_dates_that_ask_something_of_me(self, circle, subject):
        (item,) = Api(circle.people["vera"]).get("/v1/me/actions").json()["items"]
        assert item == {
            "kind": "deadline",
            "label": "Tussenevaluatie",
            "subject": {
                "kind": "initiative",
                "id": str(subject.pk),
                "title": "Zelfroosteren op de afdeling",
            },
            "dueOn": (TODAY() + days(7)).isoformat(),
            "transition": "",
        }
        for name in ("bram", "otto", "lies", "nick", "ada"):
            assert Api(circle.people[name]).get("/v1/me/actions").json()["items"] == []

    def test_do_not_come_before_the_first_reminder(self, circle):
        far = TODAY() + days(61)
        initiative(circle, next_review_on=far, planned_on=TODAY(), start_on=TODAY())
        assert Api(circle.people["vera"]).get("/v1/me/actions").json()["items"] == []

    def test_are_the_consents_that_are_awaited_of_me(self, circle):
        subject = initiative(
            circle,
            state="paused",
            next_review_on=None,
            start_on=TODAY() - days(90),
            resume_on=TODAY() + days(30),
        )
        consenting.give(subject, "resume", actor=circle.actor("wil"))
        (item,) = Api(circle.people["vera"]).get("/v1/me/actions").json()["items"]
        assert (item["kind"], item["transition"]) == ("consent", "resume")
        assert item["label"].startswith("Instemming: ")
        for name in ("wil", "bram", "sanne", "otto"):
            assert Api(circle.people[name]).get("/v1/me/actions").json()["items"] == []

    def test_cost_few_queries_however_many_dates_there_are(
        self, circle, django_assert_max_num_queries
    ):
        for number in range(30):
            initiative(
                circle,
                title=f"Nummer {number}",
                next_review_on=TODAY() + days(7),
                start_on=TODAY() - days(90),
            )
        client = Api(circle.people["vera"])
        with django_assert_max_num_queries(20):
            assert len(client.get("/v1/me/actions").json()["items"]) == 30
        with django_assert_max_num_queries(20):
            assert len(client.get("/v1/deadlines").json()["items"]) == 30
