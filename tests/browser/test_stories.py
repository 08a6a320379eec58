"""The main job, done by people of opposite sides at their screens, while an outsider looks on.

Each story takes one dossier all the way by pressing what the screens offer. `story_*.mjs` play them
and tell what each person read; what that should be stands here.
"""

from typing import Any

import pytest

from tests.browser.conftest import Play

pytestmark = pytest.mark.xdist_group("browser")

NOT_THERE = "Pagina niet gevonden"
TITLE = "Roosteren met de planner"
EMPLOYERS = "Werkgeversvereniging Zorgkring Laagland"

Told = dict[str, dict[str, Any]]


def test_a_clause_travels_from_draft_to_completed(play: Play) -> None:
    told = play("story_clause.mjs")

    the_draft_is_private(told)
    a_counter_version_voids_a_consent(told)
    a_union_rejects_and_drops_out(told)
    it_enters_into_force_by_the_clock(told)
    it_is_reviewed_and_disputed(told)
    both_sides_judge_without_seeing_each_other(told)
    outsiders_see_what_is_public(told)
    assert told["errors"]["errors"] == []


def the_draft_is_private(told: Told) -> None:
    assert told["draft"] == {
        "name": "draft",
        "standing": "Concept",
        "whyNot": ["Beschrijf de werkingssfeer."],
        "frits": NOT_THERE,
        "petra": NOT_THERE,
    }
    assert told["submitted"]["standing"] == "Ingebracht"
    text = told["submitted"]["text"]
    assert "Tekstversie 1" in text
    assert "Teams maken zelf het rooster, binnen het budget." in text
    assert "Andere versies" not in text


def a_counter_version_voids_a_consent(told: Told) -> None:
    assert told["one consent"]["standing"] == "In onderhandeling"
    countered = told["counter version"]
    assert "Instemmingen vervallen" in countered["timeline"]
    assert "Heeft ingestemd" not in countered["consent"]
    assert "Teams maken samen met de planner het rooster" in countered["text"]
    unions = "Bond Werk en Welzijn, Federatie Zorgprofessionals Laagland, Vakbond De Verbinding"
    assert countered["whyNot"] == [
        f"Nog geen instemming van de werkgeverszijde: {EMPLOYERS}.",
        f"Nog geen instemming van de vakbondszijde: {unions}.",
    ]
    consent = told["consent"]["consent"]
    assert f"{EMPLOYERS}\nHeeft ingestemd: Willemijn van den Akker" in consent
    assert "Federatie Zorgprofessionals Laagland\nWordt op gewacht" in consent
    assert told["agreed"]["standing"] == "Onderhandelaarsakkoord"


def a_union_rejects_and_drops_out(told: Told) -> None:
    assert (
        "Onder de tien stemmen worden geen aantallen vastgelegd"
        in told["too few votes"]["standing"]
    )
    assert told["ballots"]["whyNot"] == ["De uitslag van uw organisatie is al vastgelegd."]
    assert "48 voor, 3 tegen, 0 onthouden" in told["ballots"]["ballots"]
    assert told["ballots"]["ballots"].count("Nog geen uitslag") == 2
    assert told["ratified"] == {
        "name": "ratified",
        "samira": NOT_THERE,
        "willemijn": TITLE,
        "standing": "Bekrachtigd",
    }


def it_enters_into_force_by_the_clock(told: Told) -> None:
    assert told["not registered"]["standing"] == "Bekrachtigd"
    assert told["in force"]["standing"] == "Van kracht"
    assert "de tekst geldt nu" in told["in force"]["legal"]
    # the union that dropped out reads what everybody reads, and not how it came about
    assert told["samira"]["heading"] == TITLE
    assert "Er is nog niets gebeurd." in told["samira"]["timeline"]


def it_is_reviewed_and_disputed(told: Told) -> None:
    assert told["under review"]["standing"] == "Tussentijdse evaluatie"
    disputed = told["disputed"]
    assert disputed["standing"] == "Geschil"
    assert "Geschil: Nakoming, Overleg." in disputed["warning"]
    assert "de tekst geldt nu" in disputed["legal"]  # a dispute ends nothing
    assert told["resolved"]["standing"] == "Tussentijdse evaluatie"
    awaited = "Nog geen oordeel van: werkgeverszijde, vakbondszijde."
    assert awaited in told["not judged"]["whyNot"]
    sealed, opened = told["sealed review"]["evaluations"], told["open review"]["evaluations"]
    assert "Heeft geoordeeld; het oordeel is nog verzegeld" in sealed
    assert "De planning gaat sneller." not in sealed
    assert "De planning gaat sneller." in opened
    assert "Niet overal is vooraf overlegd." in opened
    assert "De zijden oordelen verschillend." in opened
    assert told["continued"]["standing"] == "Van kracht"


def both_sides_judge_without_seeing_each_other(told: Told) -> None:
    assert (
        "Nog geen oordeel van: werkgeverszijde, vakbondszijde."
        in told["final evaluation"]["whyNot"]
    )
    assert "Nog niet in de nacht." in told["sealed"]["own"]
    for reader in ("other", "secretariat"):
        assert "Nog niet in de nacht." not in told["sealed"][reader]
        assert "het oordeel is nog verzegeld" in told["sealed"][reader]
    assert "Minder verloop." in told["unsealed"]["evaluations"]
    assert told["completed"]["standing"] == "Afgerond"
    assert "Afronden van Eindevaluatie naar Afgerond" in told["timeline"]["timeline"]


def outsiders_see_what_is_public(told: Told) -> None:
    for when in ("draft", "agreed", "ratified", "disputed"):
        hidden = told[f"outsider {when}"]
        assert hidden["heading"] == NOT_THERE, when
        assert hidden["found"] == [], when
    for when in ("in force", "completed"):
        public = told[f"outsider {when}"]
        assert public["heading"] == TITLE, when
        assert public["found"] == [TITLE], when
        assert (public["agreed"], public["draft"]) == (True, False), when
        assert public["people"] == [], when
        assert not {"consent", "ballots"} & set(public["sections"]), when
