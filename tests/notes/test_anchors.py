"""A passage is found where it stands, or said to be gone; never where it does not stand."""

from hypothesis import given, settings
from hypothesis import strategies as st

from backend.workflow.anchors import Passage, locate, passage_at, places_of

WORDS = st.sampled_from(
    ["teams", "maken", "zelf", "het", "rooster", "de", "bezetting", "niet", "."]
)
TEXTS = st.lists(WORDS, min_size=1, max_size=60).map(" ".join)
FREE = st.text(max_size=80)


def cut(body: str, one: int, other: int) -> Passage:
    start, end = sorted((one % len(body), other % len(body)))
    return passage_at(body, start, end + 1)


@settings(max_examples=150, deadline=None)
@given(TEXTS, st.integers(0), st.integers(0), FREE, FREE)
def test_a_passage_that_did_not_change_is_always_found(body, one, other, before, after):
    passage = cut(body, one, other)
    found = locate(passage, before + body + after)
    assert found is not None
    assert found.exact
    assert (before + body + after)[found.start : found.end] == passage.quote


@settings(max_examples=150, deadline=None)
@given(TEXTS | FREE.filter(bool), st.integers(0), st.integers(0), TEXTS | FREE)
def test_what_is_found_stands_in_the_text(body, one, other, later):
    passage = cut(body, one, other)
    found = locate(passage, later)
    assert found == locate(passage, later)
    if found is not None:
        assert 0 <= found.start < found.end <= len(later)
        assert not found.exact or later[found.start : found.end] == passage.quote


@settings(max_examples=60, deadline=None)
@given(TEXTS, TEXTS)
def test_nothing_is_found_in_a_text_with_none_of_the_words(body, later):
    passage = passage_at(body, 0, len(body))
    assert locate(passage, later.upper().translate({ord(c): "x" for c in later.upper()})) is None


OLD = "Teams maken zelf het rooster. De leidinggevende stelt de bezetting vast. Teams maken verlof."
QUOTE = "De leidinggevende stelt de bezetting vast."


def of(quote: str, body: str = OLD) -> Passage:
    ((start, end),) = places_of(body, quote)
    return passage_at(body, start, end)


def test_a_few_words_that_changed_leave_a_passage_that_can_be_found():
    new = "Elk team roostert. De planner stelt de bezetting per dag vast. Teams maken verlof."
    found = locate(of(QUOTE), new)
    assert found is not None
    assert not found.exact
    assert new[found.start : found.end] == "De planner stelt de bezetting per dag vast."


def test_other_words_are_another_passage():
    assert locate(of(QUOTE), "De werknemer neemt verlof op. De werkgever keurt het goed.") is None


def test_of_two_equal_places_the_surroundings_decide():
    body = "Eerst: teams maken zelf plannen. Later: teams maken zelf verlof."
    second = passage_at(body, body.rindex("teams"), body.rindex("teams") + 16)
    later = "Later: teams maken zelf verlof. Eerst: teams maken zelf plannen."
    found = locate(second, later)
    assert found is not None
    assert found.start == later.index("teams")


def test_a_word_alone_is_not_found_among_other_words():
    word = of("rooster.")
    assert locate(word, "Geen mens wil een rooster.") is None
    assert locate(word, OLD) is not None


def test_a_quote_is_found_across_line_ends():
    assert places_of("een\n\n twee drie", "een twee") == [(0, 10)]
    assert places_of("een twee", "  ") == []
