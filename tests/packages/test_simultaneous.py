"""Two people at once: a package is agreed whole or not at all, and nobody waits for ever."""

from django.db import transaction

from backend.agreements.models import Clause
from backend.confidentiality.context import acting_as
from backend.packages import actions
from backend.packages.composing import Wanted
from backend.packages.models import Package
from backend.parties.actors import SYSTEM
from backend.workflow import consenting, consents, engine
from backend.workflow.models import Consent
from tests.agreements.scene import COUNTER_TEXT, TERMS, negotiated, open_agreement
from tests.agreements.test_simultaneous import all_at_once
from tests.people import a_circle, days


def a_package():
    """Two alternatives around one clause, to the first of which the employers have consented."""
    with transaction.atomic():
        circle = a_circle()
        agreement = open_agreement(circle)
        clauses = [negotiated(circle, agreement, f"6.{number}") for number in range(3)]
        wanted = [Wanted(clause.pk, TERMS) for clause in clauses]
        package = actions.propose(agreement, actor=circle.wil, title="Een", members=wanted[:2])
        beside = actions.propose(
            agreement,
            actor=circle.wil,
            title="Twee",
            members=wanted[1:],
            alternative_to=package.pk,
        )
        for each in (package, beside):
            consenting.give(each, "agree", actor=circle.wil)
    return circle, clauses, package, beside


def states(clauses, *packages):
    with acting_as(SYSTEM):
        rows = [Clause.objects.get(pk=each.pk).state for each in clauses]
        return rows + [Package.objects.get(pk=each.pk).state for each in packages]


def live():
    with acting_as(SYSTEM):
        return Consent.objects.filter(ended_at__isnull=True).count()


def test_the_last_consents_to_two_alternatives_at_once_agree_one_of_them(committed_database):
    circle, clauses, package, beside = a_package()

    def consent(who, to):
        return lambda: consenting.give(Package(pk=to.pk), "agree", actor=who)

    vera, bram = circle.vera, circle.bram
    found = all_at_once(*[consent(vera, package), consent(bram, beside), consent(bram, package)])
    assert found["done"] == 1
    assert found.total() == 3
    now = states(clauses, package, beside)
    assert now in (
        [*["agreed_in_principle"] * 2, "in_negotiation", "agreed", "not_chosen"],
        ["in_negotiation", *["agreed_in_principle"] * 2, "not_chosen", "agreed"],
    )
    assert live() == 0


def test_two_clauses_of_a_package_change_while_the_other_side_consents(committed_database):
    """Either it was agreed first, whole, or nothing is agreed and no consent is left."""
    circle, clauses, package, beside = a_package()
    vera, bram = circle.vera, circle.bram
    with acting_as(vera):
        row = package.lifecycle.find("open", "agree")
        digest = consents.standing(package, row, on=days(0)).digest

    def revise(clause):
        data = {"body": COUNTER_TEXT}
        return lambda: engine.perform(Clause(pk=clause.pk), "revise", actor=bram, data=data)

    def consent():
        consenting.give(Package(pk=package.pk), "agree", actor=vera, digest=digest)

    all_at_once(revise(clauses[0]), consent, revise(clauses[1]))
    now = states(clauses, package, beside)
    if now[3] == "agreed":
        assert now[:3] == [*["agreed_in_principle"] * 2, "in_negotiation"]
    else:
        assert now == ["in_negotiation"] * 3 + ["open", "open"]
    assert live() == 0
