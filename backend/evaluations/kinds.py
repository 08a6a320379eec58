"""The fixed words of evaluations: forms, verdicts, advice, sides."""

from django.db import models

from backend.reference.words import Words


class Form(models.TextChoices):
    """What kind of evaluation it is."""

    REVIEW = "review", "Tussentijdse evaluatie"
    FINAL = "final", "Eindevaluatie"


class Verdict(models.TextChoices):
    """What a side finds of what was agreed. That there is no evidence is an answer too."""

    MET = "met", "Waargemaakt"
    PARTLY = "partly", "Deels waargemaakt"
    NOT_MET = "not_met", "Niet waargemaakt"
    NO_EVIDENCE = "no_evidence", "Geen bewijs beschikbaar"


class Advice(models.TextChoices):
    """What a side wants next."""

    STOP = "stop", "Stoppen"
    CONTINUE = "continue", "Voortzetten"
    REINTRODUCE = "reintroduce", "Opnieuw inbrengen"


class Voice(models.TextChoices):
    """For which side of an evaluation a judgement speaks.

    `workers` is a union or a works council, as the table's worker voice says; a judgement for the
    workers is therefore not always one of the union side.
    """

    EMPLOYER = "employer", "Werkgeverszijde"
    UNION = "union", "Vakbondszijde"
    WORKERS = "workers", "Werknemerszijde"


FORM_WORDS = {
    Form.REVIEW: Words("Tussentijdse evaluatie", "Interim review"),
    Form.FINAL: Words("Eindevaluatie", "Final evaluation"),
}
VERDICT_WORDS = {
    Verdict.MET: Words("Waargemaakt", "Met"),
    Verdict.PARTLY: Words("Deels waargemaakt", "Partly met"),
    Verdict.NOT_MET: Words("Niet waargemaakt", "Not met"),
    Verdict.NO_EVIDENCE: Words("Geen bewijs beschikbaar", "No evidence available"),
}
ADVICE_WORDS = {
    Advice.STOP: Words("Stoppen", "Stop"),
    Advice.CONTINUE: Words("Voortzetten", "Continue"),
    Advice.REINTRODUCE: Words("Opnieuw inbrengen", "Reintroduce"),
}
