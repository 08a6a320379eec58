"""The shapes of packages, of what they are made of, and of what lies beside them."""

from typing import Any

from rest_framework import serializers

from backend.agreements.keys import key_of
from backend.agreements.kinds import ON_THE_TABLE
from backend.agreements.models import Clause
from backend.api.languages import say
from backend.api.naming import camelize
from backend.api.option_shapes import input_schema
from backend.api.serializers import StrictSerializer
from backend.api.subject_shapes import Json, Reference, SubjectSerializer
from backend.packages.kinds import AGREE, LONGEST_EXPLANATION, LONGEST_TITLE, MOST_MEMBERS
from backend.packages.models import Member, Package


class PackagedClause(StrictSerializer):
    """A clause in a package, as it stands right now. `onTable` is false once it has left."""

    id = serializers.UUIDField(source="pk")
    key = serializers.SerializerMethodField()
    article_number = serializers.CharField()
    title = serializers.CharField()
    state = serializers.CharField()
    state_label = serializers.SerializerMethodField()
    on_table = serializers.SerializerMethodField()
    number = serializers.SerializerMethodField(help_text="Of the text.")
    text = serializers.SerializerMethodField()

    def get_key(self, clause: Any) -> str:
        return key_of(clause.pk)

    def get_state_label(self, clause: Any) -> str:
        return say(clause.lifecycle.states[clause.state].label)

    def get_on_table(self, clause: Any) -> bool:
        return clause.state in ON_THE_TABLE

    def get_number(self, clause: Any) -> int | None:
        return clause.current_version.number if clause.current_version else None

    def get_text(self, clause: Any) -> str:
        return clause.current_version.body if clause.current_version else ""


class PackageMemberSerializer(StrictSerializer):
    """A clause, and the terms on which it is agreed together with the others."""

    clause = PackagedClause()
    terms = serializers.SerializerMethodField()

    def get_terms(self, member: Member) -> Json:
        terms: Json = camelize(member.terms)
        return terms


class BesideSerializer(StrictSerializer):
    """Another package of the same choice: of them one at most is agreed."""

    id = serializers.UUIDField(source="pk")
    title = serializers.CharField()
    state = serializers.CharField()
    state_label = serializers.SerializerMethodField()

    def get_state_label(self, package: Any) -> str:
        return say(package.lifecycle.states[package.state].label)


class AgreementOfPackage(StrictSerializer):
    """The agreement in which its clauses stand."""

    id = serializers.UUIDField()
    title = serializers.CharField()


class PackageSerializer(SubjectSerializer):
    """Clauses that are agreed only together; consent to it is consent to every text in it."""

    agreement = AgreementOfPackage(read_only=True)
    organisation = Reference(source="author_organisation", read_only=True, allow_null=True)
    members = PackageMemberSerializer(many=True, source="seen", read_only=True)
    terms_schema = serializers.SerializerMethodField(
        help_text="What the terms of each clause consist of, in words."
    )
    alternatives = BesideSerializer(many=True, source="beside", read_only=True)

    class Meta(SubjectSerializer.Meta):
        model = Package
        fields = (
            *SubjectSerializer.Meta.fields,
            "title",
            "explanation",
            "agreement",
            "organisation",
            "members",
            "terms_schema",
            "is_alternative",
            "alternatives",
        )

    def get_terms_schema(self, package: Package) -> Json:
        row = next(row for row in Clause.lifecycle.transitions if row.name == AGREE)
        return input_schema(row.data)


class PackageMemberInput(StrictSerializer):
    """A clause of the agreement that is under negotiation, and the terms for it.

    `terms` fits the `inputSchema` of the clause's own `agree`.
    """

    clause = serializers.UUIDField()
    terms = serializers.DictField()


class PackageUpdate(StrictSerializer):
    """Other words, terms or order, or more clauses; every consent to it ends."""

    title = serializers.CharField(max_length=LONGEST_TITLE)
    explanation = serializers.CharField(
        required=False, allow_blank=True, max_length=LONGEST_EXPLANATION, trim_whitespace=False
    )
    members = serializers.ListField(
        child=PackageMemberInput(), min_length=1, max_length=MOST_MEMBERS
    )


class PackageCreate(PackageUpdate):
    """A package at a table where you are a party.

    With `alternativeTo` it excludes that one. One of a single clause is an alternative, or
    `isAlternative` says that others will follow.
    """

    agreement = serializers.UUIDField()
    alternative_to = serializers.UUIDField(required=False, allow_null=True)
    is_alternative = serializers.BooleanField(required=False)
    organisation = serializers.UUIDField(
        source="organisation_id",
        required=False,
        allow_null=True,
        help_text="For whom, if you could act for several.",
    )
