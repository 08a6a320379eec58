"""The shapes that values in the demo file can have, each with its own complaint."""

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Any, Protocol

from yaml.nodes import MappingNode, Node, ScalarNode, SequenceNode

from backend.demo.located import Located, line_of, pairs
from backend.reference.faults import Fault

_ID = re.compile(r"[a-z0-9][a-z0-9_-]{0,39}")
_INT, _FLOAT, _BOOL = (f"tag:yaml.org,2002:{name}" for name in ("int", "float", "bool"))


@dataclass(slots=True)
class Reading:
    """What one reading of a file collects: faults, the ids it defines and the ids it uses."""

    file: str
    codes: Mapping[str, frozenset[str]]
    faults: list[Fault] = field(default_factory=list)
    defined: dict[str, dict[str, int]] = field(default_factory=dict)
    used: list[tuple[str, str, int]] = field(default_factory=list)

    def fault(self, line: int, message: str) -> None:
        """Note that something is wrong on a line."""
        self.faults.append(Fault(self.file, line, message))

    def check_references(self) -> None:
        """Note every id that is used and nowhere defined."""
        for kind, name, line in self.used:
            if name not in self.defined.get(kind, {}):
                self.fault(line, f"there is no {kind} '{name}'")


class Shape(Protocol):
    """Something that turns a node into a value, or notes faults and returns None."""

    def read(self, node: Node, reading: Reading) -> Any:
        """Return the value, or None after noting what is wrong."""


def _scalar(node: Node, reading: Reading, what: str) -> str | None:
    if isinstance(node, ScalarNode) and node.value:
        return str(node.value)
    reading.fault(line_of(node), f"{what} is expected here")
    return None


@dataclass(frozen=True, slots=True)
class Text:
    """Any text, up to a length."""

    longest: int = 200

    def read(self, node: Node, reading: Reading) -> str | None:
        """Return the text without surrounding space."""
        text = _scalar(node, reading, "text")
        if text is not None and len(text.strip()) > self.longest:
            reading.fault(line_of(node), f"this text is longer than {self.longest} characters")
        return text.strip() if text is not None else None


@dataclass(frozen=True, slots=True)
class OneOf:
    """One of a few fixed words."""

    words: tuple[str, ...]

    def read(self, node: Node, reading: Reading) -> str | None:
        """Return the word."""
        word = _scalar(node, reading, "a word")
        if word is not None and word not in self.words:
            reading.fault(line_of(node), f"'{word}' is not one of {', '.join(self.words)}")
            return None
        return word


@dataclass(frozen=True, slots=True)
class Code:
    """A code of a reference list."""

    list: str

    def read(self, node: Node, reading: Reading) -> str | None:
        """Return the code."""
        code = _scalar(node, reading, f"a code of {self.list}")
        if code is not None and code not in reading.codes[self.list]:
            reading.fault(line_of(node), f"{self.list} has no code '{code}'")
            return None
        return code


@dataclass(frozen=True, slots=True)
class Parsed:
    """A text that a function understands; its ValueError is the complaint."""

    parse: Callable[[str], Any]
    what: str

    def read(self, node: Node, reading: Reading) -> Any:
        """Return what the function makes of the text."""
        text = _scalar(node, reading, self.what)
        if text is None:
            return None
        try:
            return self.parse(text)
        except ValueError as error:
            reading.fault(line_of(node), str(error))
            return None


@dataclass(frozen=True, slots=True)
class Number:
    """A number, whole unless `fraction`, not below `least`."""

    least: float = 0
    fraction: bool = False

    def read(self, node: Node, reading: Reading) -> int | float | None:
        """Return the number."""
        allowed = (_INT, _FLOAT) if self.fraction else (_INT,)
        what = "a number" if self.fraction else "a whole number"
        if not isinstance(node, ScalarNode) or node.tag not in allowed:
            reading.fault(line_of(node), f"{what} is expected here")
            return None
        try:
            number = int(node.value) if node.tag == _INT else float(node.value)
        except ValueError:
            reading.fault(line_of(node), f"{what} is expected here")
            return None
        if number < self.least:
            reading.fault(line_of(node), f"{number} is less than {self.least:g}")
        return number


@dataclass(frozen=True, slots=True)
class Flag:
    """true or false."""

    def read(self, node: Node, reading: Reading) -> bool | None:
        """Return the truth value."""
        if isinstance(node, ScalarNode) and node.tag == _BOOL and node.value in ("true", "false"):
            return bool(node.value == "true")
        reading.fault(line_of(node), "true or false is expected here")
        return None


@dataclass(frozen=True, slots=True)
class Id:
    """The id under which something of a kind is known in this file."""

    kind: str

    def read(self, node: Node, reading: Reading) -> str | None:
        """Return the id, after noting it as defined; an id that comes twice is a fault."""
        name = _scalar(node, reading, "an id")
        if name is None:
            return None
        line = line_of(node)
        known = reading.defined.setdefault(self.kind, {})
        if _ID.fullmatch(name) is None:
            reading.fault(line, f"'{name}' is not an id: use small letters, digits, _ and -")
        if name in known:
            reading.fault(line, f"{self.kind} '{name}' was already defined on line {known[name]}")
        known.setdefault(name, line)
        return name


@dataclass(frozen=True, slots=True)
class Ref:
    """The id of something that is defined elsewhere in this file."""

    kind: str

    def read(self, node: Node, reading: Reading) -> str | None:
        """Return the id; whether it exists is checked when the whole file was read."""
        name = _scalar(node, reading, f"the id of a {self.kind}")
        if name is not None:
            reading.used.append((self.kind, name, line_of(node)))
        return name


@dataclass(frozen=True, slots=True)
class ListOf:
    """A list of values of one shape, with bounds on how many."""

    shape: Shape
    least: int = 0
    most: int | None = None

    def read(self, node: Node, reading: Reading) -> list[Any] | None:
        """Return the values that could be read; a word that comes twice is a fault."""
        if not isinstance(node, SequenceNode):
            reading.fault(line_of(node), "a list is expected here")
            return None
        count = len(node.value)
        if count < self.least:
            reading.fault(line_of(node), f"{count} items where at least {self.least} are needed")
        if self.most is not None and count > self.most:
            reading.fault(line_of(node), f"{count} items where at most {self.most} are allowed")
        values: list[Any] = []
        for item in node.value:
            value = self.shape.read(item, reading)
            if isinstance(value, str) and value in values:
                reading.fault(line_of(item), f"'{value}' is in the list twice")
            if value is not None:
                values.append(value)
        return values


@dataclass(frozen=True, slots=True)
class MapOf:
    """A mapping from fixed words to values of one shape."""

    words: tuple[str, ...]
    shape: Shape

    def read(self, node: Node, reading: Reading) -> Located | None:
        """Return the values by word."""
        record = Record({}, dict.fromkeys(self.words, self.shape))
        return record.read(node, reading)


@dataclass(frozen=True, slots=True)
class Record:
    """A mapping with fixed keys; anything else in it is a fault."""

    required: Mapping[str, Shape]
    optional: Mapping[str, Shape] = field(default_factory=dict)

    def read(self, node: Node, reading: Reading) -> Located | None:
        """Return the values by key; optional keys that are absent are absent."""
        if not isinstance(node, MappingNode):
            reading.fault(line_of(node), "keys with values are expected here")
            return None
        found, before = Located(line_of(node)), len(reading.faults)
        known: dict[str, Shape] = {**self.required, **self.optional}
        for key, line, value in pairs(node):
            if key not in known:
                reading.fault(line, f"unknown key '{key}'; known here: {', '.join(sorted(known))}")
            elif key in found.lines:
                reading.fault(line, f"'{key}' was already given on line {found.lines[key]}")
            else:
                found.lines[key] = line
                read = known[key].read(value, reading)
                if read is not None:
                    found[key] = read
        for key in self.required:
            if key not in found.lines:
                reading.fault(found.line, f"'{key}' is missing")
        found.complete = len(reading.faults) == before
        return found


def words(*names: str) -> OneOf:
    """Return the shape of one of these words."""
    return OneOf(names)


def codes(list_slug: str, least: int = 0, most: int | None = None) -> ListOf:
    """Return the shape of a list of codes of a reference list."""
    return ListOf(Code(list_slug), least, most)


def refs(kind: str, least: int = 0) -> ListOf:
    """Return the shape of a list of ids that are defined elsewhere."""
    return ListOf(Ref(kind), least)
