"""Furnishes the world: everything that is confidential, at every level, in every state."""

from collections.abc import Iterator
from typing import Any

from django.utils import timezone

from backend.administration import telling
from backend.agreements.models import (
    Agreement,
    Ballot,
    Clause,
)
from backend.audit import seals
from backend.confidentiality.context import acting_as
from backend.copies.models import DossierCopy
from backend.evaluations import actions as evaluations
from backend.evaluations.models import Evaluation, Judgement
from backend.initiatives.models import (
    Bottleneck,
    BusinessCase,
    IndicatorLine,
    Initiative,
    Measurement,
    Subsidy,
)
from backend.notes.models import Note
from backend.notes.telling import Thread
from backend.parties.actors import SYSTEM
from backend.parties.kinds import OrganisationKind
from backend.parties.models import Affiliation, Mandate, Membership, Organisation, Person
from backend.reference.ids import new_id
from backend.reminders.models import Mail, Preferences, Reminder
from backend.workflow import dues, records
from backend.workflow.about import About
from backend.workflow.models import Arrangement, Consent, Paper
from tests.agreements.furnishing import (
    a_version_of,
    amendments_of,
    binding_of,
    publications_of,
    withheld_of,
)
from tests.calendars.furnishing import a_feed_of
from tests.confidentiality.world import Canary, World
from tests.disputes.furnishing import a_dispute_of
from tests.ends.furnishing import notices_of
from tests.evaluations.scene import FINAL, a_scene
from tests.lifecycles.clause_arrangement import a_clause, an_agreement
from tests.lifecycles.commitment_arrangement import a_commitment
from tests.lifecycles.initiative_arrangement import PROFILE, steering_group
from tests.meetings.furnishing import a_meeting_of
from tests.notes.furnishing import a_comment_on, a_note_of
from tests.packages.furnishing import a_package_of
from tests.people import Circle, a_circle, days, organisation, person
from tests.routines.furnishing import a_routine_of
from tests.signals.furnishing import signals_of

EMPLOYERS = {"visibility": "side_private", "side": "employer", "author_side": "employer"}
UNIONS = {"visibility": "side_private", "side": "union", "author_side": "union"}
CLAUSES: tuple[tuple[str, dict[str, Any]], ...] = (
    ("draft", EMPLOYERS),
    ("draft", UNIONS),
    ("proposed", {}),
    ("in_ratification", {}),
    ("ratified", {}),
    ("in_amendment", {}),
    ("under_review", {}),
    ("in_force", {}),
    ("completed", {}),
)
INITIATIVES: tuple[tuple[str, dict[str, Any]], ...] = (
    ("idea", EMPLOYERS),
    ("idea", UNIONS),
    ("proposed", {"visibility": "table"}),
    ("running", {"visibility": "parties"}),
    ("evaluating", {"visibility": "aggregate"}),
    ("embedded", {"visibility": "public"}),
)
COMMITMENTS: tuple[tuple[str, dict[str, Any]], ...] = (
    ("open", EMPLOYERS),
    ("open", UNIONS),
    ("open", {"visibility": "table"}),
    ("in_progress", {"visibility": "constituency"}),
    ("delivered", {"visibility": "parties"}),
    ("in_progress", {"visibility": "parties", "term_ended_on": days(-2)}),
)


def a_world() -> World:
    """Everything that is confidential, at every level, in every state that matters."""
    world = World(*_everybody())
    _tables(world)
    with acting_as(SYSTEM):
        for number, (state, facts) in enumerate(CLAUSES):
            _clause(world, f"{number}.1", state, facts)
        for row in world.rows["clause"][2:]:
            Clause.objects.filter(pk=row.pk).update(successor=world.rows["clause"][0])
        for state, facts in INITIATIVES:
            _initiative(world, state, facts)
        for state, facts in COMMITMENTS:
            _commitment(world, state, facts)
        _of_the_table(world)
        a_dispute_of(
            world, next(row for row in world.rows["clause"] if row.state == "under_review")
        )
        for name in ("wil", "vera", "sanne"):
            _reminder(world, name, world.rows["clause"][0])
            _reminder(world, name, world.rows["clause"][-1])
            _post(world, name)
        _arrangements(world)
        _mandate(world)
        _copy(world, "bond-een")
        _copy(world, "elders-werkgevers")
        for agreement in world.rows["agreement"]:
            notices_of(world, agreement)
    _evaluations(world)
    with acting_as(SYSTEM):
        _notes(world)
        signals_of(world)
        seals.seal()
    return world


def _of_the_table(world: World) -> None:
    """What is of the table, and not of one dossier."""
    for visibility in ("table", "parties"):
        _below(world, a_meeting_of(world, visibility), "establish")
    for state in ("open", "split"):
        _below(world, a_package_of(world, state), "withdraw")
    for state in ("proposed", "running"):
        _below(world, a_routine_of(world, state), "withdraw")


def _everybody() -> tuple[Circle, Circle]:
    """All who have a place at the table or are known there, and another table."""
    circle = steering_group()
    ser = circle.organisations["ser"] = organisation("ser", OrganisationKind.SER_SECRETARIAT)
    circle.people["roos"] = person("roos", ser)
    other = a_circle("elders")
    circle.organisations["elders-werkgevers"] = other.organisations["werkgevers"]
    circle.people["elders"] = other.people["wil"]
    return circle, other


def _tables(world: World) -> None:
    """Who sits where is for those who sit there. What a table is called stands on its dossiers."""
    tables: tuple[Any, ...] = (world.circle.table, world.elsewhere.table)
    for table in tables:
        table.audience = f"parties:{table.pk}"
        world.note("table", table)
    word = world.elsewhere.table.name = world.word()
    world.elsewhere.table.save()
    world.canaries.append(Canary(word, "table", world.elsewhere.table))
    for at in (world.circle, world.elsewhere):
        for row in Membership.objects.filter(bargaining_table=at.table):
            row.audience = f"parties:{at.table.pk}"
            world.note("membership", row)
    kept: Any = Organisation.objects.all()
    for row in kept:
        row.audience = f"organisation:{row.pk}"
        world.note("organisation", row)
    people: Any = Person.objects.all()
    for somebody in people:
        somebody.audience = "administration"
        world.note("person", somebody)
    _stranger(world)
    for place in Affiliation.objects.all():
        place.audience = f"organisation:{place.organisation_id}"
        world.note("affiliation", place)


def _stranger(world: World) -> None:
    """Somebody who will begin at the employers: their own people and administrators know."""
    word = world.word()
    mine = world.circle.organisations["werkgevers"]
    told: Any = Person.objects.create_user(f"{word}@example.org", name=word)
    told.audience = "administration"
    world.note("person", told)
    place: Any = Affiliation.objects.create(
        person=told, organisation=mine, function="member", valid_from=days(3)
    )
    place.audience = f"organisation:{mine.pk}"
    world.canaries.append(Canary(word, "affiliation", place))
    world.parents[str(place.pk)] = None
    ada = world.circle.actor("ada")
    about = About("organisation", mine.pk, f"organisation:{mine.pk}")
    telling.record("place_given", actor=ada, of=about, facts={"person": word})


def _agreement(world: World, visibility: str) -> Agreement:
    known: list[Agreement] = world.rows.get("agreement", [])
    found = next((row for row in known if row.visibility == visibility), None)
    if found is not None:
        return found
    word = world.word()
    made = an_agreement(world.circle, title=word, visibility=visibility, agreement_number=word)
    _chain(world, world.keep("agreement", made, word), "edit")
    return made


def _clause(world: World, number: str, state: str, facts: dict[str, Any]) -> None:
    word, text = world.word(), world.word()
    clause: Clause = a_clause(
        world.circle,
        state,
        agreement=_agreement(world, "table" if state == "proposed" else "public"),
        article_number=number,
        title=word,
        summary=word,
        scope=word,
        lessons=word,
        body=text,
        judged=[],
        **facts,
    )
    world.keep("clause", clause, word)
    world.keep("version", clause.current_version, text)
    if clause.proposed_version is not None:
        amendments_of(world, clause, a_version_of(world, clause, visibility="table"))
    if clause.state == "in_force":
        publications_of(world, clause)
        binding_of(world, clause)
    if clause.state in ("ratified", "in_force", "in_amendment"):
        withheld_of(world, clause)
    if clause.visibility != "side_private":
        a_version_of(world, clause, visibility="side_private", side="employer")
    for ballot in Ballot.objects.filter(clause=clause):
        world.note("ballot", ballot)
    dues.replan(clause)
    _below(world, clause, "revise")
    for evaluation in Evaluation.objects.filter(subject_id=clause.pk):
        word = world.word()
        Evaluation.objects.filter(pk=evaluation.pk).update(findings=word)
        world.keep("evaluation", evaluation, word)


def _initiative(world: World, state: str, facts: dict[str, Any]) -> None:
    word = world.word()
    owners = world.circle.organisations
    about = {**PROFILE, "title": word, "problem": word, "plan": word, "target_group": word}
    initiative = Initiative.objects.create(
        **about,
        state=state,
        bargaining_table=world.circle.table,
        occasion="technology",
        organisation=owners["bedrijf"],
        employer_owner=owners["bedrijf"],
        worker_owner=owners["kaderbond"],
        start_on=days(-100),
        next_review_on=days(20),
        end_on=days(200),
        closed_on=days(-5),
        follow_up_on=days(300),
        linked_clauses=[clause.pk for clause in world.rows["clause"]],
        **{"author_side": "employer", **facts},
    )
    world.keep("initiative", initiative, word)
    dues.replan(initiative)
    _below(world, initiative, "submit")
    line = IndicatorLine.below(initiative, code="workload", source=(word := world.word()))
    world.keep("indicator", line, word)
    measured = {"indicator": line, "moment": "interim", "measured_on": days(-1), "value": 3}
    for kind, model, name, more in (
        ("measurement", Measurement, "source", measured),
        (
            "bottleneck",
            Bottleneck,
            "solution",
            {"code": "no_owner", "owner_side": "joint", "due_on": days(9), "status": "open"},
        ),
        ("businessCase", BusinessCase, "source", {"cost": 1, "benefit": 2}),
        ("subsidy", Subsidy, "source", {"programme": "slim", "closes_on": days(60)}),
    ):
        row = model.below(initiative, **more, **{name: (word := world.word())})
        world.keep(kind, row, word)
    world.rows["subsidy"][-1].plan()


def _commitment(world: World, state: str, facts: dict[str, Any]) -> None:
    word, title = world.word(), world.word()
    wanted = "completed" if "term_ended_on" in facts else "in_force"
    of = next(row for row in world.rows["clause"] if row.state == wanted)
    commitment = a_commitment(
        world.circle, state, text=word, filed=False, due_on=days(30), subject_id=of.pk, **facts
    )
    world.keep("commitment", commitment, word)
    piece = {"kind": "document", "title": title, "url": f"https://example.org/{title}"}
    evidence = commitment.file_evidence(piece, actor=world.circle.emma, at=timezone.now())
    world.keep("evidence", evidence, title)
    dues.replan(commitment)
    _below(world, commitment, "start")


def _below(world: World, subject: Any, transition: str) -> None:
    """A chain and a consent that who reads the subject reads, and ones that only a side does."""
    table = world.circle.table.pk
    _chain(world, subject, "edit")
    _chain(world, subject, transition)
    _chain(world, subject, transition, f"side:{table}:employer")
    for key, audience in (("werkgevers", subject.word), ("bedrijf", f"table:{table}")):
        word = world.word()
        consent = Consent.objects.create(
            subject_kind=subject.kind,
            subject_id=subject.pk,
            audience=audience,
            transition=transition,
            digest=word,
            text_digest=word,
            terms={"note": word},
            organisation=world.circle.organisations[key],
            side="employer",
            person_name=word,
            given_at=timezone.now(),
        )
        world.keep("consent", consent, word)
    word = world.word()
    paper = Paper.objects.create(
        subject_kind=subject.kind,
        subject_id=subject.pk,
        audience=subject.word,
        transition=transition,
        digest=word,
        organisation=world.circle.organisations["bond-een"],
        side="union",
        signed_by=word,
        signed_on=days(-1),
        name=word,
        media_type="application/pdf",
        size=1,
        sha256=word,
        content=b"%",
        recorded_by=word,
        recorded_for=word,
    )
    world.keep("paper", paper, word)


def _chain(world: World, subject: Any, event: str, audience: str | None = None) -> None:
    word = world.word()
    entry = records.record(
        subject,
        event,
        actor=SYSTEM,
        office=None,
        facts={"data": {"note": word}},
        reason=word,
        audience=audience,
    )
    world.keep("entry", entry, word)


def _reminder(world: World, name: str, subject: Any) -> None:
    word = world.word()
    reminder = Reminder.objects.create(
        recipient=world.circle.people[name],
        subject_kind=subject.kind,
        subject_id=subject.pk,
        subject_audience=subject.word,
        subject_title=word,
        event="changed",
        matter=word,
        language="nl",
        headline=word,
        status=word,
        text=word,
        link=f"/{word}",
    )
    world.keep("reminder", reminder, word)


def _arrangements(world: World) -> None:
    """What each table is asked to arrange about reminding, and for one agreement each reads."""
    asked: list[tuple[Any, Any, str]] = [
        (world.circle.table, None, "parties"),
        (world.elsewhere.table, None, "parties"),
    ]
    levels = {"table": "table", "parties": "parties", "public": "parties"}
    for level, reach in levels.items():
        rows = (row for row in world.rows["agreement"] if row.visibility == level)
        asked += [(row.bargaining_table, row.pk, reach) for row in [next(rows, None)] if row]
    for table, agreement, reach in asked:
        word = world.word()
        row = Arrangement.objects.create(
            bargaining_table=table,
            agreement_id=agreement,
            visibility=reach,
            rule="review_due",
            offsets=[-7],
            proposed_at=timezone.now(),
            consents=[{"organisation": str(new_id()), "name": word, "side": "union", "person": ""}],
        )
        world.keep("arrangement", row, word)


def _post(world: World, name: str) -> None:
    word, person = world.word(), world.circle.people[name]
    now = timezone.now()
    Preferences.objects.create(person=person, channels={word: "inbox"})
    Mail.objects.create(
        recipient=person,
        sort=Mail.DIGEST,
        key=word,
        message_id=f"<{word}>",
        covers=[[word, word, word]],
        due_at=now,
        try_at=now,
        closed_at=now,
        error=word,
    )
    a_feed_of(world, person)


def _mandate(world: World) -> None:
    word, circle = world.word(), world.circle
    mandate = Mandate.objects.create(
        person=circle.people["vera"],
        person_name="Vera",
        organisation=circle.organisations["bond-een"],
        acts=["consent"],
        granted_by=word,
        valid_from=days(-1),
    )
    world.keep("mandate", mandate, word)


def _copy(world: World, key: str) -> None:
    """Of a dossier that never was: whoever may read a copy need not see what it is of."""
    word, organisation = world.word(), world.circle.organisations[key]
    said = {"text": word, "person": word, "organisation": word, "side": "union", "at": word}
    text = {"field": "body", "number": 1, "side": "union", "at": None, "body": word}
    copy = DossierCopy(
        seat=Membership.objects.filter(organisation=organisation).first(),
        organisation=organisation,
        bargaining_table=world.circle.table,
        subject_kind="clause",
        subject_id=new_id(),
        title=word,
        state="ratified",
        ended_on=days(-1),
    )
    copy.fill({"texts": [text], "comments": [said | {"quote": word, "replies": []}], "entries": []})
    copy.save()
    world.keep("copy", copy, word)


def _evaluations(world: World) -> None:
    """One that only the employers have judged yet, and one that all have."""
    sealed = a_scene("final", circle=world.circle)
    opened = a_scene("final", circle=world.circle)
    for scene, judges in ((sealed, ("wil",)), (opened, ("wil", "vera"))):
        for name in judges:
            word = world.word()
            given = scene.judge(name, **{**FINAL, "explanation": word, "lessons": word})
            with acting_as(SYSTEM):
                world.keep("judgement", given, word)
        with acting_as(SYSTEM):
            findings = world.word()
            Evaluation.objects.filter(pk=scene.evaluation.pk).update(findings=findings)
            world.keep("evaluation", scene.evaluation, findings)
    for judgement in judgements_of(opened.evaluation):
        if judgement.voice == "union":
            text = world.word()
            added = evaluations.add_addendum(judgement, text, actor=world.circle.vera)
            with acting_as(SYSTEM):
                world.keep("addendum", added, text)
    with acting_as(SYSTEM):
        for row in world.rows["judgement"]:
            row.refresh_from_db()  # the last one unsealed those before it


def _notes(world: World) -> None:
    """Notes of each side and of one union, and what is said at each level; one was a note."""
    circle, offices = world.circle, world.circle.organisations
    of_unions, told = world.rows["clause"][1], world.rows["clause"][2]
    for who, key, reading, about in (
        ("wil", "werkgevers", "side", told),
        ("wil", "werkgevers", "organisation", world.rows["agreement"][0]),
        ("vera", "bond-een", "organisation", of_unions),
        ("bram", "bond-twee", "side", told),
        ("otto", "raad", "side", world.rows["initiative"][3]),
    ):
        a_note_of(world, circle.people[who], offices[key], reading, about)
    for about, visibility in (
        (told, "table"),
        (world.rows["agreement"][0], "table"),
        (world.rows["initiative"][3], "parties"),
        (world.rows["commitment"][2], "table"),
    ):
        a_comment_on(world, about, visibility)
    said = a_comment_on(world, told, "table")
    note = a_note_of(world, circle.people["vera"], offices["bond-een"], "organisation", told)
    Note.objects.filter(pk=note.pk).update(comment=said, revealed_at=said.created_at)
    note.refresh_from_db()
    world.rows |= {"reveal": [], "promise": []}
    for name in ("wil", "vera", "sanne"):
        for comment in world.rows["comment"]:
            _reminder(world, name, Thread("comment", comment.pk, comment.word, ""))


def judgements_of(evaluation: Evaluation) -> Iterator[Judgement]:
    with acting_as(SYSTEM):
        yield from list(Judgement.objects.filter(evaluation=evaluation))
