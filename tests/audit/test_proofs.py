"""Whoever reads a log can hold it against a seal, and learns nothing of any other log by that."""

import json
from datetime import timedelta
from uuid import uuid4

import pytest
from django.utils import timezone

from backend.audit import chain, seals, verifier
from backend.audit.models import AuditEntry, AuditSeal, SealOpening
from backend.audit.proofs import FAN, proven
from backend.confidentiality.context import acting_as
from backend.parties.actors import SYSTEM
from backend.workflow.engine import perform
from tests.api.clients import Api
from tests.audit.alone import alone
from tests.lifecycles.commitment_arrangement import DOCUMENT, a_commitment, cao_table

pytestmark = pytest.mark.django_db
OTHERS = 5 * FAN  # so many chains that a leaf is not found at first sight


@pytest.fixture
def circle():
    return cao_table()


@pytest.fixture
def commitment(circle):
    found = a_commitment(circle)
    perform(found, "start", actor=circle.actor("emma"))
    with acting_as(SYSTEM):
        written(found.pk, "side:other:union")
        for _ in range(OTHERS):
            written(uuid4(), "public")
    return found


def written(subject_id, audience, event="edit"):
    return chain.append(
        subject_kind="commitment",
        subject_id=subject_id,
        audience=audience,
        event=event,
        actor_kind="person",
        actor_name="Iemand",
    )


def a_seal() -> AuditSeal:
    stamp = seals.seal()
    assert stamp is not None
    return stamp


class Log:
    """The log of one dossier as its reader keeps it: the proofs first, then the lines."""

    def __init__(self, circle, commitment, name="wil"):
        api = Api(circle.people[name])
        self.proofs = api.get(f"/v1/commitments/{commitment.pk}/audit-proof").json()
        self.lines = api.get(f"/v1/commitments/{commitment.pk}/audit-entries?ordering=at").json()
        self.chain = self.lines["items"][0]["chain"]

    def judged(self, folder):
        """What the verifier, alone, says: whether it holds, and its sentences."""
        file = folder / "log.jsonl"
        file.write_text(f"{json.dumps(self.proofs)}\n{json.dumps(self.lines)}\n", encoding="utf-8")
        result = alone(file)
        assert result.stderr == ""
        return result.returncode == 0, result.stdout.splitlines()


def test_a_log_is_held_against_the_seal(circle, commitment, tmp_path):
    log = Log(circle, commitment)
    assert log.proofs == {"seal": None, "proofs": []}
    assert log.judged(tmp_path)[0]

    stamp = a_seal()
    perform(commitment, "deliver", actor=circle.actor("emma"), data={"evidence": [DOCUMENT]})
    log = Log(circle, commitment)
    holds, said = log.judged(tmp_path)

    sealed = log.proofs["proofs"][0]["number"]
    lines = len(log.lines["items"])
    assert 0 < sealed < lines
    assert holds
    assert said == [
        f"{log.chain}: {sealed} of {lines} entries under the seal of {stamp.day}, {stamp.digest}",
        f"{lines + 2} records: every chain and seal holds",
    ]
    shown = Api(circle.people["nick"]).get("/v1/audit-seals").json()["items"]
    assert shown == [log.proofs["seal"]]


def test_what_was_taken_out_or_written_over_shows(circle, commitment, tmp_path):
    stamp = a_seal()
    log = Log(circle, commitment)
    *_, last = log.lines["items"]

    log.lines["items"].pop()
    number = f"entry {last['number']}, which was sealed on {stamp.day}, is not in the file"
    assert log.judged(tmp_path) == (False, [f"proof of {log.chain}: {number}"])

    # who owns the database makes all digests of the chain fit again, and gives proof of that
    last["reason"] = "Achteraf"
    last["digest"] = verifier.digest_of(next(verifier.records_in({"items": [last]})))
    log.lines["items"].append(last)
    log.proofs["proofs"][0]["digest"] = last["digest"]
    elsewhere = f"proof of {log.chain}: does not lead to the seal of {stamp.day}"
    assert log.judged(tmp_path) == (False, [elsewhere])

    # even a seal that was made for it is not the one that others have
    *path, _ = log.proofs["proofs"][0]["path"]
    log.proofs["proofs"][0]["path"] = path
    leaf = verifier.leaf_of(
        bytes.fromhex(log.proofs["proofs"][0]["salt"]),
        (log.chain, last["number"], last["digest"]),
    )
    log.proofs["seal"]["root"] = verifier.climb(leaf, path)
    assert log.judged(tmp_path) == (
        False,
        [f"seal of {stamp.day}: its content does not match its digest"],
    )


def test_a_proof_tells_nothing_of_other_chains(circle, commitment):
    """Not how many there are, not which of them have changed since the seal before."""
    today = timezone.localdate()
    seals.seal(today)
    first = Log(circle, commitment).proofs
    with acting_as(SYSTEM):
        for _ in range(3 * OTHERS):
            written(uuid4(), "public")
    seals.seal(today + timedelta(days=1))
    second = Log(circle, commitment).proofs
    with acting_as(SYSTEM):
        assert SealOpening.objects.get(day=today).tree is None

    paths = [each["proofs"][0]["path"] for each in (first, second)]
    assert [len(path) for path in paths] == [verifier.DEPTH] * 2
    assert not {step["digest"] for step in paths[0]} & {step["digest"] for step in paths[1]}
    assert first["proofs"][0]["salt"] != second["proofs"][0]["salt"]
    assert [each["chain"] for each in second["proofs"]] == [first["proofs"][0]["chain"]]
    assert set(second["seal"]) == {"sealedOn", "at", "root", "previous", "digest"}
    # a way that ends in nothing but fillers goes left and right as any other
    assert {step["stands"] for step in paths[0][-20:]} == {"left", "right"}


def test_who_reads_no_line_is_told_what_nobody_reads(circle, commitment):
    seals.seal()
    nick = Api(circle.people["nick"])
    address = "/v1/commitments/{}/audit-proof"
    hidden, absent = (nick.get(address.format(pk)) for pk in (commitment.pk, uuid4()))
    assert (hidden.status_code, hidden.content) == (404, absent.content)


def test_a_chain_that_is_not_as_it_was_sealed_has_no_proof(circle, commitment, tmp_path):
    seals.seal()
    with acting_as(SYSTEM):
        opening = SealOpening.objects.get()
        opening.tree = bytes(opening.leaves * 80)
        opening.save(update_fields=["tree"])
    log = Log(circle, commitment)
    assert log.proofs["proofs"] == []
    holds, said = log.judged(tmp_path)
    assert holds
    assert said[0] == f"{log.chain}: {len(log.lines['items'])} entries, under no seal in this file"


@pytest.mark.parametrize("number", [*range(1, 9), FAN, FAN + 1, 1000])
def test_every_chain_is_found_in_a_tree_of_any_size(number, db):
    subjects = [uuid4() for _ in range(number)]
    with acting_as(SYSTEM):
        for subject in subjects:
            written(subject, "public")
    stamp = a_seal()
    for subject in subjects[:: max(number // 20, 1)]:
        with acting_as(SYSTEM):
            (proof,) = proven(AuditEntry.objects.filter(subject_id=subject)).proofs
        path = [{"stands": step.stands, "digest": step.digest} for step in proof.path]
        leaf = verifier.leaf_of(bytes.fromhex(proof.salt), (proof.chain, 1, proof.digest))
        assert verifier.climb(leaf, path) == stamp.root
