"""Many dates are dealt with at once, and nobody can tell from what they read."""

from collections import Counter
from types import SimpleNamespace
from typing import Any

import pytest
from django.utils import timezone

from backend.confidentiality.context import acting_as
from backend.initiatives.models import Initiative
from backend.parties.actors import SYSTEM
from backend.parties.models import Person
from backend.reference import many
from backend.reference.ids import new_id
from backend.reference.words import Words
from backend.reminders import claiming, contents, envelopes, letters
from backend.reminders.models import Mail
from backend.reminders.sweep import sweep
from backend.workflow import dues
from backend.workflow.models import Due
from tests.reminders.scene import (
    REVIEW,
    agreement,
    at,
    carried,
    change,
    consulted,
    days,
    initiative,
    names,
    post,
    written,
)

DAY = at(REVIEW - days(30))
THREE = ["sanne", "vera", "wil"]


def texts():
    """Every text that was written, by the name of its reader."""
    found: dict[str, list[str]] = {}
    for row in written():
        found.setdefault(row.recipient.name, []).append(f"{row.headline}\n{row.text}")
    return found


def wakes(subject):
    """On which days the clock looks at the deadlines of a subject again."""
    with acting_as(SYSTEM):
        rows = Due.objects.filter(subject_id=subject.pk, name="review_due", is_transition=False)
        return list(rows.values_list("wake_on", flat=True))


def moved_behind_the_back(circle):
    """A subject whose date is another one than the clock's row says."""
    sweep(at(REVIEW - days(100)))  # the first round plans everything anew
    subject = initiative(circle, title="Verzet")
    with acting_as(SYSTEM):
        Initiative.objects.filter(pk=subject.pk).update(next_review_on=REVIEW + days(90))
    return subject


class TestAChunk:
    @pytest.mark.parametrize("place", range(5))
    def test_with_one_broken_subject_harms_nobody_else(self, circle, monkeypatch, place):
        subjects = [initiative(circle, title=f"Nummer {n}") for n in range(5)]
        broken = subjects.pop(place)
        known = {each.pk: each.title for each in subjects}
        monkeypatch.setattr(Initiative, "caption", property(lambda self: known[self.pk]))
        done = sweep(DAY)
        assert (done.reminded, done.failed) == (12, 1)
        assert {row.subject_id for row in written()} == known.keys()
        assert {tuple(wakes(each)) for each in subjects} == {(REVIEW - days(7),)}
        assert wakes(broken) == [REVIEW - days(60)]

        monkeypatch.undo()
        done = sweep(DAY)
        assert (done.reminded, done.failed) == (3, 0)
        assert Counter(row.subject_id for row in written()) == dict.fromkeys(
            [broken.pk, *known], len(THREE)
        )

    def test_is_followed_by_the_next_until_none_is_left(self, circle, monkeypatch):
        monkeypatch.setattr(claiming, "CHUNK", 2)
        subjects = [initiative(circle, title=f"Nummer {n}") for n in range(5)]
        assert sweep(DAY).reminded == 15
        for subject in subjects:
            assert names(written(subject_id=subject.pk)) == THREE
        assert sweep(DAY).reminded == 0

    def test_has_several_kinds_and_rules(self, circle):
        today = REVIEW - days(2)
        asked = consulted(circle, REVIEW)
        reviewed = initiative(circle, next_review_on=today + days(7))
        bound = agreement(circle, binding_ends_on=today + days(60))
        sweep(at(today))
        told = {(row.subject_kind, row.subject_id, row.deadline) for row in written()}
        assert told >= {
            ("clause", asked.pk, "ballot_open"),
            ("initiative", reviewed.pk, "review_due"),
            ("agreement", bound.pk, "avv_end"),
        }
        assert {row.subject_audience for row in written(subject_id=bound.pk)} == {"public"}

    def test_leaves_alone_what_has_moved_meanwhile_and_tells_the_rest(self, circle):
        moved, stays = moved_behind_the_back(circle), initiative(circle, title="Blijft")
        assert sweep(DAY).reminded == 3
        assert {row.subject_id for row in written()} == {stays.pk}
        with acting_as(SYSTEM):
            row = Due.objects.get(subject_id=moved.pk, name="review_due", is_transition=False)
        assert (row.anchor_on, row.wake_on) == (REVIEW + days(90), REVIEW + days(30))

    def test_harms_nobody_where_what_moved_cannot_be_planned(self, circle, monkeypatch):
        moved, stays = moved_behind_the_back(circle), initiative(circle, title="Blijft")
        monkeypatch.setattr(dues, "replan", lambda *_: 1 / 0)
        done = sweep(DAY)
        assert (done.reminded, done.failed) == (3, 1)
        assert {row.subject_id for row in written()} == {stays.pk}
        monkeypatch.undo()
        assert sweep(DAY).failed == 0
        assert wakes(moved) == [REVIEW + days(30)]


class TestWhatEachReads:
    def test_is_what_they_may_read_and_nothing_of_the_others(self, circle):
        initiative(circle, title="Van ons allen")
        initiative(circle, title="Geheim werkgever", visibility="side_private", side="employer")
        initiative(circle, title="Geheim bond", visibility="side_private", side="union")
        sweep(DAY)
        said = texts()
        assert {name: len(each) for name, each in said.items()} == {"Wil": 2, "Vera": 2, "Sanne": 1}
        assert "Geheim werkgever" in repr(said["Wil"])
        assert "Geheim bond" not in repr(said["Wil"])
        assert "Geheim bond" in repr(said["Vera"])
        assert "Geheim werkgever" not in repr(said["Vera"])
        assert "Geheim" not in repr(said["Sanne"])

    def test_is_asked_as_them_where_the_row_does_not_say_it(self, circle, monkeypatch):
        """What one reader is told besides the row is not what the next one is told."""

        def counted(subject, *_):
            seen = ", ".join(sorted(Initiative.objects.values_list("title", flat=True)))
            return Words(f"{subject.title} van {seen}", f"{subject.title} of {seen}")

        monkeypatch.setattr(letters, "counted_in_words", counted)
        initiative(circle, title="Van ons allen")
        initiative(circle, title="Geheim werkgever", visibility="side_private", side="employer")
        initiative(circle, title="Geheim bond", visibility="side_private", side="union")
        assert sweep(DAY).failed == 0
        said = texts()
        assert "Van ons allen van Geheim bond, Van ons allen" in repr(said["Vera"])
        assert "Van ons allen van Geheim werkgever, Van ons allen" in repr(said["Wil"])
        assert "Geheim" not in repr(said["Sanne"])
        assert "Geheim werkgever" not in repr(said["Vera"])
        assert "Geheim bond" not in repr(said["Wil"])

    def test_is_the_row_as_it_is_when_it_is_their_turn(self, circle, monkeypatch):
        """A subject that changes while others are written to is read again for the next one."""
        subject = initiative(circle, title="Eerste titel")
        real, turns = letters.addressed, []

        def addressed(sheet, to):
            letter = real(sheet, to)
            turns.append(to.person.name)
            if len(turns) == 1:
                change(subject, title="Tweede titel")
            return letter

        monkeypatch.setattr(letters, "addressed", addressed)
        sweep(DAY)
        first, *others = turns
        titles = {row.recipient.name: row.subject_title for row in written()}
        assert titles == {first: "Eerste titel"} | dict.fromkeys(others, "Tweede titel")

    def test_is_plain_text_to_the_byte(self, circle, settings):
        Person.objects.filter(name="Vera").update(language="en")
        subject = initiative(circle, title="Zelfroosteren & <b>vet</b>\n {{ niets }}")
        sweep(DAY)
        said = {row.recipient.name: row.text for row in written()}
        link = f"{settings.PUBLIC_URL}/initiatieven/{subject.pk}#evaluations"
        assert said["Wil"] == (
            "Tussenevaluatie: over 30 dagen\n"
            "Zelfroosteren & <b>vet</b> {{ niets }}\n"
            "\n"
            "De datum is 2 juni 2031 (over 30 dagen). Stand: Loopt. Zo geteld: afgesproken"
            " evaluatiedatum: 2-6-2031. Regel: Afgesproken door de partijen.\n"
            "\n"
            "Bekijk en handel af:\n"
            f"{link}\n"
            "\n"
            "--\n"
            "U krijgt dit bericht omdat u optreedt voor Werkgevers.\n"
        )
        assert said["Vera"].startswith("Interim review: in 30 days\nZelfroosteren & <b>vet</b> {{")
        assert said["Vera"].endswith(
            "\n\n--\nYou receive this message because you act for Bond Een.\n"
        )


class TestMails:
    def test_carry_two_hundred_letters_in_one(self, circle):
        subjects = {initiative(circle, title=f"Nummer {n}").pk for n in range(200)}
        assert sweep(DAY).reminded == 600
        mails = [mail for mail in post() if names([mail]) == ["wil"]]
        (mail,) = [mail for mail in mails if carried(mail)]
        assert {row.subject_id for row in carried(mail)} == subjects
        with acting_as(SYSTEM):
            says = contents.of(mail, DAY)
        assert len(says.items) == 200

    def test_that_close_between_looking_and_holding_are_not_added_to(self, circle, monkeypatch):
        """Somebody else opened the same mails at that moment, and sends them right away."""
        initiative(circle)
        theirs: list[Any] = []

        def insert(model, rows):
            if not theirs:
                many.insert(model, [row | _another(n) for n, row in enumerate(rows)])
                theirs.extend(Mail.objects.values_list("pk", flat=True))
                many.insert(model, rows)
                Mail.objects.update(closed_at=timezone.now())
            else:
                many.insert(model, rows)

        monkeypatch.setattr(envelopes, "many", SimpleNamespace(insert=insert))
        assert sweep(DAY).reminded == 3
        rows = written()
        assert len(theirs) == 3
        assert {row.mail.closed_at for row in rows} == {None}
        assert not {row.mail_id for row in rows} & set(theirs)


def _another(number):
    """Another mail for the same."""
    pk = new_id()
    return {"id": pk, "message_id": f"<theirs-{number}-{pk}@example.org>"}
