"""How rows that were read as columns go out: picked by number, with no instance in between.

A shape's plain fields, and those of what it nests, are columns of the row. What it can only ask of
an instance (a `get_x` method) gets one, made of the columns that were read.
"""

from collections.abc import Callable, Iterable, Sequence
from operator import itemgetter
from typing import Any, NamedTuple

from django.contrib.postgres.fields import ArrayField

from backend.api.columns import Column, Reader
from backend.reference.prepared import Row

Paths = tuple[str, ...]
KEY = "id"


class Nested(NamedTuple):
    """A shape within a shape. The column `guard` is null where there is nothing to show."""

    name: str
    guard: int
    numbers: tuple[tuple[str, int], ...]  # by name


class Asked(NamedTuple):
    """Methods that the same columns decide about, and how to make the instance that they ask.

    `decisive` picks those columns; none where the answer is another one on every row.
    """

    decisive: Reader | None
    instance: Reader
    methods: list[tuple[str, str]]  # each with the name of its field


class Layout(NamedTuple):
    """Where a shape's fields stand in a row, and what is asked of an instance."""

    template: dict[str, Any]  # the names in their order, with what is the same on every row
    names: Paths
    pick: Reader
    nested: tuple[Nested, ...]
    shown: tuple[tuple[str, int, Reader], ...]
    methods: tuple[Asked, ...]


def numbers_of(paths: Iterable[str]) -> dict[str, int]:
    """Return where each column stands; a foreign key also under the name that leads through it."""
    numbers = {path: number for number, path in enumerate(paths)}
    keys = {f"{n.removesuffix('_id')}__id": i for n, i in numbers.items() if n.endswith("_id")}
    return keys | numbers


def layout(
    model: Any,
    paths: Paths,
    columns: Sequence[Column],
    columns_of: Callable[[type[Any]], Sequence[Column]],
) -> Layout:
    """Return how these columns of a shape are read from rows with these paths of the model.

    `columns_of` gives the columns of a shape within the shape.
    """
    numbers = numbers_of(paths)
    plain = [c for c in columns if c.plain and c.path[0] in numbers]
    nested = [_nested(c, columns_of(c.nested), numbers) for c in columns if c.nested]
    shown = [(c.name, numbers[c.path[0]], c.show) for c in columns if c.show is not None]
    fixed = {c.name: getattr(model, c.path[0]) for c in columns if c.plain and c not in plain}
    return Layout(
        template={c.name: fixed.get(c.name) for c in columns},
        names=tuple(c.name for c in plain),
        pick=picker(numbers[c.path[0]] for c in plain),
        nested=tuple(nested),
        shown=tuple(shown),
        methods=_methods(
            model,
            [c for c in columns if c.method],
            numbers,
            _instances(model, paths, {number for n in nested for _, number in n.numbers}),
        ),
    )


def _nested(column: Column, within: Sequence[Column], numbers: dict[str, int]) -> Nested:
    found = {c.name: numbers["__".join((*column.path, *c.path))] for c in within}
    # The key of what we refer to stands in our own row, also where the rest is out of sight.
    guard = next(number for name, number in found.items() if name != "id")
    return Nested(column.name, guard, tuple(found.items()))


def writer(layout: Layout, owner: Any) -> Callable[[Row], dict[str, Any]]:
    """Return the function that turns a row into its outside form; `owner` has the methods."""
    template, names, pick, nested, shown, methods = layout
    asked: list[tuple[dict[Any, Any], Reader | None, Reader, list[tuple[str, Reader]]]] = [
        ({}, each.decisive, each.instance, [(n, getattr(owner, m)) for n, m in each.methods])
        for each in methods
    ]

    def write(row: Row) -> dict[str, Any]:
        line = template.copy()
        line.update(zip(names, pick(row), strict=True))
        for name, guard, inside in nested:
            if row[guard] is not None:
                line[name] = {inner: row[number] for inner, number in inside}
        for name, number, show in shown:
            if row[number] is not None:
                line[name] = show(row[number])
        for known, decisive, instance, answers in asked:
            case = decisive and decisive(row)
            if case is None or case not in known:
                made = instance(row)
                known[case] = {name: answer(made) for name, answer in answers}
            line.update(known[case])
        return line

    return write


def _methods(
    model: Any,
    columns: Sequence[Column],
    numbers: dict[str, int],
    instances: Callable[[Paths], Reader],
) -> tuple[Asked, ...]:
    """Return the methods together that the same columns decide about; by default the key does.

    Those that one column decides about (a code and its label) go together too: on a page there are
    few combinations of such codes. Where the key decides no row is like another, so that nothing is
    kept, and one instance serves them all.
    """
    codes = tuple(sorted({c.needs[0] for c in columns if _of_code(c)}))
    own = [c.needs for c in columns if not c.needs or KEY in c.needs]
    own_needs = tuple(sorted({path for needs in own for path in needs})) if all(own) else ()
    together: dict[Paths, list[tuple[str, str]]] = {}
    for column in columns:
        needs = codes if _of_code(column) else own_needs if column.needs in own else column.needs
        together.setdefault(needs, []).append((column.name, column.method))
    return tuple(
        Asked(
            _case_of(model, needs, numbers) if needs and KEY not in needs else None,
            instances(needs),
            methods,
        )
        for needs, methods in together.items()
    )


def _case_of(model: Any, needs: Paths, numbers: dict[str, int]) -> Reader:
    """Return the function that gives what decides in a row; a list, which has no hash, as tuple."""
    lists = [numbers[path] for path in needs if _is_list(model, path)]
    pick = itemgetter(*(numbers[path] for path in needs if numbers[path] not in lists))
    if not lists:
        return pick
    return lambda row: (pick(row), *(tuple(row[number] or ()) for number in lists))


def _is_list(model: Any, path: str) -> bool:
    *behind, name = path.split("__")
    for relation in behind:
        model = model._meta.get_field(relation).related_model  # noqa: SLF001  # documented
    return isinstance(model._meta.get_field(name), ArrayField)  # noqa: SLF001  # documented


def _of_code(column: Column) -> bool:
    return len(column.needs) == 1 and KEY not in column.needs


def values_of(paths: Paths, names: Iterable[str]) -> Callable[[Row], list[Any]]:
    """Return the function that gives a row's values of these columns."""
    pick = picker(paths.index(name) for name in names)
    return lambda row: [*pick(row)]


def picker(numbers: Iterable[int]) -> Reader:
    """Return the function that picks these columns out of a row, all at once."""
    wanted = tuple(numbers)
    if len(wanted) > 1:
        return itemgetter(*wanted)
    return lambda row: tuple(row[number] for number in wanted)


def _instances(model: Any, paths: Paths, shown: set[int]) -> Callable[[Paths], Reader]:
    """Return what gives the function that makes an instance out of a row, for who needs these.

    What it refers to is made too, where more of that was read than the shape itself shows: the
    instance's own methods ask for it. Who says what it needs gets nothing else; what is asked for
    beyond that is fetched, as with any model.
    """
    own = {path: i for i, path in enumerate(paths) if "__" not in path}
    behind = {p.split("__")[0] for i, p in enumerate(paths) if "__" in p and i not in shown}
    makers = {name: _behind(model, name, numbers_of(paths)) for name in sorted(behind)}

    def instances(needs: Paths) -> Reader:
        named = {path.split("__")[0].removesuffix("_id") for path in needs}
        make = _maker(model, {p: i for p, i in own.items() if not needs or p in needs})
        related = [(n, maker) for n, maker in makers.items() if not needs or n in named]

        def instance(row: Row) -> Any:
            made = make(row)
            for name, make_related in related:
                made._state.fields_cache[name] = make_related(row)  # noqa: SLF001  # as the ORM does
            return made

        return instance

    return instances


def _behind(model: Any, name: str, numbers: dict[str, int]) -> Reader:
    prefix = f"{name}__"
    found = {p.removeprefix(prefix): i for p, i in numbers.items() if p.startswith(prefix)}
    make = _maker(model._meta.get_field(name).related_model, found)  # noqa: SLF001  # documented
    key = numbers.get(f"{name}_id")
    return make if key is None else lambda row: None if row[key] is None else make(row)


def _maker(model: Any, numbers: dict[str, int]) -> Reader:
    names, pick = tuple(numbers), picker(numbers.values())
    return lambda row: model.from_db("default", names, pick(row))
