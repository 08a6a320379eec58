"""Verify an exported audit file, with nothing but Python's standard library.

    python verifier.py export.jsonl

The file has one JSON object a line: `{"type": "entry", ...}` and `{"type": "seal", ...}`. An
entry's `digest` is the SHA-256 (hex) of its canonical JSON without `digest`, `type` and `id`: keys
sorted, no spaces, UTF-8. It contains `previous`, the digest of the entry before it in the same
chain (a subject and an audience), so that changing, removing or inserting one breaks the chain. A
seal's `root` is the SHA-256 over one line `chain number digest` for every chain's last entry up to
entry `upto`, sorted, so that a cut-off tail shows too. A line may also be a page of `audit-entries`
as the API answered it, with the oldest entries first. Exit code 0: everything holds; 1: broken,
and each break is named; 2: the file cannot be read.
"""

import hashlib
import json
import sys
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any

FIRST = "0" * 64
# Not part of what is digested, at the top level of an entry or seal.
OUTSIDE = frozenset({"digest", "type", "id"})


def canonical(value: dict[str, Any]) -> bytes:
    """Return the one byte sequence that stands for this object."""
    text = json.dumps(value, sort_keys=True, separators=(",", ":"), ensure_ascii=False)
    return text.encode()


def digest_of(value: dict[str, Any]) -> str:
    """Return the SHA-256 (hex) of an entry or seal, without its own digest, type and id."""
    bare = {key: item for key, item in value.items() if key not in OUTSIDE}
    return hashlib.sha256(canonical(bare)).hexdigest()


def root_of(heads: Iterable[tuple[str, int, str]]) -> str:
    """Return the digest over every chain's head: (chain, number, digest)."""
    lines = sorted(f"{chain} {number} {digest}\n" for chain, number, digest in heads)
    return hashlib.sha256("".join(lines).encode()).hexdigest()


def breaks(records: Iterable[dict[str, Any]], *, whole: bool = True) -> Iterator[str]:
    """Yield a sentence for everything that does not hold.

    `records` come in order of entry `id`. With `whole` false the file is a part (one subject):
    seals then cannot be recomputed and are only checked as a chain.
    """
    heads: dict[str, tuple[int, str]] = {}
    pending: list[dict[str, Any]] = []
    entries: list[dict[str, Any]] = []
    for record in records:
        (pending if record.get("type") == "seal" else entries).append(record)
    for entry in entries:
        yield from _entry_breaks(entry, heads)
    yield from _seal_breaks(pending, entries if whole else None)


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


def _seal_breaks(
    seals: list[dict[str, Any]], entries: list[dict[str, Any]] | None
) -> Iterator[str]:
    previous, position, heads = FIRST, 0, dict[str, tuple[int, str]]()
    for seal in sorted(seals, key=lambda item: item["day"]):
        name = f"seal of {seal['day']}"
        if seal["previous"] != previous:
            yield f"{name}: does not follow the seal before it"
        if seal["digest"] != digest_of(seal):
            yield f"{name}: its content does not match its digest"
        previous = seal["digest"]
        if entries is None:
            continue
        while position < len(entries) and entries[position]["id"] <= seal["upto"]:
            entry = entries[position]
            heads[entry["chain"]] = (entry["number"], entry["digest"])
            position += 1
        if seal["root"] != root_of((chain, *head) for chain, head in heads.items()):
            yield f"{name}: the chains are not the ones that were sealed"


def records_in(line: dict[str, Any]) -> Iterator[dict[str, Any]]:
    """Yield the records of a line: one, or the entries of a page as they were digested."""
    if "items" not in line:
        yield line
    for entry in line.get("items", ()):
        who, whom = entry["actor"], entry["organisation"]
        yield {
            **entry,
            "type": "entry",
            "actor": [who["kind"], who["id"], who["name"]],
            "organisation": [whom["id"], whom["name"], whom["side"]],
        }


def main(path: str) -> int:
    """Print every break of an export; return the exit code."""
    try:
        with Path(path).open(encoding="utf-8") as lines:
            found = (json.loads(line) for line in lines if line.strip())
            records = [record for each in found for record in records_in(each)]
        broken = list(breaks(records))
    except (OSError, ValueError, KeyError) as error:
        print(f"cannot read {path}: {error!r}")  # noqa: T201 (a program that prints)
        return 2
    for sentence in broken:
        print(sentence)  # noqa: T201 (a program that prints)
    if not broken:
        print(f"{len(records)} records: every chain and seal holds")  # noqa: T201 (a program that prints)
    return 1 if broken else 0


if __name__ == "__main__":
    raise SystemExit(main(*sys.argv[1:]))
