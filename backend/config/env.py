"""The four readers through which every setting comes in from the environment.

Each also understands NAME_FILE: the path of a file that holds the value, the way container
platforms hand out secrets. A variable that is set but empty counts as not set, because compose
files pass an undefined variable on as an empty one.

A value that cannot be read never stops the reading: the default is used and the problem is kept in
`problems`, which the system check `polderspoor.E001` reports. So somebody who got three settings
wrong is told about three, and neither the web server nor a worker starts before they are mended.
"""

import os
from pathlib import Path

TRUE_WORDS = frozenset({"1", "true", "yes", "on"})
FALSE_WORDS = frozenset({"0", "false", "no", "off"})

problems: list[str] = []


def text(name: str, default: str = "") -> str:
    """The value of NAME, or the content of the file NAME_FILE points at, or the default."""
    value = os.environ.get(name, "").strip()
    path = os.environ.get(f"{name}_FILE", "").strip()
    if value and path:
        problems.append(f"{name} and {name}_FILE are both set: remove one of them.")
    elif path:
        value = _content(f"{name}_FILE", path)
    return value or default


def flag(name: str, *, default: bool) -> bool:
    """NAME as yes or no; any other word is a problem, never a guess."""
    value = text(name).lower()
    if value in TRUE_WORDS:
        return True
    if value in FALSE_WORDS:
        return False
    if value:
        problems.append(f"{name} is {value!r}: say 'true' or 'false'.")
    return default


def number(name: str, default: int) -> int:
    """NAME as a whole number."""
    value = text(name)
    if value.removeprefix("-").isdecimal():
        return int(value)
    if value:
        problems.append(f"{name} is {value!r}: give a whole number.")
    return default


def words(name: str, default: str = "") -> list[str]:
    """NAME as a list: its parts between commas, without blanks and empty parts."""
    return [part for part in map(str.strip, text(name, default).split(",")) if part]


def _content(name: str, path: str) -> str:
    try:
        return Path(path).read_text(encoding="utf-8").strip()
    except (OSError, UnicodeDecodeError) as error:
        problems.append(f"{name} points at {path}, which cannot be read: {error}.")
        return ""
