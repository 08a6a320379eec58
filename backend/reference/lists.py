"""Which reference lists there are, and what a row of each must hold."""

from dataclasses import dataclass
from enum import Enum, auto

from backend.reference.words import Words


class Kind(Enum):
    """How the text of a cell is read."""

    TEXT = auto()
    INTEGER = auto()
    YES_NO = auto()
    TEXTS = auto()
    INTEGERS = auto()


@dataclass(frozen=True, slots=True)
class Column:
    """One attribute of an entry; `refers_to` names the list in which its codes must exist.

    Each of its numbers lies `between` the first and the second of two, both included.
    """

    name: str
    kind: Kind = Kind.TEXT
    required: bool = False
    refers_to: str = ""
    choices: tuple[str, ...] = ()
    between: tuple[int, int] | None = None


@dataclass(frozen=True, slots=True)
class ListSpec:
    """One reference list: its address, its file, its title and its attributes.

    Every list has the columns code, name_nl and name_en, and may have valid_from and valid_to. Of
    one that the program goes by, `codes` are those that it knows: no other, and all of them.
    """

    slug: str
    file: str
    label: Words
    columns: tuple[Column, ...] = ()
    codes: tuple[str, ...] = ()


# A reminder comes at most so many days before or after its date.
FURTHEST_DAY = 366
# The rules by which the deadlines of the lifecycles remind.
RULES = (
    "negotiation_round",
    "ballot_open",
    "registration_todo",
    "kvo_wait",
    "avv_end",
    "notice_deadline",
    "expiry",
    "commitment_due",
    "commitment_overdue",
    "acceptance_due",
    "review_due",
    "final_evaluation",
    "or_answer",
    "baseline_missing",
    "measurement_due",
    "subsidy_round",
    "subsidy_accounting",
    "annual_local_review",
    "dispute_answer",
    "followup_embedded",
    "stale_record",
    "good_example_consent",
)


def _text(*names: str) -> tuple[Column, ...]:
    return tuple(Column(name) for name in names)


_SIDES = ("employer", "union", "workers", "neutral", "government", "system")
_SOURCE = Column("source", required=True)

LISTS: tuple[ListSpec, ...] = (
    ListSpec("phases", "phases.csv", Words("Fasen", "Phases")),
    ListSpec(
        "aims",
        "aims.csv",
        Words("Doelen", "Aims"),
        (Column("quote_nl", required=True), _SOURCE),
    ),
    ListSpec(
        "themes",
        "themes.csv",
        Words("Thema's", "Themes"),
        (Column("innovation_types", Kind.TEXTS, refers_to="innovation-types"), _SOURCE),
    ),
    ListSpec(
        "innovation-types",
        "innovation_types.csv",
        Words("Vormen van sociale innovatie", "Types of social innovation"),
        (
            Column("scheme", required=True, choices=("ECIM", "FIFTH")),
            Column("selectable", Kind.YES_NO, required=True),
            Column("detail"),
            _SOURCE,
        ),
    ),
    ListSpec(
        "clause-types",
        "clause_types.csv",
        Words("Soorten afspraken", "Clause types"),
        (
            Column("after_effect", Kind.YES_NO, required=True),
            Column("needs_receipt_notice", Kind.YES_NO, required=True),
            Column("note_nl"),
            _SOURCE,
        ),
    ),
    ListSpec(
        "indicators",
        "indicators.csv",
        Words("Indicatoren", "Indicators"),
        (
            Column("kind", required=True, choices=("aim", "process")),
            Column("aim", refers_to="aims"),
            Column("unit", required=True),
            Column("scale_min", Kind.INTEGER),
            Column("scale_max", Kind.INTEGER),
            Column("better", required=True, choices=("up", "down")),
            Column("instrument", required=True),
            Column("level", required=True),
            _SOURCE,
        ),
    ),
    ListSpec(
        "success-factors",
        "success_factors.csv",
        Words("Succesfactoren", "Success factors"),
        (Column("note"), _SOURCE),
    ),
    ListSpec(
        "bottlenecks",
        "bottlenecks.csv",
        Words("Knelpunten", "Bottlenecks"),
        (Column("typical_solution_nl", required=True), _SOURCE),
    ),
    ListSpec(
        "funding-programmes",
        "funding_programmes.csv",
        Words("Financieringsregelingen", "Funding programmes"),
        (*_text("who_applies_nl", "facts_nl", "status"), _SOURCE),
    ),
    ListSpec(
        "sbi-2025-sections",
        "sbi2025_sections.csv",
        Words("SBI 2025: secties", "SBI 2025: sections"),
        (
            Column("divisions", required=True),
            Column("main_predecessor_sbi2008", refers_to="sbi-2008-sections"),
            Column("note"),
            _SOURCE,
        ),
    ),
    ListSpec(
        "sbi-2025-divisions",
        "sbi2025_divisions.csv",
        Words("SBI 2025: afdelingen", "SBI 2025: divisions"),
        (Column("section", required=True, refers_to="sbi-2025-sections"), _SOURCE),
    ),
    ListSpec(
        "sbi-2008-sections",
        "sbi2008_sections.csv",
        Words("SBI 2008: secties", "SBI 2008: sections"),
        (Column("divisions", required=True), _SOURCE),
    ),
    ListSpec(
        "provinces",
        "provinces.csv",
        Words("Provincies", "Provinces"),
        (Column("iso_3166_2", required=True), _SOURCE),
    ),
    ListSpec(
        "labour-market-regions",
        "labour_market_regions.csv",
        Words("Arbeidsmarktregio's", "Labour market regions"),
        (
            Column("display_alias_nl"),
            Column("main_province", required=True, refers_to="provinces"),
            _SOURCE,
        ),
    ),
    ListSpec(
        "size-classes",
        "size_classes.csv",
        Words("Grootteklassen", "Size classes"),
        (
            Column("min", Kind.INTEGER, required=True),
            Column("max", Kind.INTEGER),
            Column("eu_sme_class", required=True, choices=("micro", "small", "medium", "large")),
            Column(
                "participation_body_wor",
                required=True,
                choices=("none", "pvt_or_staff_meeting", "or"),
            ),
            _SOURCE,
        ),
    ),
    ListSpec(
        "confidentiality-levels",
        "confidentiality_levels.csv",
        Words("Vertrouwelijkheid", "Confidentiality levels"),
        _text("who", "default_for"),
    ),
    ListSpec(
        "actor-roles",
        "actor_roles.csv",
        Words("Rollen", "Roles"),
        (Column("side", required=True, choices=_SIDES), *_text("can", "cannot")),
    ),
    ListSpec(
        "reminders",
        "reminders.csv",
        Words("Herinneringen", "Reminders"),
        (
            Column("recipients", Kind.TEXTS, required=True),
            Column(
                "offsets_days",
                Kind.INTEGERS,
                required=True,
                between=(-FURTHEST_DAY, FURTHEST_DAY),
            ),
            Column("stop_when", required=True),
            Column("channel", required=True),
        ),
        codes=RULES,
    ),
    ListSpec(
        "legal-deadlines",
        "legal_deadlines.csv",
        Words("Wettelijke termijnen", "Legal deadlines"),
        (
            Column("value"),
            Column("configurable", Kind.YES_NO),
            Column("basis", required=True),
            Column("checked", required=True),
        ),
    ),
    ListSpec(
        "letter-requirements",
        "letter_requirements.csv",
        Words("Wat de adviesaanvraag vraagt", "What the letter asks"),
        (
            Column(
                "kind",
                required=True,
                choices=("field", "report", "workflow", "entity", "reminder", "ui"),
            ),
            Column("priority", required=True, choices=("M", "S", "C")),
            _SOURCE,
        ),
    ),
    ListSpec(
        "glossary",
        "glossary.csv",
        Words("Woordenlijst", "Glossary"),
        (
            Column(
                "kind",
                required=True,
                choices=("entity", "field", "role", "term", "state", "event", "aim", "theme"),
            ),
            Column("definition_nl", required=True),
        ),
    ),
)

BY_SLUG: dict[str, ListSpec] = {spec.slug: spec for spec in LISTS}
