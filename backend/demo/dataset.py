"""The demo set as something to ask: who sits where, and which date follows from which."""

from collections.abc import Iterable, Iterator
from functools import cache

from backend.demo.dates import Day
from backend.demo.located import Located
from backend.reference.files import read_lists

# Six months before the end both sides judge together (unless they fixed another day), so that the
# outcome is there a month before the end.
FINAL_EVALUATION_DAYS = 183
FINAL_EVALUATION_DUE_DAYS = 30

TODAY = Day(0)


@cache
def types_with(attribute: str) -> frozenset[str]:
    """Return the clause types for which the reference list says yes to an attribute."""
    return frozenset(
        entry.code
        for entry in read_lists()
        if entry.list == "clause-types" and entry.attributes[attribute]
    )


class Demo:
    """The records of the demo file by id. A record is a mapping whose days are `Day`s.

    While a file is being checked, records that could not be read completely are in it as well;
    afterwards (`read_demo`) everything is there and every id leads somewhere.
    """

    def __init__(self, root: Located) -> None:
        self.organisations = _by_id(root.get("organisations", ()))
        self.people = _by_id(root.get("people", ()))
        self.tables = _by_id(root.get("bargaining_tables", ()))
        self.mandates: list[Located] = list(root.get("mandates", ()))
        self.agreements = _by_id(root.get("agreements", ()))
        self.initiatives = _by_id(root.get("initiatives", ()))
        self.sessions = _by_id(root.get("sessions", ()))
        self.government_asks = _by_id(root.get("government_asks", ()))
        self.clauses: dict[str, Located] = {}
        self.commitments: dict[str, Located] = {}
        self._agreement_of: dict[str, Located] = {}
        self._clause_of: dict[str, Located] = {}
        for agreement in self.agreements.values():
            for clause in _by_id(agreement.get("clauses", ())).values():
                self.clauses[clause["id"]] = clause
                self._agreement_of[clause["id"]] = agreement
                for commitment in _by_id(clause.get("commitments", ())).values():
                    self.commitments[commitment["id"]] = commitment
                    self._clause_of[commitment["id"]] = clause

    def agreement_of(self, clause: Located) -> Located:
        """Return the agreement that a clause stands in."""
        return self._agreement_of[clause["id"]]

    def clause_of(self, commitment: Located) -> Located:
        """Return the clause that a commitment belongs to."""
        return self._clause_of[commitment["id"]]

    def side_of(self, organisation: str) -> str:
        """Return the side of an organisation; '' where it is unknown."""
        found = self.organisations.get(organisation)
        return str(found.get("side", "")) if found else ""

    def members(self, table: str) -> list[Located]:
        """Return the seats at a bargaining table, in their order."""
        found = self.tables.get(table)
        return [seat for seat in found.get("members", ()) if seat.complete] if found else []

    def sits_at(self, organisation: str, table: str, *capacities: str) -> bool:
        """Say whether an organisation ever sat there; with capacities, in one of these."""
        return any(
            seat["organisation"] == organisation
            and (not capacities or seat["capacity"] in capacities)
            for seat in self.members(table)
        )

    def parties(self, agreement: Located) -> list[str]:
        """Return the parties that negotiate an agreement, employers' side first."""
        return [*agreement["employer_parties"], *agreement["union_parties"]]

    def signatories(self, agreement: Located) -> list[str]:
        """Return the parties that are bound: a party that rejected dropped out."""
        rejected = {
            ballot["party"]
            for ballot in agreement.get("ballots", ())
            if ballot.get("outcome") == "rejected"
        }
        return [party for party in self.parties(agreement) if party not in rejected]

    def effective(self, clause: Located) -> Day:
        """Return the day from which a clause applies."""
        return _day(clause.get("effective_from") or self.agreement_of(clause)["start_date"])

    def ends(self, clause: Located) -> Day:
        """Return the last day of a clause."""
        return _day(clause.get("own_end_date") or self.agreement_of(clause)["end_date"])

    def in_force(self, clause: Located) -> Day | None:
        """Return the day on which a clause entered or enters into force; None where it is unknown.

        A clause that must be registered waits for the day after the receipt notice, also where it
        applies with retroactive effect.
        """
        agreement = self.agreement_of(clause)
        if clause["clause_type"] not in types_with("needs_receipt_notice"):
            return self.effective(clause)
        if "registration" not in agreement:
            return None
        return max(self.effective(clause), _day(agreement["registration"]["receipt"]) + 1)

    def final_evaluation_from(self, clause: Located) -> Day:
        """Return the day on which the final evaluation begins."""
        stated = clause.get("final_evaluation")
        return _day(stated["from"]) if stated else self.ends(clause) - FINAL_EVALUATION_DAYS

    def final_evaluation_due(self, clause: Located) -> Day:
        """Return the day by which the final evaluation is to be concluded."""
        stated = clause.get("final_evaluation")
        return _day(stated["due"]) if stated else self.ends(clause) - FINAL_EVALUATION_DUE_DAYS

    def ratified(self, agreement: Located) -> Day | None:
        """Return the day on which the agreement was ratified: as soon as nothing is awaited."""
        ballots = agreement.get("ballots", ())
        if not ballots or any("outcome" not in ballot for ballot in ballots):
            return None
        return max(_day(ballot["recorded"]) for ballot in ballots)


def first_review(record: Located) -> Day | None:
    """Return the first review date that was ever set for a clause or an initiative."""
    past = record.get("past_reviews")
    found = past[0]["due"] if past else record.get("next_review")
    return found if isinstance(found, Day) else None


def review_after(record: Located, number: int) -> Day | None:
    """Return the review date that was set when past review `number` was concluded."""
    past = record.get("past_reviews", ())
    found = past[number + 1]["due"] if number + 1 < len(past) else record.get("next_review")
    return found if isinstance(found, Day) else None


def _by_id(records: Iterable[Located]) -> dict[str, Located]:
    return dict(_named(records))


def _named(records: Iterable[Located]) -> Iterator[tuple[str, Located]]:
    for record in records:
        if "id" in record:
            yield record["id"], record


def _day(value: object) -> Day:
    if not isinstance(value, Day):
        raise TypeError(f"{value!r} is not a day")
    return value
