"""What meetings say of an agreement that goes on at a table of its own, without one who left it."""

from typing import Any

import pytest

from backend.audit.models import AuditEntry
from backend.audit.seals import verify
from backend.confidentiality.context import acting_as
from backend.meetings.models import AgendaItem, ItemLink, Meeting, MeetingAnswer
from backend.parties.actors import SYSTEM
from tests.agreements.test_parting import Scene
from tests.meetings.scene import Table
from tests.people import a_circle, days

pytestmark = pytest.mark.django_db

ABOUT_ALL = "Alles bij elkaar"


class Meetings(Scene):
    """Meetings of the table before the parting: about one agreement, about both, and established.

    `clause` belongs to the agreement that moves, `kept` to the one that stays.
    """

    def __init__(self) -> None:
        super().__init__(a_circle())
        self.only = self.meeting("Alleen dit", ("Hierover", [self.clause]), ("Rondvraag", []))
        self.both = self.meeting(
            "Van alles wat",
            ("Van hen", [self.clause]),
            ("Van ons", [self.kept]),
            (ABOUT_ALL, [self.clause, self.kept]),
        )
        self.rest = self.meeting("Iets anders", ("Van ons", [self.kept]))
        # what only the unions know of decides nothing, and follows its own dossier
        suggested = {"title": "Onder ons", "links": [_link(self.clause)], "suggested": True}
        for each in (self.both, self.rest):
            each.post("vera", "/items", suggested)
        self.past = self.meeting("Het vorige", ("Toen besproken", [self.clause]))
        self.promise = self.promised(self.past)
        self.past.patch("sanne", "", {"minutes": "Er is lang over gesproken."})
        for each, state in ((self.past, "established"), (self.only, "held")):
            with acting_as(SYSTEM):
                Meeting.objects.filter(pk=each.id).update(state=state)

    def meeting(self, title: str, *items: tuple[str, list[Any]]) -> Table:
        made = Table(self.circle, title=title)
        for name, subjects in items:
            body = {"title": name, "links": [_link(subject) for subject in subjects]}
            made.post("sanne", "/items", body)
        return made

    def promised(self, at: Table) -> dict[str, Any]:
        """A promise that the employers have still to confirm."""
        at.take("sanne", "convene")
        [item] = at.items("sanne")
        body = {
            "item": item["id"],
            "outcome": "commitment",
            "text": "Een proef met roosters.",
            "ownerSide": "employer",
            "owner": str(self.circle.organisations["werkgevers"].pk),
            "dueOn": days(30).isoformat(),
        }
        made: dict[str, Any] = at.post("sanne", "/decisions", body)
        return made

    def listed(self, who: str) -> dict[str, Any]:
        found = self(who).get("/v1/meetings").json()["items"]
        return {each["id"]: each for each in found}


def _link(subject: Any) -> dict[str, str]:
    return {"kind": subject.kind, "id": str(subject.pk)}


def titles(items: list[Any]) -> list[tuple[str, list[str]]]:
    return [(each["title"], [link["id"] for link in each["links"]]) for each in items]


def test_what_is_still_being_written_goes_along_and_what_was_established_stays():
    scene = Meetings()
    clause, kept = str(scene.clause.pk), str(scene.kept.pk)
    below = ("", "/items", "/decisions", "/audit-entries", "/corrections")
    was = {at: _all(scene, "bram", at, below) for at in (scene.past, scene.rest)}
    with acting_as(SYSTEM):
        answers = MeetingAnswer.objects.count()
    scene.without_bram()
    stays, moves = {scene.both.id, scene.rest.id, scene.past.id}, scene.only.id

    # who left reads the meetings that go on without it no more, in a list or by their address
    assert set(scene.listed("bram")) == stays
    assert scene.only.get("bram").status_code == 404
    assert titles(scene.both.items("bram")) == [("Van ons", [kept]), (ABOUT_ALL, [kept])]
    assert [each["position"] for each in scene.both.items("bram")] == [1, 2]
    now = _all(scene, "bram", scene.rest, below)
    assert _on_agenda(now[1]) == _on_agenda(was[scene.rest][1])
    assert [now[0], *now[2:]] == [was[scene.rest][0], *was[scene.rest][2:]]
    _same_but_for_what_it_links(scene, was[scene.past], below)

    # who stays meets on at the new table, about what moved; the others' day is asked there anew
    table, known = str(scene.table().pk), scene.listed("vera")
    apart = {pk for pk, each in known.items() if each["bargainingTable"]["id"] == table}
    assert (apart - {moves}, set(known) - apart) == (apart - {moves}, stays)
    (split,) = apart - {moves}
    items = scene("wil").get(f"/v1/meetings/{split}/items").json()["items"]
    assert titles(items) == [("Van hen", [clause]), (ABOUT_ALL, [clause])]
    unions = scene("vera").get(f"/v1/meetings/{split}/items").json()["items"]
    assert titles(unions)[0] == ("Onder ons", [clause])
    assert titles(scene.only.items("wil")) == [("Hierover", [clause]), ("Rondvraag", [])]
    assert known[split]["startsAt"] == known[scene.both.id]["startsAt"]
    assert scene("bram").get(f"/v1/meetings/{split}").status_code == 404
    with acting_as(SYSTEM):
        assert MeetingAnswer.objects.count() == answers  # nobody's yes was put in its mouth

    # it keeps what was written until then, and nothing of what is written now
    scene.only.patch("sanne", "", {"minutes": "Zonder hen verder gesproken."})
    copies = scene("bram").get("/v1/copies").json()["items"]
    kept_ids = {each["subject"]["id"]: each["id"] for each in copies}
    assert set(kept_ids) == {clause, str(scene.other.pk), moves, split}
    texts = {
        pk: scene("bram").get(f"/v1/copies/{copy}").json()["texts"] for pk, copy in kept_ids.items()
    }
    assert [text["body"] for text in texts[moves]] == ["Hierover", "Rondvraag"]
    assert [text["body"] for text in texts[split]] == ["Van hen", ABOUT_ALL]
    assert "Onder ons" not in str(texts)

    # nor does anything come to the old table afterwards
    _closed_to_what_moved(scene)
    assert _all(scene, "bram", scene.past, below)[2] == _frozen(was[scene.past][2])
    _behind_both_walls(scene)
    assert verify() == []


def _all(scene: Meetings, who: str, at: Table, below: tuple[str, ...]) -> list[Any]:
    answers = [scene(who).get(at.address + each) for each in below]
    return [(answer.status_code, answer.json()) for answer in answers]


def _same_but_for_what_it_links(scene: Meetings, was: list[Any], below: tuple[str, ...]) -> None:
    now = _all(scene, "bram", scene.past, below)
    for number in (0, 3, 4):
        assert now[number] == was[number], below[number]
    # how the dossier stands by now is not shown to who cannot read it
    [item] = now[1][1]["items"]
    [before] = was[1][1]["items"]
    assert (item["links"], before["links"][0]["id"]) == ([], str(scene.clause.pk))
    assert item | {"links": before["links"]} == before
    assert now[2] == _frozen(was[2])


def _on_agenda(answer: Any) -> list[Any]:
    status, page = answer
    return [(status, each) for each in page["items"] if not each["suggested"]]


def _frozen(was: Any) -> Any:
    """The decisions as they stood: a promise that waited then awaits nobody here any more."""
    status, page = was
    [promise] = page["items"]
    assert [each["name"] for each in promise["awaited"]] == ["Werkgevers"]
    return status, page | {"items": [promise | {"awaited": []}]}


def _closed_to_what_moved(scene: Meetings) -> None:
    body = {"title": "Toch nog", "links": [_link(scene.clause)]}
    refused = scene.both.post("vera", "/items", body, 400)
    assert [(e["pointer"], e["code"]) for e in refused["errors"]] == [("/links/0/id", "moved")]
    [suggestion] = [each for each in scene.rest.items("vera") if each["suggested"]]
    published = {"suggested": False}
    refused = scene.rest.patch("vera", f"/items/{suggestion['id']}", published, 400)
    assert [each["code"] for each in refused["errors"]] == ["moved"]
    yes = {"confirmed": True}
    refused = scene.past.patch("wil", f"/decisions/{scene.promise['id']}", yes, 409)
    assert [each["code"] for each in refused["errors"]] == ["dossier-moved"]


def _behind_both_walls(scene: Meetings) -> None:
    """No row of what went along is there for who left; all of them are for who stays."""
    with acting_as(SYSTEM):
        gone = set(
            Meeting.objects.filter(bargaining_table=scene.table()).values_list("pk", flat=True)
        )
        found: dict[Any, set[Any]] = {Meeting: gone}
        for model, where in ((AgendaItem, "meeting"), (ItemLink, "item__meeting")):
            rows = model.objects.filter(**{f"{where}__in": gone})
            found[model] = set(rows.values_list("pk", flat=True))
        # told to nobody who left: what is written about them since has the new table's word
        since = AuditEntry.objects.filter(subject_id__in=gone, event="moved_table")
        assert {entry.audience for entry in since} == {f"table:{scene.table().pk}"}
    bram, vera = scene.circle.actor("bram"), scene.circle.actor("vera")
    for model, ids in found.items():
        assert ids, model
        assert not model.objects.visible_to(bram).filter(pk__in=ids).exists(), model
        with acting_as(bram):
            assert not model.objects.filter(pk__in=ids).exists(), model
        with acting_as(vera):
            assert set(model.objects.filter(pk__in=ids).values_list("pk", flat=True)) == ids, model
