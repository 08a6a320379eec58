"""Wall one: rows that know their audience, and the only way to fetch them."""

from typing import Any, ClassVar, Self
from uuid import UUID

from django.db import models
from django.db.models import Case, F, Q, Value, When
from django.db.models.functions import Cast, Concat

from backend.parties.actors import Actor
from backend.parties.audiences import Visibility
from backend.parties.kinds import Side
from backend.parties.models import BargainingTable
from backend.reference.quick import Quick


def _word(level: Any, *, with_side: bool = False) -> Concat:
    parts = [level, Value(":"), Cast("bargaining_table_id", models.TextField())]
    if with_side:
        parts += [Value(":"), F("side")]
    return Concat(*parts, output_field=models.TextField())


def audience_column() -> models.GeneratedField:
    """Return the generated column whose value `parties.audiences.audience_of` predicts."""
    return models.GeneratedField(
        expression=Case(
            When(visibility=Visibility.PUBLIC, then=Value("public")),
            When(
                visibility=Visibility.SIDE_PRIVATE,
                then=_word(Value("side"), with_side=True),
            ),
            When(visibility=Visibility.AGGREGATE, then=_word(Value("parties"))),
            default=_word(F("visibility")),
            output_field=models.TextField(),
        ),
        output_field=models.TextField(),
        db_persist=True,
    )


@models.TextField.register_lookup
class AmongWords(models.Lookup):
    """`audience__among=[…]`: one parameter whatever the number of words, so one statement too."""

    lookup_name = "among"
    prepare_rhs = False

    def get_db_prep_lookup(self, value: Any, connection: Any) -> tuple[str, tuple[Any, ...]]:
        """Return the words as one parameter, an array."""
        return "%s", (value,)

    def as_sql(self, compiler: Any, connection: Any) -> tuple[str, tuple[Any, ...]]:
        """Return `audience = any(words)`."""
        column, before = self.process_lhs(compiler, connection)
        words, after = self.process_rhs(compiler, connection)
        return f"{column} = any({words})", (*before, *after)


class VisibleQuerySet(models.QuerySet[Any]):
    """Rows with an `audience`."""

    def visible_to(self, actor: Actor) -> Self:
        """Return only the rows that `actor` may read; everything for the clock and the system."""
        if actor.sees_everything:
            return self.all()
        words = self._words(actor)
        if len(words) == 1:  # an equality, which an index can follow in the list's order
            return self.filter(audience=words[0])
        return self.filter(audience__among=words)

    def _words(self, actor: Actor) -> list[str]:
        return actor.words


class DossierQuerySet(VisibleQuerySet):
    """Rows whose `audience` the database makes of their bargaining table and visibility.

    No word of one person or organisation can be among them, so none is asked for.
    """

    def _words(self, actor: Actor) -> list[str]:
        return actor.dossier_words


class Confidential(Quick):
    """A row that belongs to a bargaining table and is read at one level of visibility.

    Concrete models enable row security in their migration with `rls.Protect`.
    """

    bargaining_table = models.ForeignKey(
        BargainingTable,
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
    )
    bargaining_table_id: UUID | None
    visibility = models.CharField(max_length=12, choices=Visibility.choices)
    side = models.CharField(max_length=10, choices=Side.choices, blank=True)
    audience = audience_column()

    objects: ClassVar[Any] = DossierQuerySet.as_manager()

    def is_visible_to(self, actor: Actor) -> bool:
        """Whether `visible_to(actor)` has this row, which was fetched by its id."""
        return actor.sees_everything or self.audience in actor.audiences

    class Meta:
        abstract = True
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.CheckConstraint(
                condition=(Q(visibility=Visibility.SIDE_PRIVATE) & ~Q(side=""))
                | (~Q(visibility=Visibility.SIDE_PRIVATE) & Q(side="")),
                name="%(class)s_side_only_where_private",
            ),
            models.CheckConstraint(
                condition=Q(visibility=Visibility.PUBLIC) | Q(bargaining_table__isnull=False),
                name="%(class)s_table_unless_public",
            ),
        ]
