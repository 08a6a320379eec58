"""Evaluations, and what each side makes of them: sealed until both have judged."""

from typing import ClassVar
from uuid import UUID

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import Q

from backend.audit.digests import digest_of_content
from backend.confidentiality.models import Confidential
from backend.evaluations.kinds import Advice, Form, Verdict, Voice
from backend.parties.models import Organisation, Person
from backend.reference.ids import new_id
from backend.workflow.lifecycle import ConsentRule


class Evaluation(Confidential):
    """One evaluation of one subject, read by the parties while it runs and ever after.

    `rule` says whose judgements it needs: one for each voice of that consent rule. `judged_by`
    tells the parties that a side has judged, and nothing of what.
    """

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    subject_kind = models.CharField(max_length=20)
    subject_id = models.UUIDField()
    form = models.CharField(max_length=10, choices=Form.choices)
    rule = models.CharField(
        max_length=20, choices=[(rule.value, rule.value) for rule in ConsentRule]
    )
    judged_by = ArrayField(
        models.CharField(max_length=10, choices=Voice.choices), default=list, blank=True
    )
    opened_at = models.DateTimeField()
    unsealed_at = models.DateTimeField(null=True)
    closed_at = models.DateTimeField(null=True)
    findings = models.TextField(blank=True)

    visible: "list[Judgement]"  # filled by `queries.with_judgements`, for one actor

    class Meta(Confidential.Meta):
        constraints: ClassVar[list[models.BaseConstraint]] = [
            *Confidential.Meta.constraints,
            models.UniqueConstraint(
                fields=["subject_id"],
                condition=Q(closed_at__isnull=True),
                name="one_open_evaluation",
            ),
        ]
        indexes: ClassVar[list[models.Index]] = [
            models.Index(fields=["subject_id", "opened_at"], name="evaluation_subject"),
            models.Index(fields=["audience", "opened_at", "id"], name="evaluation_reading"),
        ]

    @property
    def voices(self) -> tuple[str, ...]:
        """The sides that judge."""
        unions = self.rule == ConsentRule.BOTH_SIDES
        return (Voice.EMPLOYER, Voice.UNION if unions else Voice.WORKERS)

    @property
    def awaited(self) -> tuple[str, ...]:
        """The sides that have not judged yet."""
        return tuple(voice for voice in self.voices if voice not in self.judged_by)

    @property
    def is_complete(self) -> bool:
        """Whether every side has judged."""
        return not self.awaited


class Judgement(Confidential):
    """What one side finds. Never changed: a correction is a new row that replaces this one.

    Private to the judge's own side until both have judged; then the two that count are unsealed
    for the parties, and the database refuses to replace them. What was replaced stays private.
    """

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    evaluation = models.ForeignKey(Evaluation, on_delete=models.PROTECT, related_name="judgements")
    evaluation_id: UUID
    voice = models.CharField(max_length=10, choices=Voice.choices)
    organisation = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="+")
    organisation_id: UUID
    person = models.ForeignKey(Person, on_delete=models.SET_NULL, null=True, related_name="+")
    person_name = models.CharField(max_length=200)
    verdict = models.CharField(max_length=12, choices=Verdict.choices)
    explanation = models.TextField()
    indicators = models.JSONField(default=list)
    no_indicators_because = models.TextField(blank=True)
    lessons = models.TextField(blank=True)
    advice = models.CharField(max_length=12, choices=Advice.choices, blank=True)
    given_at = models.DateTimeField()
    replaced_at = models.DateTimeField(null=True)
    unsealed_at = models.DateTimeField(null=True)

    class Meta(Confidential.Meta):
        constraints: ClassVar[list[models.BaseConstraint]] = [
            *Confidential.Meta.constraints,
            models.UniqueConstraint(
                fields=["evaluation", "voice"],
                condition=Q(replaced_at__isnull=True),
                name="one_judgement_a_side",
            ),
        ]

    def digest(self) -> str:
        """Return the SHA-256 of what was judged, as the audit chains hold it."""
        return digest_of_content(
            {
                "evaluation": str(self.evaluation_id),
                "voice": self.voice,
                "organisation": str(self.organisation_id),
                "verdict": self.verdict,
                "explanation": self.explanation,
                "indicators": self.indicators,
                "no_indicators_because": self.no_indicators_because,
                "lessons": self.lessons,
                "advice": self.advice,
            }
        )


class Addendum(Confidential):
    """What a side adds to its judgement once everybody can read it."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    judgement = models.ForeignKey(Judgement, on_delete=models.PROTECT, related_name="addenda")
    judgement_id: UUID
    organisation = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="+")
    person = models.ForeignKey(Person, on_delete=models.SET_NULL, null=True, related_name="+")
    person_name = models.CharField(max_length=200)
    text = models.TextField()
    added_at = models.DateTimeField()
