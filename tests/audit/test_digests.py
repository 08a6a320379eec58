"""All that is digested counts, whoever digests it."""

import ast
from pathlib import Path

import pytest

import backend
from backend.audit import verifier
from backend.audit.digests import digest_of_content

ROOT = Path(backend.__file__).parent


@pytest.mark.parametrize("name", ["digest", "type", "id"])
def test_what_an_entry_leaves_out_is_refused_in_content(name):
    with pytest.raises(ValueError, match=name):
        digest_of_content({"text": "Teams maken zelf het rooster.", name: "x"})


def test_below_the_top_everything_counts():
    one, other = ({"facts": {"type": kind}} for kind in ("normative", "protocol"))
    assert digest_of_content(one) != digest_of_content(other)


def test_it_is_the_digest_that_was_stored_before_there_was_a_refusal():
    content = {"text": "é", "aims": ["job_control"], "terms": {"id": 1}}
    assert digest_of_content(content) == verifier.digest_of(content)


def test_everything_outside_the_chains_is_digested_whole():
    """Only the chains themselves use the digest that leaves something out."""
    using = {
        path.relative_to(ROOT).parts[0]
        for path in ROOT.rglob("*.py")
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8")))
        if isinstance(node, ast.ImportFrom) and node.module == "backend.audit.verifier"
        if "digest_of" in {alias.name for alias in node.names}
    }
    assert using == {"audit"}
