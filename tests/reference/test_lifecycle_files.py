"""States and transitions as data."""

import pytest

from backend.reference import rows, states, transitions
from backend.reference.faults import BrokenFile
from backend.reference.states import load_derived_states, load_phases, load_states
from backend.reference.transitions import BACK, STAY, load_transitions

KINDS = ("clause", "initiative", "commitment")


@pytest.fixture
def folder(tmp_path, monkeypatch):
    """A copy of the data to break, read without what was remembered."""
    for path in rows.DATA.glob("*.csv"):
        (tmp_path / path.name).write_bytes(path.read_bytes())
    for module in (states, transitions):
        monkeypatch.setattr(module, "DATA", tmp_path)
    caches = (load_phases, load_states, load_derived_states, states._load, load_transitions)
    for cache in caches:
        cache.cache_clear()
    yield tmp_path
    for cache in caches:
        cache.cache_clear()


def change(path, old, new):
    text = path.read_text(encoding="utf-8")
    assert old in text
    path.write_text(text.replace(old, new, 1), encoding="utf-8")


@pytest.mark.parametrize(("kind", "size"), [("clause", 20), ("initiative", 16), ("commitment", 10)])
def test_every_state_is_there_in_its_order_with_a_phase(kind, size):
    found = list(load_states(kind).values())

    assert len(found) == size
    assert [spec.position for spec in found] == sorted(spec.position for spec in found)
    assert {spec.phase for spec in found} <= set(load_phases())
    assert all(spec.label.nl and spec.label.en and spec.meaning.en for spec in found)


def test_a_late_commitment_is_shown_but_never_stored():
    assert list(load_derived_states("commitment")) == ["overdue"]
    assert "overdue" not in load_states("commitment")


@pytest.mark.parametrize("kind", ["clause", "initiative"])
@pytest.mark.parametrize("state", ["withdrawn", "archived"])
def test_withdrawing_and_archiving_widen_nothing(kind, state):
    assert load_states(kind)[state].default_visibility is None


@pytest.mark.parametrize("kind", KINDS)
def test_every_state_can_be_reached_and_only_ends_have_no_way_out(kind):
    found, table = load_states(kind), load_transitions(kind)
    reached = {row.target for row in table.values()} | {next(iter(found))}
    left = {state for row in table.values() for state in row.sources}

    assert set(found) <= reached
    # What was promised can always be taken up again; an archived dossier cannot.
    assert set(found) - left == {"archived"} & set(found)


@pytest.mark.parametrize("kind", KINDS)
def test_what_the_clock_does_names_the_clock(kind):
    for row in load_transitions(kind).values():
        assert ("scheduler" in row.who) == ("time" in row.trigger), row.event


@pytest.mark.parametrize("kind", KINDS)
def test_targets_are_states_or_back_or_stay(kind):
    targets = {row.target for row in load_transitions(kind).values()}

    assert targets <= {*load_states(kind), BACK, STAY}


@pytest.mark.parametrize(
    ("file", "old", "new", "complaint"),
    [
        ("states_clause.csv", ",akkoord,", ",vrede,", "states_clause.csv:6: unknown phase 'vrede'"),
        ("states_clause.csv", ",table,", ",secret,", "unknown visibility 'secret'"),
        ("states_clause.csv", "proposed,", "draft,", "state 'draft' appears twice"),
        (
            "states_clause.csv",
            "draft,Concept,",
            "draft,,",
            "states_clause.csv:2: 'name_nl' is empty",
        ),
        ("transitions_clause.csv", "submit,draft,", "submit,drafts,", "unknown state 'drafts'"),
        ("transitions_clause.csv", "draft,proposed,", "draft,gone,", "unknown target 'gone'"),
        ("transitions_clause.csv", "withdraw,", "submit,", "event 'submit' appears twice"),
        ("transitions_clause.csv", ",derived", ",magic", "unknown trigger 'magic'"),
        ("transitions_clause.csv", ",author side,", ",,", "nobody may take this transition"),
    ],
)
def test_a_broken_table_is_refused_with_file_and_line(folder, file, old, new, complaint):
    change(folder / file, old, new)

    with pytest.raises(BrokenFile, match=r"\.csv:\d+: ") as caught:
        load_transitions("clause")

    assert complaint in str(caught.value)
