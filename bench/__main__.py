"""`script/bench`: bring the services up, seed them, measure, and say which promises are kept."""

import argparse
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from tempfile import TemporaryDirectory

from backend.config.embedded import held
from backend.config.places import OWNER_ROLE, Places
from bench import house
from bench.measure import Amount, Ratio
from bench.seeded import migrate, prepare, readers, say

MILLION = 1_100_000  # clauses, of which who reads most reads more than a million


def main(arguments: Sequence[str] | None = None) -> int:
    """Measure everything; 0 when every promise is kept."""
    asked = _parser().parse_args(arguments)
    if asked.clauses != MILLION:
        say(f"a smaller house of {asked.clauses:,} clauses: the promises are about a million")
    with _folder(asked.keep) as folder:
        results = [*_at_scale(folder, asked.clauses)]
        say("starting the whole house twice ...")
        results += _shown(house.measure(folder / "demo"))
    return 0 if all(result.kept for result in results) else 1


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="script/bench", description=__doc__)
    parser.add_argument("--clauses", type=int, default=MILLION, help="a smaller house")
    parser.add_argument("--keep", type=Path, help="a folder to seed once and to use again")
    return parser


@contextmanager
def _folder(kept: Path | None) -> Iterator[Path]:
    if kept is not None:
        kept.mkdir(parents=True, exist_ok=True)
        yield kept.resolve()
        return
    with TemporaryDirectory(prefix="polderspoor-bench.") as folder:
        yield Path(folder)


def _at_scale(folder: Path, clauses: int) -> Iterator[Ratio | Amount]:
    """Give what is measured among so many clauses, as it is printed."""
    places = Places(folder / "large")
    prepare(places, clauses)
    with held(places):
        migrate()
        yield from _measured(places, Places(folder / "small"))


def _measured(places: Places, smaller: Places) -> Iterator[Ratio | Amount]:
    from django.db import connections

    from bench import pages, rounds, steps

    owner_url, log = places.database_url(OWNER_ROLE), places.log / "bench.log"
    found = readers(places)
    connections.close_all()
    say("turning pages ...")
    yield from _shown(pages.measure(found, owner_url, log))
    say("taking steps ...")
    yield from _shown(steps.measure(found["most"], owner_url, log))
    say("doing rounds of the clock ...")
    yield from _shown(rounds.measure(places, smaller, log))


def _shown(results: Sequence[Ratio | Amount]) -> Iterator[Ratio | Amount]:
    for result in results:
        print(result.line(), flush=True)  # what the person asked for
        yield result


if __name__ == "__main__":
    raise SystemExit(main())
