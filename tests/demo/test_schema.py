"""A broken demo file is refused with everything that is wrong, each with file and line."""

import pytest

from backend.demo.schema import read_demo
from backend.reference.faults import BrokenFile


def complaints(path):
    with pytest.raises(BrokenFile) as caught:
        read_demo(path)
    return [str(fault) for fault in caught.value.faults]


def case(after, old, new, complaint, at=None):
    """After a text in the file, `old` becomes `new`; the complaint is about the line of `at`."""
    return pytest.param(after, old, new, complaint, at, id=complaint)


SHAPES = [
    case("id: c02", "theme: zeggenschap", "colour: blue", "unknown key 'colour'; known here:"),
    case("id: c02", "state: in_force", "state: in_forse", "'in_forse' is not one of draft,"),
    case("id: c02", "next_review: T+120d", "next_review: soon", "'soon' is not a day: write T,"),
    case("id: cao-01", "P1M", "a month", "'a month' is not a period: write P1M,"),
    case(
        "id: c28",
        "theme: inclusief_werk",
        "theme: flexibel_organiseren",
        "themes has no code 'flexibel_organiseren'",
    ),
    case("id: c02", "proposed_by: v_zorg", "proposed_by: v_zorgg", "no organisation 'v_zorgg'"),
    case("id: i01", "linked_clauses: [c01]", "linked_clauses: [c99]", "there is no clause 'c99'"),
    case(
        "title: Verpleegkundige", "id: c03", "id: c02", "clause 'c02' was already defined on line"
    ),
    case("id: c02", "title:", "article_number:", "'article_number' was already given on line"),
    case(
        "id: c02", "aims: [job_control, talent_development]", "aims: []", "0 items where at least"
    ),
    case(
        "id: c02",
        "aims: [job_control, talent_development]",
        "aims: [agility, agility]",
        "'agility' is in the list twice",
    ),
    case(
        "id: c02", "aims: [job_control, talent_development]", "aims: agility", "a list is expected"
    ),
    case("id: i01", "budget_eur: 18000", "budget_eur: many", "a whole number is expected here"),
    case("id: i01", "budget_eur: 18000", "budget_eur: -1", "-1 is less than 0"),
    case("id: werkgever", "login: true", "login: perhaps", "true or false is expected here"),
    case("- id: c01\n", "id: c02", "id: C 02", "'C 02' is not an id: use small letters"),
    case("id: c02", "title: Verpleegkundige", f"title: {'x' * 201}", "longer than 200 characters"),
    case("meta:", "sbi_version: '2025'", "sbi_version:", "a word is expected here"),
]

RULES = [
    case(
        "organisations:",
        "kind: employer, side: employer",
        "kind: employer, side: union",
        "a employer is not on this side",
    ),
    case(
        "- id: vakbond\n",
        "email: vakbond@demo.example",
        "email: werkgever@demo.example",
        "somebody else has this address",
    ),
    case(
        "people:",
        "email: vakbond@demo.example",
        "email: vakbond@example.org",
        "demo people live at demo.example",
    ),
    case(
        "- id: cao-01",
        "{organisation: s_zorg, capacity: secretariat",
        "{organisation: v_kader, capacity: secretariat",
        "a union cannot sit here as secretariat",
    ),
    case(
        "mandates:",
        "{person: werkgever,",
        "{person: vakbond,",
        "'vakbond' does not negotiate for 'wg_zorg'",
    ),
    case(
        "title: Cao Maakbedrijven",
        "secretariat: s_tech",
        "secretariat: s_alg",
        "is not the secretariat of table 'cao-02'",
    ),
    case(
        "title: Cao Maakbedrijven",
        "union_parties: [v_tech,",
        "union_parties: [v_zorg,",
        "'v_zorg' does not sit at table 'cao-02' as a party",
    ),
    case(
        "title: Cao Maakbedrijven",
        "end_date: T+95d",
        "end_date: T-700d",
        "'end_date' (T-700d) lies before 'start_date' (T-600d)",
    ),
    case(
        "title: Cao Maakbedrijven",
        "agreed: T-660d",
        "agreed: T+660d",
        "'agreed' has happened, so it lies before T; here it is T+660d",
    ),
    case(
        "title: Cao Maakbedrijven",
        "sector_sbi2008: C",
        "sector_sbi2008: D",
        "'D' is not the SBI 2008 section from which",
    ),
    case(
        "- id: cao-09",
        "{organisation: v_schakel, capacity: party, from: T-210d",
        "{organisation: v_schakel, capacity: party, from: T-210d, until: T-6d",
        "'v_schakel' is a party: its seat stays open here",
    ),
    case(
        "title: Cao Stadsvervoer Merenland",
        "end_date: T-340d",
        "end_date: T-341d",
        "does not start on the day after this agreement ends",
        "successor: cao-12",
    ),
    case(
        "- id: c01\n",
        "proposed_by: v_zorg",
        "proposed_by: v_tech",
        "'v_tech' is no party to the agreement",
    ),
    case(
        "- id: c01\n",
        "state: in_force",
        "state: disputed",
        "'dispute' is missing: the clause is disputed",
        "- id: c01\n",
    ),
    case(
        "- id: c01\n",
        "next_review: T+35d",
        "next_review: T-35d",
        "has passed, so the clock would begin the review",
    ),
    case(
        "- id: c06\n",
        "from: T+25d",
        "from: T-25d",
        "its day has come, so the clock would begin it",
        "final_evaluation:",
    ),
    case(
        "- id: c25\n",
        "state: in_aftereffect",
        "state: lapsed",
        "does not fit a clause of type normative",
    ),
    case(
        "- id: c01-t1",
        "owner: wg_zorg",
        "owner: v_zorg",
        "the side's own owner carries out its commitment",
    ),
    case(
        "- id: c01-t1", "worker_owner: v_zorg", "worker_owner: b_zh", "is not on the workers' side"
    ),
    case(
        "- id: c01-t1",
        "state: in_progress",
        "state: delivered",
        "'delivered' is missing: the commitment is delivered",
        "- id: c01-t1",
    ),
    case(
        "- id: c01-t1",
        "state: in_progress",
        "state: open",
        "'started' does not belong here: only where the commitment is open",
        "started: T-120d",
    ),
    case("- id: c20-t1", "due: T+25d", "due: T-60d", "a deferral gives a later date"),
    case("- id: i01\n", "size_class: WP2000", "size_class: WP50", "the organisation has WP2000"),
    case("- id: i01\n", "worker: v_zorg", "worker: b_zh", "'b_zh' is on the wrong side"),
    case("- id: i01\n", "body: or_zh", "body: or_thuis", "is not the works council of 'b_zh'"),
    case("- id: i01\n", "target: 65", "target: 35", "is not better than the baseline"),
    case("- id: i01\n", "target: 65", "target: 650", "650 is off the scale of schedule_control"),
    case(
        "- id: i01\n",
        "outcome: consented",
        "outcome: positive",
        "'positive' does not answer a request for consent",
    ),
    case(
        "- id: i01\n",
        "end_date: T+250d",
        "end_date: T-1d",
        "has come, so the clock would begin the final evaluation",
    ),
    case("- id: i02\n", "business_case:", "culture_:", "unknown key 'culture_'"),
    case(
        "- id: i08\n",
        "expected_bottlenecks:",
        "bottlenecks:",
        "'status' is missing",
        "- code: small_firm_capacity",
    ),
    case(
        "- id: i11\n",
        "resume: T-6d",
        "resume: T-31d",
        "was to end a month ago, so the clock would escalate it",
        "pause:",
    ),
    case("government_asks:", "to: g_min", "to: v_werk", "'v_werk' is no government body"),
    case(
        "title: Cao Maakbedrijven",
        "closes: T-643d",
        "closes: T-600d",
        "closes after the final date (T-635d)",
    ),
    case("- id: c01-t1", "started: T-120d", "started: T-480d", "before it was agreed"),
    case(
        "- id: i02\n",
        "funding: veerkracht_zeggenschap",
        "funding: own",
        "'grant_awarded' does not belong here",
        "grant_awarded:",
    ),
    case(
        "- id: i05\n",
        "      anchor: works_council_decision\n",
        "",
        "'anchor' is missing: the initiative is embedded",
        "plan: Ontwerp",
    ),
]


@pytest.mark.parametrize(("after", "old", "new", "complaint", "at"), SHAPES + RULES)
def test_each_fault_is_named_on_its_line(broken, after, old, new, complaint, at):
    line = broken.change(old, new, after, at)

    expected = f"demo.yaml:{line}: "
    found = [line for line in complaints(broken.path) if line.startswith(expected)]

    assert any(complaint in line for line in found), complaints(broken.path)


def test_everything_that_is_wrong_is_said_at_once(broken):
    lines = [
        broken.change("state: in_force", "state: in_forse", "- id: c02"),
        broken.change("owner: b_zh", "owner: b_zhh", "- id: c02-t1"),
        broken.change("due: T-60d", "due: yesterday", "- id: c02-t1"),
        broken.change("body: or_zh", "body: or_thuis", "- id: i01\n"),
        broken.change("budget_eur: 46000", "budget: 46000", "- id: i02\n"),
    ]

    found = complaints(broken.path)

    assert {int(line.split(":")[1]) for line in found} >= set(lines)
    assert len(found) == len(lines)


@pytest.mark.parametrize(
    ("content", "complaint"),
    [
        (b"", "demo.yaml:1: the file is empty"),
        (b"meta:\n  - [\n", "demo.yaml:3: the file is not YAML: "),
        (b"meta:\n\tlanguage: nl\n", "demo.yaml:2: the file is not YAML: "),
        (b"meta: x\nnote: \xff\n", "demo.yaml:2: the file is not UTF-8"),
        (b"meta: x\nnote: a\x00b\n", "demo.yaml:2: the file is not YAML: "),
        (b"- a\n- b\n", "demo.yaml:1: keys with values are expected here"),
        (b"meta: {}\n", "demo.yaml:1: 'agreements' is missing"),
        (b"? [a]\n: b\n", "demo.yaml:1: unknown key ''"),
        (b"meta: !!python/object:os.system {}\n", "demo.yaml:1: 'language' is missing"),
        (b"meta: &x\n  language: *x\n", "demo.yaml:"),
    ],
)
def test_what_is_no_demo_file_at_all_is_refused(tmp_path, content, complaint):
    path = tmp_path / "demo.yaml"
    path.write_bytes(content)

    assert any(line.startswith(complaint) for line in complaints(path))


def test_a_missing_file_is_refused(tmp_path):
    assert complaints(tmp_path / "demo.yaml") == ["demo.yaml:1: the file is missing"]
