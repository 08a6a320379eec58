"""Identifiers that follow the order in which they were made."""

from itertools import pairwise
from uuid import RFC_4122

import pytest

from backend.reference.ids import new_id, new_ids


@pytest.mark.parametrize("count", [0, 1, 2, 5000])
def test_many_are_different_in_their_order_and_of_version_7(count):
    made = new_ids(count)
    assert len(made) == count
    assert made == sorted(set(made))
    assert {(each.version, each.variant) for each in made} <= {(7, RFC_4122)}


def test_one_series_is_of_one_moment_and_the_next_comes_after_it():
    first, second = new_ids(100), [new_id() for _ in range(100)]
    assert len({each.int >> 80 for each in first}) == 1
    assert first[0].int >> 80 <= second[0].int >> 80
    assert not set(first) & set(second)


def test_nobody_can_count_on_from_one_to_the_next():
    made = new_ids(1000)
    steps = {later.int - earlier.int for earlier, later in pairwise(made)}
    assert len(steps) > len(made) * 0.9
