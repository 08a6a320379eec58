"""Reads YAML so that every value knows the line it stands on."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import yaml
from yaml.nodes import MappingNode, Node, ScalarNode

from backend.reference.faults import BrokenFile, Fault

# libyaml's parser is ten times as fast; PyYAML's own reads the same where it was built without.
_LOADER: type[yaml.SafeLoader] = getattr(yaml, "CSafeLoader", yaml.SafeLoader)


class Located(dict[str, Any]):
    """A mapping that knows its line and the line of each of its keys.

    `complete` is False where something in it could not be read: then that was complained about and
    nothing more can be said of it.
    """

    def __init__(self, line: int) -> None:
        super().__init__()
        self.line = line
        self.lines: dict[str, int] = {}
        self.complete = True

    def line_of(self, key: str) -> int:
        """Return the line of a key, or of the mapping where the key is absent."""
        return self.lines.get(key, self.line)


def line_of(node: Node) -> int:
    """Return the line on which a value begins, counted from 1."""
    return int(node.start_mark.line) + 1


def read_nodes(path: Path) -> Node:
    """Return the document's root node; raise `BrokenFile` where the file is not YAML at all.

    Nothing is constructed: no tag of the file ever becomes an object.
    """
    try:
        text = path.read_text(encoding="utf-8")
    except FileNotFoundError:
        raise BrokenFile([Fault(path.name, 1, "the file is missing")]) from None
    except UnicodeDecodeError as error:
        line = path.read_bytes()[: error.start].count(b"\n") + 1
        raise BrokenFile([Fault(path.name, line, "the file is not UTF-8")]) from None
    try:
        root = yaml.compose(text, Loader=_LOADER)
    except yaml.MarkedYAMLError as error:
        mark = error.problem_mark or error.context_mark
        line = mark.line + 1 if mark else 1
        message = f"the file is not YAML: {error.problem or error.context}"
        raise BrokenFile([Fault(path.name, line, message)]) from None
    except yaml.reader.ReaderError as error:
        line = text[: error.position].count("\n") + 1
        message = f"the file is not YAML: {error.reason}"
        raise BrokenFile([Fault(path.name, line, message)]) from None
    if root is None:
        raise BrokenFile([Fault(path.name, 1, "the file is empty")])
    return root


def pairs(node: MappingNode) -> Iterator[tuple[str, int, Node]]:
    """Yield key, line of the key and value of a mapping; a key that is no text is ''."""
    for key, value in node.value:
        yield (key.value if isinstance(key, ScalarNode) else ""), line_of(key), value
