"""The reference files themselves, and what is said of broken ones."""

import shutil
from datetime import date
from itertools import pairwise

import pytest

from backend.reference.faults import BrokenFile
from backend.reference.files import read_lists
from backend.reference.lists import BY_SLUG, LISTS
from backend.reference.rows import DATA
from backend.reference.states import load_states


@pytest.fixture
def folder(tmp_path):
    """A copy of the files, to break."""
    return shutil.copytree(DATA, tmp_path / "data")


def change(path, old, new):
    text = path.read_text(encoding="utf-8")
    assert old in text
    path.write_text(text.replace(old, new, 1), encoding="utf-8")


def complaints(folder):
    with pytest.raises(BrokenFile) as caught:
        read_lists(folder)
    return [str(fault) for fault in caught.value.faults]


def by_list(slug):
    return {entry.code: entry for entry in read_lists() if entry.list == slug}


def test_every_list_has_entries_with_names_in_both_languages():
    entries = read_lists()

    assert {entry.list for entry in entries} == set(BY_SLUG)
    assert all(entry.code and entry.name_nl and entry.name_en for entry in entries)


@pytest.mark.parametrize(
    ("slug", "size"),
    [
        ("aims", 5),
        ("themes", 14),
        ("clause-types", 9),
        ("sbi-2025-sections", 22),
        ("sbi-2025-divisions", 87),
        ("sbi-2008-sections", 21),
        ("provinces", 12),
        ("labour-market-regions", 35),
        ("size-classes", 14),
        ("letter-requirements", 36),
        ("reminders", 22),
    ],
)
def test_nothing_of_the_standard_lists_is_missing(slug, size):
    assert len(by_list(slug)) == size


def test_every_division_lies_within_the_range_of_its_section():
    sections = by_list("sbi-2025-sections")
    for division in by_list("sbi-2025-divisions").values():
        first, _, last = (
            sections[division.attributes["section"]].attributes["divisions"].partition("-")
        )
        assert int(first) <= int(division.code) <= int(last or first)


def test_the_two_editions_of_sbi_follow_each_other():
    assert {entry.valid_to for entry in by_list("sbi-2008-sections").values()} == {
        date(2024, 12, 31)
    }
    assert {entry.valid_from for entry in by_list("sbi-2025-sections").values()} == {
        date(2025, 1, 1)
    }


def test_size_classes_leave_no_gap_and_no_overlap():
    sizes = [entry.attributes for entry in read_lists() if entry.list == "size-classes"]

    assert sizes[0]["min"] == 1
    assert sizes[-1]["max"] is None
    assert all(larger["min"] == smaller["max"] + 1 for smaller, larger in pairwise(sizes))


def test_cells_become_values_of_their_kind():
    reminder = by_list("reminders")["review_due"].attributes
    normative = by_list("clause-types")["normative"].attributes

    assert reminder["offsets_days"] == [-60, -30, -7, 0, 14]
    assert reminder["recipients"] == ["owners", "secretariat"]
    assert normative["after_effect"] is True
    assert by_list("legal-deadlines")["aftereffect"].attributes["configurable"] is None


def test_process_indicators_belong_to_no_aim_and_the_others_do():
    indicators = by_list("indicators").values()

    assert all(
        (entry.attributes["aim"] is None) == (entry.attributes["kind"] == "process")
        for entry in indicators
    )


def test_the_glossary_names_states_themes_aims_and_roles_as_the_lists_do():
    known = {
        "aim": set(by_list("aims")),
        "theme": set(by_list("themes")),
        "state": set(load_states("clause")),
    }
    for term in by_list("glossary").values():
        codes = known.get(term.attributes["kind"])
        assert codes is None or term.code in codes, term.code


def test_a_broken_file_is_refused_with_every_fault_and_its_line(folder):
    change(
        folder / "indicators.csv",
        "sickness_absence_rate,aim,business_performance",
        "sickness_absence_rate,aim,profit",
    )
    change(
        folder / "indicators.csv",
        "staff_turnover,aim,business_performance,Uitstroom",
        "staff_turnover,aim,business_performance,,Uitstroom",
    )
    change(folder / "size_classes.csv", "WP2,2 werkzame", "WP1,2 werkzame")
    change(folder / "funding_programmes.csv", "2021-01-01,2027-12-31", "2021-01-01,2017-12-31")
    change(folder / "clause_types.csv", "yes,yes", "maybe,yes")

    assert complaints(folder) == [
        "clause_types.csv:2: 'after_effect' is 'maybe', not yes or no",
        "funding_programmes.csv:2: 'valid_to' lies before 'valid_from'",
        "indicators.csv:4: 'aim' names 'profit', which aims does not have",
        "indicators.csv:5: 13 cells where the header has 12",
        "size_classes.csv:3: code 'WP1' appears twice for the same days",
    ]


@pytest.mark.parametrize(
    ("old", "new", "complaint"),
    [
        ("code,name_nl", "kode,name_nl", "aims.csv:1: column 'code' is missing"),
        (",source\n", ",source,colour\n", "aims.csv:1: unknown column 'colour'"),
        (",source\n", ",source,source\n", "aims.csv:1: column 'source' appears twice"),
        ("talent_development,", ",", "aims.csv:3: 'code' is empty"),
        ("Talent development", "x" * 301, "aims.csv:3: 'name_en' is longer than 300 characters"),
        (
            ",het vergroten van de wendbaarheid van organisaties,",
            ",,",
            "aims.csv:4: 'quote_nl' is empty",
        ),
    ],
)
def test_each_kind_of_fault_names_its_line(folder, old, new, complaint):
    change(folder / "aims.csv", old, new)

    assert complaint in complaints(folder)


def test_a_date_that_is_none_is_named(folder):
    change(folder / "funding_programmes.csv", "2027-12-31", "31-12-2027")

    expected = "'valid_to' is not a date like 2025-01-31: '31-12-2027'"
    assert complaints(folder) == [f"funding_programmes.csv:2: {expected}"]


def test_lines_are_counted_through_cells_of_several_lines(folder):
    path = folder / "success_factors.csv"
    change(path, "ook in handreikingen zelfroosteren", "ook in\nhandreikingen\nzelfroosteren")
    change(path, "ook in\n", '"ook in\n')
    change(path, "(OR van begin af aan)", '(OR van begin af aan)"')
    change(path, "clear_goal,Concreet doel met nulmeting", "clear_goal,")

    assert complaints(folder) == ["success_factors.csv:7: 'name_nl' is empty"]


def test_files_that_cannot_be_read_at_all_are_named(folder):
    (folder / "aims.csv").unlink()
    (folder / "themes.csv").write_bytes(b"code,name_nl\nx,\xff\n")
    (folder / "provinces.csv").write_text("", encoding="utf-8")
    (folder / "glossary.csv").write_text('code,"name\n', encoding="utf-8")
    (folder / "phases.csv").write_text("code,name_nl,name_en\nx,a\0b,c\n", encoding="utf-8")

    found = [line for line in complaints(folder) if "which" not in line]
    assert [line.partition(": ")[0] for line in found] == [
        "aims.csv:1",
        "glossary.csv:1",
        "phases.csv:2",
        "provinces.csv:1",
        "themes.csv:2",
    ]


def test_a_code_may_return_with_another_period(folder):
    path = folder / "funding_programmes.csv"
    change(path, "own,Eigen middelen", "slim_,Eigen middelen")
    text = path.read_text(encoding="utf-8").rstrip("\n")
    again = text.splitlines()[1].replace("2021-01-01,2027-12-31", "2028-01-01,")
    path.write_text(f"{text}\n{again}\n", encoding="utf-8")

    entries = [entry for entry in read_lists(folder) if entry.code == "esf_plus"]
    assert [entry.valid_from for entry in entries] == [date(2021, 1, 1), date(2028, 1, 1)]


def test_every_list_has_an_address_of_its_own():
    assert len(BY_SLUG) == len(LISTS)
    assert len({spec.file for spec in LISTS}) == len(LISTS)
