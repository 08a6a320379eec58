"""The main job, done by people of opposite sides at their screens, while an outsider looks on.

Each story takes one dossier all the way by pressing what the screens offer. `story_*.mjs` play them
and tell what each person read; what that should be stands here.
"""

from pathlib import Path
from typing import Any

from tests.audit.alone import alone
from tests.browser.conftest import Play, Stage
from tests.browser.screens import page_names

NOT_THERE = "Pagina niet gevonden"
TITLE = "Roosteren met de planner"
EMPLOYERS = "Werkgeversvereniging Zorgkring Laagland"

Told = dict[str, dict[str, Any]]


def test_a_clause_travels_from_draft_to_completed(play: Play, tmp_path: Path) -> None:
    told = play("story_clause.mjs")

    the_draft_is_private(told)
    a_counter_version_voids_a_consent(told)
    a_union_rejects_and_drops_out(told)
    it_enters_into_force_by_the_clock(told)
    it_is_reviewed_and_disputed(told)
    both_sides_judge_without_seeing_each_other(told)
    outsiders_see_what_is_public(told)
    the_log_is_verified_without_us(told, tmp_path)
    assert told["errors"]["errors"] == []


def the_draft_is_private(told: Told) -> None:
    assert told["draft"] == {
        "name": "draft",
        "standing": "Concept",
        "whyNot": ["Beschrijf de werkingssfeer."],
        "violations": [],
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


def the_log_is_verified_without_us(told: Told, folder: Path) -> None:
    file = folder / "log.jsonl"
    file.write_text(told["timeline"]["log"], encoding="utf-8")
    result = alone(file)
    assert result.returncode == 0
    *chains, summary = result.stdout.splitlines()
    assert len(chains) >= len(("side", "table", "parties"))
    assert summary.endswith("every chain and seal holds")


def it_enters_into_force_by_the_clock(told: Told) -> None:
    assert told["not registered"]["standing"] == "Bekrachtigd"
    assert "Instemming vervallen" in told["not registered"]["inbox"]
    assert told["in force"]["standing"] == "Van kracht"
    assert "de tekst geldt nu" in told["in force"]["legal"]
    # the union that dropped out reads what everybody reads, and how it came about until then
    assert told["samira"]["heading"] == TITLE
    assert "Uitslag vastleggen" in told["samira"]["timeline"]
    for later in ("Bekrachtigen", "Aanmelding vastleggen", "In werking treden"):
        assert later not in told["samira"]["timeline"]


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


def test_an_initiative_travels_from_idea_to_what_has_become_normal(play: Play) -> None:
    told = play("story_initiative.mjs")

    an_idea_is_private(told)
    nothing_typed_is_lost(told)
    the_works_council_answers_and_both_sides_approve(told)
    it_is_launched_by_the_clock(told)
    a_bottleneck_is_solved(told)
    both_sides_review_and_judge_it(told)
    it_becomes_normal(told)
    for when in ("idea", "proposed", "launched", "embedded"):
        assert told[f"outsiders {when}"]["seen"] == [NOT_THERE, NOT_THERE], when
    assert told["errors"]["errors"] == []


def an_idea_is_private(told: Told) -> None:
    assert "Titel: Dit veld is vereist." in told["bad idea"]["standing"]
    assert told["bad idea"]["kept"] == "Weinig invloed op het rooster."
    assert told["idea"] == {
        "name": "idea",
        "standing": "Idee",
        "whyNot": [
            "Beschrijf het plan in een paar regels.",
            "Kies een tot drie doelen.",
            "Noem de organisatie met haar sector (SBI), regio en omvang.",
            "Zeg voor wie het bedoeld is.",
        ],
        "frits": NOT_THERE,
    }


def nothing_typed_is_lost(told: Told) -> None:
    assert told["bad plan"]["fault"] == "Het einde ligt niet na het begin."
    meanwhile = told["changed meanwhile"]
    assert "Iemand anders heeft dit dossier intussen gewijzigd." in meanwhile["standing"]
    assert meanwhile["kept"] == "Spelregels maken, twee rondes, evalueren."
    assert meanwhile["theirs"] == "Per afdeling."
    for form in ("bad plan", "changed meanwhile"):
        assert told[form]["violations"] == []
    assert told["planned"]["standing"] == "Idee"
    assert "Het team roostert zelf." in told["planned"]["plan"]


def the_works_council_answers_and_both_sides_approve(told: Told) -> None:
    assert told["proposed"]["standing"] == "Voorgesteld"
    assert told["proposed"]["frits"] == "Zelf roosteren op de spoedpost"
    assert any("het advies of de instemming" in no for no in told["not approved"]["whyNot"])
    assert "Advies of besluit vastleggen" in told["asked"]["work"]
    assert "Na een half jaar kan het team terug." in told["works council"]["plan"]
    assert told["one side"]["standing"] == "In afstemming"
    assert told["approved"]["standing"] == "Goedgekeurd"
    assert "Elke afdeling heeft een roostercoach." in told["promised"]["commitments"]


def it_is_launched_by_the_clock(told: Told) -> None:
    baseline = "Vul van elke indicator de nulmeting in, of waarom die er niet is."
    assert baseline in told["no baseline"]["whyNot"]
    assert told["launched"]["standing"] == "Loopt"


def a_bottleneck_is_solved(told: Told) -> None:
    assert told["no result"]["fault"] == "Dit veld is verplicht."
    assert "Zij zijn erbij betrokken." in told["solved"]["bottlenecks"]
    assert "Opgelost" in told["solved"]["bottlenecks"]
    assert (told["paused"]["paused"], told["paused"]["resumed"]) == ("Gepauzeerd", "Loopt")


def both_sides_review_and_judge_it(told: Told) -> None:
    awaited = "Nog geen oordeel van: werkgeverszijde, werknemerszijde."
    assert awaited in told["not reviewed"]["whyNot"]
    assert "Het rooster komt later." not in told["sealed review"]["evaluations"]
    assert "Het rooster komt later." in told["open review"]["evaluations"]
    assert told["continued"]["standing"] == "Loopt"
    assert told["evaluating"]["standing"] == "Eindevaluatie"
    assert told["sealed"]["read"] == {"frits": False, "joris": False, "petra": False}
    assert "Leg kosten en baten vast." in told["sealed"]["whyNot"]
    assert "Niet voor allen." in told["unsealed"]["evaluations"]


def it_becomes_normal(told: Told) -> None:
    embedded = told["embedded"]
    assert (embedded["embedding"], embedded["embedded"]) == ("Inbedding", "Verankerd")
    for happened in (
        "Voorstellen van Idee naar Voorgesteld",
        "Starten van Nulmeting naar Loopt\n\nDe klok",
        "Eindevaluatie starten van Tussenevaluatie naar Eindevaluatie\n\nDe klok",
        "Verankering bevestigen van Inbedding naar Verankerd",
    ):
        assert happened in embedded["timeline"]


def test_clauses_are_agreed_only_together_or_the_other_sides_alternative_is(play: Play) -> None:
    told = play("story_package.mjs")

    missing = told["one clause missing"]
    assert "Afspraak in het pakket 2, Afspraak: Dit veld is vereist." in missing["standing"]
    assert missing["violations"] == []
    what_is_proposed_lies_before_the_table_alone(told["proposed"])
    for shown in ("7.1 Rooster op tijd", "De tekst van Rust na de nacht.", "Einddatum"):
        assert shown in told["asked"]["read"]
    # what was consented to alone, withdrawn and given anew, and what lies beside it
    consent = told["one side"]["consent"]
    assert f"{EMPLOYERS}\nWordt op gewacht" in consent
    assert "Federatie Zorgprofessionals Laagland\nHeeft ingestemd: Frits Verbeek" in consent
    assert "Ruil zonder rust (dit pakket)" in told["one side"]["alternatives"]
    agreed_together = ["Onderhandelaarsakkoord", "Onderhandelaarsakkoord", "Niet gekozen"]
    assert (told["agreed"]["standing"], told["together"]["standings"]) == (
        "Overeengekomen",
        agreed_together,
    )
    assert f"{EMPLOYERS}\nHeeft ingestemd: Willemijn" in told["together"]["consent"]
    assert "In een pakket opgenomen: “Ruil zonder rust”" in told["together"]["timeline"]
    assert told["errors"]["errors"] == []


def what_is_proposed_lies_before_the_table_alone(proposed: dict[str, Any]) -> None:
    assert proposed["standing"] == "Op tafel"
    assert "De tekst van Rooster op tijd." in proposed["contents"]
    assert "Instemming: Pakket overeenkomen\n\nPakket Ruil" in proposed["work"]
    assert (proposed["petra"], proposed["bas"]) == ("Ruil", NOT_THERE)
    assert "Deel van pakket: Ruil" in proposed["clause"]
    together = "Deze afspraak wordt alleen overeengekomen samen met de rest van pakket “Ruil”."
    assert together in proposed["whyNot"]


def test_every_kind_of_page_has_been_opened_by_who_looked_on(stage: Stage) -> None:
    assert stage.opened() == page_names() - {"notFound"}
