"""Draw and describe a lifecycle, so that the documents are always the table in the code."""

from collections.abc import Iterator

from backend.reference.states import load_phases
from backend.workflow.lifecycle import BACK, STAY, Lifecycle, Transition
from backend.workflow.roles import ROLE_WORDS


def mermaid(lifecycle: Lifecycle) -> str:
    """Return the lifecycle as a Mermaid state diagram, ending in a newline."""
    return "\n".join(_diagram(lifecycle)) + "\n"


def markdown(lifecycle: Lifecycle) -> str:
    """Return the lifecycle as a page: diagram, states, transitions and deadlines, in Dutch."""
    return "\n".join(_page(lifecycle)) + "\n"


def _diagram(lifecycle: Lifecycle) -> Iterator[str]:
    yield "stateDiagram-v2"
    for code, spec in lifecycle.states.items():
        yield f"    {code}: {spec.label.nl}"
    yield f"    [*] --> {lifecycle.start}"
    for row in lifecycle.transitions:
        who = ", ".join(sorted(row.by))
        for source in row.sources:
            yield f"    {source} --> {_target(row, source)}: {row.name} ({who})"
    for code in lifecycle.states:
        if not any(lifecycle.leaving(code)):
            yield f"    {code} --> [*]"


def _target(row: Transition, source: str) -> str:
    return {STAY: source, BACK: f"{source}_back"}.get(row.to, row.to)


def _page(lifecycle: Lifecycle) -> Iterator[str]:
    phases = load_phases()
    yield f"# Levensloop: {lifecycle.kind}"
    yield ""
    yield "Gemaakt uit de tabel in de code; niet met de hand wijzigen."
    yield ""
    yield "```mermaid"
    yield from _diagram(lifecycle)
    yield "```"
    yield ""
    yield "| toestand | Nederlands | Engels | fase | te lezen door | betekenis |"
    yield "| --- | --- | --- | --- | --- | --- |"
    for code, spec in lifecycle.states.items():
        seen = spec.default_visibility or "ongewijzigd"
        phase = phases[spec.phase].nl
        words = f"{spec.label.nl} | {spec.label.en} | {phase} | {seen} | {spec.meaning.nl}"
        yield f"| `{code}` | {words} |"
    yield ""
    yield "| overgang | van | naar | wie | instemming | aanleiding | voorwaarden | gegevens |"
    yield "| --- | --- | --- | --- | --- | --- | --- | --- |"
    yield from (_row(row) for row in lifecycle.transitions)
    yield ""
    yield "| termijn | herinneren op dag | zolang in | wie |"
    yield "| --- | --- | --- | --- |"
    for line in lifecycle.deadlines:
        days = ", ".join(f"{offset:+d}" for offset in line.offsets)
        states = ", ".join(sorted(line.while_in))
        yield f"| `{line.name}` {line.label.nl} | {days} | {states} | {', '.join(line.whom)} |"


def _row(row: Transition) -> str:
    who = ", ".join(sorted(ROLE_WORDS[role].nl for role in row.by))
    guards = ", ".join(f"`{guard.__name__}`" for guard in row.guards) or "-"
    data = ", ".join(f"`{name}`" for name in row.data["properties"]) or "-"
    back = {STAY: "(blijft)", BACK: "(vorige)"}
    return (
        f"| `{row.name}` {row.label.nl} | {', '.join(row.sources)} | {back.get(row.to, row.to)} "
        f"| {who} | {row.consent} | {row.trigger} | {guards} | {data} |"
    )
