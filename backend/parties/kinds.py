"""The fixed words of this app: kinds of organisation, sides, capacities, acts."""

from django.db import models


class OrganisationKind(models.TextChoices):
    """What an organisation is. Its side follows from it (`SIDE_OF_KIND`)."""

    EMPLOYERS_ASSOCIATION = "employers_association", "Werkgeversvereniging"
    EMPLOYER = "employer", "Werkgever"
    UNION = "union", "Vakbond"
    WORKS_COUNCIL = "works_council", "Ondernemingsraad of PVT"
    JOINT_SECRETARIAT = "joint_secretariat", "Paritair secretariaat"
    GOVERNMENT_LIAISON = "government_liaison", "Liaison overheid"
    SER_SECRETARIAT = "ser_secretariat", "SER-secretariaat"


class Side(models.TextChoices):
    """On whose side of the table an organisation sits."""

    EMPLOYER = "employer", "Werkgeverszijde"
    UNION = "union", "Vakbondszijde"
    WORKERS = "workers", "Medezeggenschap"
    NEUTRAL = "neutral", "Neutraal"
    GOVERNMENT = "government", "Overheid"


SIDE_OF_KIND: dict[str, str] = {
    OrganisationKind.EMPLOYERS_ASSOCIATION: Side.EMPLOYER,
    OrganisationKind.EMPLOYER: Side.EMPLOYER,
    OrganisationKind.UNION: Side.UNION,
    OrganisationKind.WORKS_COUNCIL: Side.WORKERS,
    OrganisationKind.JOINT_SECRETARIAT: Side.NEUTRAL,
    OrganisationKind.GOVERNMENT_LIAISON: Side.GOVERNMENT,
    OrganisationKind.SER_SECRETARIAT: Side.NEUTRAL,
}


class Capacity(models.TextChoices):
    """As what an organisation sits at a bargaining table."""

    PARTY = "party", "Partij"
    PARTICIPANT = "participant", "Uitvoerende organisatie"
    WORKS_COUNCIL = "works_council", "Medezeggenschap"
    SECRETARIAT = "secretariat", "Secretariaat"
    COMMITTEE = "committee", "Paritaire commissie"


class Function(models.TextChoices):
    """What a person does in an organisation: a member sees less than a negotiator."""

    NEGOTIATOR = "negotiator", "Onderhandelaar"
    MEMBER = "member", "Lid"


class Act(models.TextChoices):
    """What a mandate can empower to."""

    PROPOSE = "propose", "Inbrengen"
    CONSENT = "consent", "Instemmen"
    BALLOT = "ballot", "Uitslag vastleggen"
    NOTICE = "notice", "Opzeggen"


class RatificationRule(models.TextChoices):
    """What a side's yes means (Wet CAO: one union is enough, unless the table agreed otherwise)."""

    MIN_ONE_PER_SIDE = "min_one_per_side", "Minstens één partij per zijde"
    ALL_PARTIES = "all_parties", "Alle partijen"


class WorkerVoice(models.TextChoices):
    """Who speaks for the workers when an initiative is approved."""

    UNION = "union", "Vakbond"
    WORKS_COUNCIL = "works_council", "Ondernemingsraad"
    EITHER = "either", "Vakbond of ondernemingsraad"
