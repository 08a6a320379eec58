"""Loading the lists into the database, and asking for them."""

import shutil
from datetime import date
from io import StringIO

import pytest
from django.core.management import CommandError, call_command

from backend.reference import catalogue
from backend.reference.loading import load
from backend.reference.models import Entry
from backend.reference.rows import DATA

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _nothing_remembered():
    catalogue.forget()
    yield
    catalogue.forget()


@pytest.fixture
def folder(tmp_path):
    return shutil.copytree(DATA, tmp_path / "data")


@pytest.fixture
def loaded():
    """The lists as the files state them, whatever was there before."""
    return load()


def change(path, old, new):
    text = path.read_text(encoding="utf-8")
    assert old in text
    path.write_text(text.replace(old, new, 1), encoding="utf-8")


def snapshot():
    return list(Entry.objects.values().order_by("list", "position"))


def test_loading_again_changes_nothing(loaded):
    before = snapshot()

    again = load()

    assert (again.added, again.changed, again.removed) == (0, 0, 0)
    assert snapshot() == before
    assert again.total == len(before)


def test_a_reworded_entry_keeps_its_id(loaded, folder):
    agility = Entry.objects.get(list="aims", code="agility")
    change(folder / "aims.csv", "Wendbaarheid van organisaties", "Wendbare organisaties")

    result = load(folder)

    assert (result.added, result.changed, result.removed) == (0, 1, 0)
    after = Entry.objects.get(list="aims", code="agility")
    assert (after.pk, after.name_nl) == (agility.pk, "Wendbare organisaties")


def test_entries_come_and_go_with_the_files(loaded, folder):
    change(folder / "phases.csv", "borging,Borging,Embedding\n", "")
    with (folder / "phases.csv").open("a", encoding="utf-8") as file:
        file.write("archief,Archief,Archive\n")

    result = load(folder)

    assert (result.added, result.removed) == (1, 1)
    assert "archief" in catalogue.codes("phases")
    assert "borging" not in catalogue.codes("phases")


def test_a_broken_file_is_refused_before_anything_is_written(loaded, folder):
    before = snapshot()
    change(folder / "aims.csv", "Wendbaarheid van organisaties", "Wendbare organisaties")
    change(folder / "themes.csv", "zeggenschap,", ",")
    change(folder / "provinces.csv", "PV20,", "PV21,")

    with pytest.raises(CommandError) as caught:
        call_command("load_reference", folder=folder)

    assert "themes.csv:5: 'code' is empty" in str(caught.value)
    assert "provinces.csv:3: code 'PV21' appears twice for the same days" in str(caught.value)
    assert snapshot() == before


def test_the_command_says_what_it_did(loaded):
    said = StringIO()

    call_command("load_reference", stdout=said)

    assert said.getvalue().startswith(f"reference: {loaded.total} entries (0 added")


def test_the_catalogue_knows_codes_and_names(loaded):
    assert catalogue.exists("themes", "zelfroosteren")
    assert not catalogue.exists("themes", "flexibel_organiseren")
    assert catalogue.label("aims", "agility", "en") == "Organisational agility"
    assert catalogue.label("aims", "agility", "nl") == "Wendbaarheid van organisaties"
    assert catalogue.attributes("clause-types", "study")["needs_receipt_notice"] is False
    assert catalogue.entries("phases")[0].code == "voorbereiding"


def test_an_unknown_code_is_its_own_name(loaded):
    assert catalogue.label("aims", "unheard_of", "nl") == "unheard_of"
    assert catalogue.attributes("aims", "unheard_of") == {}


def test_an_unknown_list_is_an_error(loaded):
    with pytest.raises(catalogue.UnknownList):
        catalogue.codes("colours")


def test_validity_is_counted_with_both_its_days(loaded):
    assert catalogue.exists("sbi-2008-sections", "Q", on=date(2024, 12, 31))
    assert not catalogue.exists("sbi-2008-sections", "Q", on=date(2025, 1, 1))
    assert not catalogue.exists("sbi-2025-sections", "R", on=date(2024, 12, 31))
    assert catalogue.exists("sbi-2025-sections", "R", on=date(2025, 1, 1))
    assert catalogue.exists("aims", "agility", on=date(1999, 1, 1))


def test_lists_are_remembered_but_never_an_empty_one(loaded, django_assert_num_queries):
    catalogue.codes("aims")
    with django_assert_num_queries(0):
        catalogue.codes("aims")
        catalogue.label("aims", "agility", "nl")

    catalogue.forget()
    Entry.objects.filter(list="aims").delete()
    assert catalogue.codes("aims") == frozenset()
    load()
    assert "agility" in catalogue.codes("aims")


def test_of_a_code_that_changed_meaning_the_latest_name_is_given(loaded):
    Entry.objects.create(
        list="aims",
        code="agility",
        name_nl="Nieuw",
        name_en="New",
        valid_from=date(2030, 1, 1),
        position=99,
    )
    catalogue.forget()

    assert catalogue.label("aims", "agility", "en") == "New"
