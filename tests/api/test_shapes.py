"""Shapes: snake_case inside, camelCase outside, everything wrong named at once."""

from datetime import UTC, date, datetime, timedelta, timezone
from types import SimpleNamespace
from uuid import UUID

import orjson
import pytest
from django.utils import translation
from rest_framework import serializers

from backend.api.bodies import control_faults, to_json
from backend.api.naming import camel, camelize, camelize_schema, snake, snakify
from backend.api.problems import faults_in
from backend.api.serializers import StrictSerializer, WordsField, names_of
from backend.reference.words import Words


class Line(StrictSerializer):
    unit_price = serializers.IntegerField(min_value=0)


class Order(StrictSerializer):
    order_number = serializers.CharField(max_length=5)
    placed_on = serializers.DateField(allow_null=True)
    is_urgent = serializers.BooleanField(required=False)
    tag_list = serializers.ListField(child=serializers.CharField(max_length=3), required=False)
    order_lines = Line(many=True, required=False)

    def validate_order_number(self, value: str) -> str:
        if value == "00000":
            raise serializers.ValidationError("Never.", code="never")
        return value


class Shown(StrictSerializer):
    id = serializers.UUIDField()
    first_name = serializers.CharField(source="person.first_name")
    born_on = serializers.DateField(source="person.born_on", allow_null=True)
    seen_at = serializers.DateTimeField()
    state_label = WordsField(source="label")
    from_ = serializers.CharField(source="place")
    first_line = Line(source="line", allow_null=True)
    all_lines = Line(source="lines", many=True)
    full_name = serializers.SerializerMethodField()

    def get_full_name(self, thing: SimpleNamespace) -> str:
        return f"{thing.person.first_name} X"


def faults_of(body):
    serializer = Order(data=body)
    assert not serializer.is_valid()
    return sorted((fault.pointer, fault.code) for fault in faults_in(serializer.errors))


def test_names_travel_in_camel_case_and_arrive_in_snake_case():
    body = {"orderNumber": "1", "placedOn": "2027-01-31", "orderLines": [{"unitPrice": 3}]}
    serializer = Order(data=body)
    assert serializer.is_valid(), serializer.errors
    assert serializer.validated_data == {
        "order_number": "1",
        "placed_on": date(2027, 1, 31),
        "order_lines": [{"unit_price": 3}],
    }


def test_every_fault_is_named_at_once_with_its_place():
    body = {
        "orderNumber": 12,
        "placedOn": "yesterday",
        "isUrgent": "yes",
        "tagList": ["ok", 3, "long"],
        "orderLines": [{"unitPrice": 1}, {"unitPrice": -1, "colour": "red"}],
        "surprise/~": 1,
    }
    assert faults_of(body) == [
        ("/isUrgent", "wrong_type"),
        ("/orderLines/1/colour", "unknown_field"),
        ("/orderLines/1/unitPrice", "min_value"),
        ("/orderNumber", "wrong_type"),
        ("/placedOn", "invalid"),
        ("/surprise~1~0", "unknown_field"),
        ("/tagList/1", "wrong_type"),
    ]


def test_inside_names_are_unknown_outside():
    assert ("/order_number", "unknown_field") in faults_of({"order_number": "1", "placedOn": None})


def test_a_check_of_one_field_keeps_its_inside_name():
    assert faults_of({"orderNumber": "00000", "placedOn": None}) == [("/orderNumber", "never")]


@pytest.mark.parametrize("body", [[], "text", 3, None, True])
def test_a_body_that_is_no_object_is_one_fault(body):
    serializer = Order(data=body)
    assert not serializer.is_valid()
    assert [fault.pointer for fault in faults_in(serializer.errors)] == [""]


def thing(**changes):
    values = {
        "id": UUID(int=1),
        "person": SimpleNamespace(first_name="Vera", born_on=None),
        "seen_at": datetime(2027, 1, 31, 9, tzinfo=timezone(timedelta(hours=1))),
        "label": Words("Van kracht", "In force"),
        "place": "here",
        "line": None,
        "lines": [{"unit_price": 1}, SimpleNamespace(unit_price=2)],
    }
    return SimpleNamespace(**{**values, **changes})


def test_what_goes_out_is_ready_for_the_wire():
    with translation.override("en"):
        shown = orjson.loads(to_json(Shown().to_representation(thing())))
    assert shown == {
        "id": "00000000-0000-0000-0000-000000000001",
        "firstName": "Vera",
        "bornOn": None,
        "seenAt": "2027-01-31T08:00:00Z",
        "stateLabel": "In force",
        "from": "here",
        "firstLine": None,
        "allLines": [{"unitPrice": 1}, {"unitPrice": 2}],
        "fullName": "Vera X",
    }


def test_nothing_behind_a_null_is_null():
    shown = Shown()
    shown.only = frozenset({"firstName"})
    assert shown.to_representation(thing(person=None)) == {"firstName": None}


def test_words_follow_the_language():
    with translation.override("nl"):
        assert Shown().to_representation(thing())["stateLabel"] == "Van kracht"


def test_the_names_of_a_shape_are_its_outside_names():
    assert names_of(Line) == ("unitPrice",)


@pytest.mark.parametrize(
    ("inside", "outside"),
    [("a", "a"), ("article_number", "articleNumber"), ("is_a_b", "isAB"), ("line_2", "line2")],
)
def test_camel(inside, outside):
    assert camel(inside) == outside


@pytest.mark.parametrize("inside", ["a", "article_number", "next_review_on"])
def test_snake_undoes_camel(inside):
    assert snake(camel(inside)) == inside


def test_json_without_a_shape_is_renamed_at_every_depth():
    inside = {"end_date": "2027-01-01", "owners": [{"side_of": "union"}]}
    assert camelize(inside) == {"endDate": "2027-01-01", "owners": [{"sideOf": "union"}]}
    assert snakify(camelize(inside)) == inside


def test_a_schema_is_renamed_where_it_names_properties():
    schema = {
        "type": "object",
        "required": ["end_on"],
        "additionalProperties": False,
        "properties": {"end_on": {"type": "string", "enum": ["a_b"]}},
    }
    assert camelize_schema(schema) == {
        "type": "object",
        "required": ["endOn"],
        "additionalProperties": False,
        "properties": {"endOn": {"type": "string", "enum": ["a_b"]}},
    }


def test_control_characters_are_found_wherever_they_hide():
    body = {"a": "ok\n\t", "b": ["x\x00"], "c/d": {"e": "\x1b[31m", "f\x07": 1}}
    assert [fault.pointer for fault in control_faults(body)] == ["/b/0", "/c~1d/e", "/c~1d/f"]


def test_moments_go_out_in_utc():
    assert to_json(datetime(2027, 1, 1, tzinfo=UTC)) == b'"2027-01-01T00:00:00Z"'
