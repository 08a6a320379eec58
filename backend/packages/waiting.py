"""The packages that were laid on the table and to which nobody has said yes: a source of `waiting`.

Once a party has consented, the others are awaited as with every consent (`awaited_consents`).
"""

from collections.abc import Iterator
from datetime import date

from backend.packages.guards import has_left
from backend.packages.kinds import AGREE, OPEN
from backend.packages.models import Package
from backend.parties.actors import Actor
from backend.reminders import deadlines
from backend.reminders.awaited import Awaited
from backend.reminders.pages import each_of
from backend.reminders.waiting import CONSENT, Waiting
from backend.workflow import consents
from backend.workflow.models import Consent


def asked_of(package: Package, today: date) -> Iterator[Awaited]:
    """Yield who is to decide on a package to which nobody has said yes, save who made it."""
    row = package.lifecycle.find(package.state, AGREE) if package.state == OPEN else None
    where = consents.standing(package, row, on=today) if row else None
    if (
        row is None
        or where is None
        or where.given
        or any(has_left(member) for member in package.parts())
    ):
        return
    for _, organisation, _ in where.missing:
        if organisation != package.author_organisation_id:
            yield Awaited(organisation, CONSENT.with_(transition=row.label), AGREE)


def new_packages(actor: Actor, today: date) -> Iterator[Waiting]:
    """Yield the open packages of others on which an organisation of the actor has to decide."""
    mine = {office.organisation_id for office in actor.offices if office.negotiates}
    tables = {seat.bargaining_table_id for seat in actor.seats if seat.is_party}
    if not mine or not tables:
        return
    answered = Consent.objects.filter(ended_at__isnull=True, transition=AGREE)
    rows = Package.objects.visible_to(actor).filter(bargaining_table__in=tables, state=OPEN)
    rows = rows.exclude(author_organisation__in=mine)
    rows = rows.exclude(pk__in=answered.values("subject_id"))
    for package in each_of(rows, "created_at"):
        row = package.lifecycle.find(package.state, AGREE)
        where = consents.standing(package, row, on=today) if row else None
        if where is None or any(has_left(member) for member in package.parts()):
            continue
        if any(awaited in mine for _, awaited, _ in where.missing):
            about = deadlines.reference_to(package.kind, package.pk, package)
            yield Waiting("consent", about, CONSENT.with_(transition=row.label), transition=AGREE)
