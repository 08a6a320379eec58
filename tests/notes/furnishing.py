"""Notes and comments for the house full of rows."""

from typing import Any

from backend.notes import annotated
from backend.notes.models import Comment, Note, Outcome, Reply, Resolution
from backend.parties.models import Organisation, Person
from tests.confidentiality.world import World


def a_note_of(world: World, who: Person, at: Organisation, reading: str, about: Any) -> Note:
    word = world.word()
    note = Note(
        **_words(about, who, at, word),
        bargaining_table=world.circle.table,
        side=at.side,
        source_id=about.pk,
        quote=word,
    )
    note.show_to(reading, annotated.circle_of(about))
    note.save()
    world.keep("note", note, word)
    return note


def a_comment_on(world: World, about: Any, visibility: str) -> Comment:
    word, answer = world.word(), world.word()
    people, offices = world.circle.people, world.circle.organisations
    comment = Comment.objects.create(
        **_words(about, people["wil"], offices["werkgevers"], word),
        bargaining_table=world.circle.table,
        visibility=visibility,
        author_side="employer",
    )
    world.keep("comment", comment, word)
    by = {"organisation": offices["werkgevers"], "person": people["wil"]}
    reply = Reply.below(comment, text=answer, author_side="employer", person_name=answer, **by)
    world.keep("reply", reply, answer)
    name = world.word()
    settled = Resolution.below(comment, resolved=True, person_name=name, **by)
    world.keep("resolution", settled, name)
    # whatever may be said to have come of it, also what few may see
    came = [("commitment", world.rows["commitment"][2])]
    came += [("agenda_item", item) for item in world.rows["item"]]
    for became, made in came:
        Outcome.below(comment, became=became, became_id=made.pk, person_name=name, **by)
    return comment


def _words(about: Any, who: Person, at: Organisation, word: str) -> dict[str, Any]:
    return {
        "subject_kind": about.kind,
        "subject_id": about.pk,
        "text": word,
        "organisation": at,
        "person": who,
        "person_name": word,
    }
