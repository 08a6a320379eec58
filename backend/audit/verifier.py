"""Verify an exported audit file, with nothing but Python's standard library.

    python verifier.py export.jsonl

The file has one JSON object a line, or the answers of the API as they came: pages of
`audit-entries`, and an answer of `audit-proof`.

An **entry**'s `digest` is the SHA-256 (hex) of its canonical JSON without `digest`, `type` and
`id`: keys sorted, no spaces, UTF-8. It contains `previous`, the digest of the entry before it in
the same chain (a subject and an audience), so that changing, removing or inserting one breaks the
chain.

A **seal** is a day's stamp over the last entry of every chain, so that a cut-off tail shows too.
Its digest is made as that of an entry, and contains the digest of the seal before it. Its `root`
is that of a tree of digests (after RFC 6962: leaves and nodes are told apart by their first byte),
in which the last entry of each chain is a leaf, blinded by a salt of its own. A **proof** holds
the salt of one chain and the nodes beside its way up: whoever reads one chain can hold it against
the seal, and learns nothing of any other, not even how many there are. An **opening** holds the
secret of a day from which all salts are made, and `upto`, the last entry that was sealed: with it
whoever has the whole file computes the root anew. Seals from before there were proofs have `upto`
and `chains` themselves; their root is the SHA-256 over one sorted line `chain number digest` for
every chain.

Exit code 0: everything holds, and it is said what is covered by which seal (compare its digest
with one that was kept elsewhere); 1: broken, and each break is named; 2: the file cannot be read.
"""

import hashlib
import hmac
import json
import sys
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path
from typing import Any

FIRST = "0" * 64
# Not part of what is digested, at the top level of an entry or seal.
OUTSIDE = frozenset({"digest", "type", "id"})
# How many levels every tree has, so that the length of a proof tells nothing.
DEPTH = 32

Head = tuple[str, int, str]
"""A chain's last entry: chain, number, digest."""


def canonical(value: dict[str, Any]) -> bytes:
    """Return the one byte sequence that stands for this object."""
    text = json.dumps(value, sort_keys=True, separators=(",", ":"), ensure_ascii=False)
    return text.encode()


def digest_of(value: dict[str, Any]) -> str:
    """Return the SHA-256 (hex) of an entry or seal, without its own digest, type and id."""
    bare = {key: item for key, item in value.items() if key not in OUTSIDE}
    return hashlib.sha256(canonical(bare)).hexdigest()


def root_of(heads: Iterable[Head]) -> str:
    """Return the root of a seal from before there were proofs."""
    lines = sorted(f"{chain} {number} {digest}\n" for chain, number, digest in heads)
    return hashlib.sha256("".join(lines).encode()).hexdigest()


def salt_of(secret: bytes, chain: str) -> bytes:
    """Return what blinds the leaf of a chain under the secret of a day."""
    return hmac.digest(secret, f"chain {chain}".encode(), "sha256")


def leaf_of(salt: bytes, head: Head) -> bytes:
    """Return the leaf that stands for the last entry of a chain."""
    return hashlib.sha256(b"\x00" + salt + json.dumps(head).encode()).digest()


def node_of(left: bytes, right: bytes) -> bytes:
    """Return the node above two others."""
    return hashlib.sha256(b"\x01" + left + right).digest()


def filler_of(secret: bytes, level: int) -> bytes:
    """Return what stands where a level has no node more: it looks like any other node.

    Beside a single node it stands on the left if it is odd, so that no proof shows where the tree
    has become a stem, and with that how many chains there are.
    """
    return hmac.digest(secret, f"level {level}".encode(), "sha256")


def stands_left(filler: bytes, nodes: int) -> bool:
    """Whether a filler stands left of so many nodes: only where there is one, by its own bit."""
    return nodes == 1 and filler[-1] % 2 == 1


def tree_of(secret: bytes, heads: Iterable[Head]) -> list[list[bytes]]:
    """Return the nodes of all levels, the leaves first, in the order of their digests."""
    nodes = sorted(leaf_of(salt_of(secret, head[0]), head) for head in heads)
    levels = [nodes or [filler_of(secret, 0)]]
    for level in range(DEPTH):
        pairs = list(levels[-1])
        if len(pairs) % 2:
            filler = filler_of(secret, level)
            pairs.insert(0 if stands_left(filler, len(pairs)) else len(pairs), filler)
        levels.append([node_of(*pairs[at : at + 2]) for at in range(0, len(pairs), 2)])
    return levels


def climb(leaf: bytes, path: Sequence[dict[str, str]]) -> str:
    """Return the root (hex) above a leaf, by the nodes beside its way up."""
    node = leaf
    for step in path:
        beside = bytes.fromhex(step["digest"])
        node = node_of(beside, node) if step["stands"] == "left" else node_of(node, beside)
    return node.hex()


def breaks(records: Iterable[dict[str, Any]], *, whole: bool = True) -> Iterator[str]:
    """Yield a sentence for everything that does not hold.

    The entries of a whole file come in the order in which they were written. With `whole` false it
    is a part: seals then cannot be computed anew, and hold as far as there are proofs.
    """
    sorted_out: dict[str, list[dict[str, Any]]] = {
        kind: [] for kind in ("entry", "seal", "opening", "proof")
    }
    for record in records:
        sorted_out[record.get("type", "entry")].append(record)
    entries, seals = sorted_out["entry"], sorted(sorted_out["seal"], key=lambda seal: seal["day"])
    if not whole:  # the API gives them by their moments, and a clock can be set back
        entries.sort(key=lambda entry: entry["number"])
    heads: dict[str, tuple[int, str]] = {}
    for entry in entries:
        yield from _entry_breaks(entry, heads)
    yield from _seal_breaks(seals, whole=whole)
    if whole:
        openings = {opening["day"]: opening for opening in sorted_out["opening"]}
        yield from _root_breaks(seals, openings, entries)
    else:
        roots = {seal["day"]: seal["root"] for seal in seals}
        written = {(entry["chain"], entry["number"], entry["digest"]) for entry in entries}
        for proof in sorted_out["proof"]:
            yield from _proof_breaks(proof, roots, written)


def _entry_breaks(entry: dict[str, Any], heads: dict[str, tuple[int, str]]) -> Iterator[str]:
    name = f"entry {entry['number']} of {entry['chain']}"
    number, previous = heads.get(entry["chain"], (0, FIRST))
    if entry["number"] != number + 1:
        yield f"{name}: expected number {number + 1}"
    if entry["previous"] != previous:
        yield f"{name}: does not follow the entry before it"
    if entry["digest"] != digest_of(entry):
        yield f"{name}: its content does not match its digest"
    heads[entry["chain"]] = (entry["number"], entry["digest"])


def _seal_breaks(seals: list[dict[str, Any]], *, whole: bool) -> Iterator[str]:
    previous = FIRST if whole or not seals else seals[0]["previous"]
    for seal in seals:
        name = f"seal of {seal['day']}"
        if seal["previous"] != previous:
            yield f"{name}: does not follow the seal before it"
        if seal["digest"] != digest_of(seal):
            yield f"{name}: its content does not match its digest"
        previous = seal["digest"]


def _root_breaks(
    seals: list[dict[str, Any]],
    openings: dict[str, dict[str, Any]],
    entries: list[dict[str, Any]],
) -> Iterator[str]:
    position, heads = 0, dict[str, tuple[int, str]]()
    for seal in seals:
        name = f"seal of {seal['day']}"
        opening = seal if "upto" in seal else openings.get(seal["day"])
        if opening is None:
            yield f"{name}: the secret to compute it anew is not there"
            continue
        while position < len(entries) and entries[position]["id"] <= opening["upto"]:
            entry = entries[position]
            heads[entry["chain"]] = (entry["number"], entry["digest"])
            position += 1
        lasts = [(chain, *head) for chain, head in heads.items()]
        if opening is seal:
            root = root_of(lasts)
        else:
            root = tree_of(bytes.fromhex(opening["secret"]), lasts)[-1][0].hex()
        if seal["root"] != root:
            yield f"{name}: the chains are not the ones that were sealed"


def _proof_breaks(
    proof: dict[str, Any], roots: dict[str, str], written: set[Head]
) -> Iterator[str]:
    head: Head = (proof["chain"], proof["number"], proof["digest"])
    name = f"proof of {head[0]}"
    if head not in written:
        yield f"{name}: entry {head[1]}, which was sealed on {proof['day']}, is not in the file"
    if climb(leaf_of(bytes.fromhex(proof["salt"]), head), proof["path"]) != roots.get(proof["day"]):
        yield f"{name}: does not lead to the seal of {proof['day']}"


def records_in(line: dict[str, Any]) -> Iterator[dict[str, Any]]:
    """Yield the records of a line: one, or those of an answer of the API as they were digested."""
    if "proofs" in line:
        if line["seal"]:
            day = {"day": line["seal"]["sealedOn"]}
            rest = {key: value for key, value in line["seal"].items() if key != "sealedOn"}
            yield {**rest, **day, "type": "seal"}
            yield from ({**proof, **day, "type": "proof"} for proof in line["proofs"])
    elif "items" in line:
        for entry in line["items"]:
            who, whom = entry["actor"], entry["organisation"]
            yield {
                **entry,
                "type": "entry",
                "actor": [who["kind"], who["id"], who["name"]],
                "organisation": [whom["id"], whom["name"], whom["side"]],
            }
    else:
        yield line


def covered(records: Sequence[dict[str, Any]]) -> Iterator[str]:
    """Yield a sentence for every chain of a part: up to where a seal covers it."""
    seals = {record["day"]: record["digest"] for record in records if record["type"] == "seal"}
    proofs = {record["chain"]: record for record in records if record["type"] == "proof"}
    lasts = {record["chain"]: record["number"] for record in records if record["type"] == "entry"}
    for chain, number in lasts.items():
        proof = proofs.get(chain)
        if proof is None:
            yield f"{chain}: {number} entries, under no seal in this file"
        else:
            seal = f"the seal of {proof['day']}, {seals[proof['day']]}"
            yield f"{chain}: {proof['number']} of {number} entries under {seal}"


def main(path: str) -> int:
    """Print every break of an export, or what holds; return the exit code."""
    try:
        with Path(path).open(encoding="utf-8") as lines:
            found = (json.loads(line) for line in lines if line.strip())
            answers = list(found)
        records = [record for each in answers for record in records_in(each)]
        part = any("items" in answer or "proofs" in answer for answer in answers)
        broken = list(breaks(records, whole=not part))
        said = list(covered(records)) if part else []
    except (OSError, ValueError, KeyError, TypeError) as error:
        print(f"cannot read {path}: {error!r}")  # noqa: T201 (a program that prints)
        return 2
    for sentence in broken or said:
        print(sentence)  # noqa: T201 (a program that prints)
    if not broken:
        print(f"{len(records)} records: every chain and seal holds")  # noqa: T201 (a program that prints)
    return 1 if broken else 0


if __name__ == "__main__":
    raise SystemExit(main(*sys.argv[1:]))
