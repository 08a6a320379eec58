"""Of an answer they are told who take part and may read it; the mail itself says nothing of it."""

from datetime import timedelta
from email import message_from_bytes, policy

import pytest
from django.utils import timezone

from backend.agreements.models import Agreement, Clause
from backend.confidentiality.context import acting_as
from backend.confidentiality.models import VisibleQuerySet
from backend.outbox import relay
from backend.outbox.models import OutboxMessage
from backend.parties.actors import SYSTEM
from backend.parties.models import Affiliation, Membership, Person
from backend.reminders import notices
from backend.reminders.models import Reminder
from tests.notes.scene import QUOTE, a_scene
from tests.reminders.scene import names, posted, written

SECRET, ANSWER = "Wij gaan niet boven twee procent", "Dan komen wij er niet uit"
EVENT = "comment_replied"
HEADLINES = ("Antwoord op een opmerking", "Answer to a comment")


@pytest.fixture(autouse=True)
def _mail_folder(settings, tmp_path):
    settings.EMAIL_BACKEND = "backend.config.mail.FolderBackend"
    settings.EMAIL_FILE_PATH = tmp_path / "mail"


@pytest.fixture
def scene(db):
    return a_scene()


def relayed():
    with acting_as(SYSTEM):
        OutboxMessage.objects.update(due_at=timezone.now() - timedelta(days=1))
    while relay.deliver_one((notices.consume,)):
        pass


def answered(scene, comment, who, text=ANSWER):
    answer = scene.api(who).post(f"/v1/comments/{comment['id']}/replies", {"text": text})
    assert answer.status_code == 201
    return answer.json()


def told():
    return names(written(event=EVENT))


def sent(settings):
    files = sorted(settings.EMAIL_FILE_PATH.glob("*.eml"))
    found = [message_from_bytes(file.read_bytes(), policy=policy.default) for file in files]
    return [mail for mail in found if mail["Subject"].startswith(HEADLINES)]


def leaves(scene, name):
    """Somebody has no place anywhere any more, as of yesterday."""
    Affiliation.objects.filter(person=scene.circle.people[name]).update(
        valid_until=timezone.localdate() - timedelta(days=1)
    )


def test_who_takes_part_is_told_and_whoever_answered_is_not(scene):
    comment = scene.comment("vera", SECRET)
    answered(scene, comment, "wil")
    relayed()
    assert told() == ["vera"]
    answered(scene, comment, "vera", "Echt niet")
    relayed()
    assert told() == ["vera", "wil"]
    answered(scene, comment, "sanne", "Rustig")
    relayed()
    assert told() == ["vera", "vera", "wil", "wil"]
    relayed()
    assert told() == ["vera", "vera", "wil", "wil"]
    assert "bram" not in told()  # he reads along, and never said anything


def test_who_only_settled_it_takes_part_as_well(scene):
    comment = scene.comment("vera")
    settled = scene.api("bram").post(
        f"/v1/comments/{comment['id']}/resolutions", {"resolved": True}, if_match=1
    )
    assert settled.status_code == 201
    answered(scene, comment, "wil")
    relayed()
    assert told() == ["bram", "vera"]


def test_the_notice_leads_to_the_conversation_in_the_language_of_its_reader(scene, settings):
    Person.objects.filter(pk=scene.circle.people["vera"].pk).update(language="en")
    comment = scene.comment("vera", SECRET, passage={"quote": QUOTE})
    answered(scene, comment, "wil")
    answered(scene, comment, "vera", "Nee")
    relayed()
    [english] = scene.api("vera").get(f"/v1/reminders?event={EVENT}").json()["items"]
    assert english["label"] == "Answer to a comment"
    assert english["link"] == f"{settings.PUBLIC_URL}/opmerkingen/{comment['id']}"
    assert english["subject"]["kind"] == "comment"
    assert english["subject"]["id"] == comment["id"]
    [dutch] = scene.api("wil").get(f"/v1/reminders?event={EVENT}").json()["items"]
    assert dutch["label"] == "Antwoord op een opmerking"
    assert posted(timezone.now()) > 0
    assert {mail["Content-Language"] for mail in sent(settings)} == {"nl", "en"}
    assert {mail["To"] for mail in sent(settings)} == {"vera@example.org", "wil@example.org"}


def test_the_mail_says_nothing_of_what_was_said_or_by_whom(scene, settings):
    comment = scene.comment("vera", SECRET, passage={"quote": QUOTE})
    answered(scene, comment, "wil")
    relayed()
    posted(timezone.now())
    [mail] = sent(settings)
    whole = mail["Subject"] + "".join(str(part.get_content()) for part in mail.iter_parts())
    for hidden in (SECRET, ANSWER, QUOTE, "Wil", "Werkgevers"):
        assert hidden not in whole
    assert "Zelfroosteren" in whole
    assert f"/opmerkingen/{comment['id']}" in whole


def test_who_may_not_read_it_any_more_when_it_is_told_hears_nothing(scene):
    comment = scene.comment("vera", SECRET)
    answered(scene, comment, "bram")
    answered(scene, comment, "wil")
    leaves(scene, "vera")
    relayed()
    assert told() == ["bram"]


def test_who_may_not_read_it_any_more_when_the_mail_leaves_gets_none(scene, settings):
    """Also where the dossier itself has become public: the conversation has not."""
    comment = scene.comment("vera", SECRET)
    answered(scene, comment, "wil")
    relayed()
    with acting_as(SYSTEM):
        Agreement.objects.update(visibility="public")
        Clause.objects.update(visibility="public", state="in_force")
    Membership.objects.filter(organisation=scene.circle.organisations["bond-een"]).update(
        valid_until=timezone.localdate() - timedelta(days=1)
    )
    assert scene.api("vera").get(scene.address).status_code == 200
    posted(timezone.now())
    assert sent(settings) == []
    [row] = written(event=EVENT)
    assert row.mail.withheld_at is not None
    assert scene.api("vera").get(f"/v1/reminders?event={EVENT}").json()["items"] == []


def test_who_may_not_read_the_dossier_any_more_hears_nothing_either(scene):
    """Its name would stand in the notice."""
    comment = scene.comment("vera", SECRET)
    answered(scene, comment, "wil")
    with acting_as(SYSTEM):
        Clause.objects.filter(pk=scene.clause.pk).update(visibility="side_private", side="employer")
    relayed()
    assert told() == []


def test_each_wall_keeps_the_notice_alone(scene, monkeypatch):
    comment = scene.comment("vera", SECRET)
    answered(scene, comment, "wil")
    relayed()
    with acting_as(SYSTEM):
        assert names(Reminder.objects.visible_to(scene.circle.vera).filter(event=EVENT)) == ["vera"]
        for name in ("wil", "bram", "otto", "sanne", "lies", "nick", "ada"):
            rows = Reminder.objects.visible_to(scene.circle.actor(name))
            assert not rows.filter(event=EVENT).exists()
    monkeypatch.setattr(VisibleQuerySet, "visible_to", lambda rows, _: rows.all())
    for name in ("wil", "bram", "otto", "sanne", "lies", "nick", "ada"):
        with acting_as(scene.circle.actor(name)):
            assert not Reminder.objects.filter(event=EVENT).exists()
    leaves(scene, "vera")
    with acting_as(scene.circle.actor("vera")):
        assert not Reminder.objects.filter(event=EVENT).exists()


def test_an_answer_about_a_whole_agreement_is_told_as_well(scene):
    about = {"subjectKind": "agreement", "subjectId": str(scene.clause.agreement_id)}
    comment = scene.api("vera").post("/v1/comments", {**about, "text": SECRET}).json()
    answered(scene, comment, "wil")
    relayed()
    [row] = written(event=EVENT)
    assert row.recipient.name == "Vera"
    assert row.subject_title == scene.clause.agreement.title
