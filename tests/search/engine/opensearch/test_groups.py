"""Groups of near-identical reports, and what collapsing them takes off."""

from search.engine.opensearch.groups import Groups, collapse, passing, said_groups

GROUPS = Groups([("1", "2", "3"), ("4", "5")])
PROVINCES = {
    "1": frozenset({"X"}),
    "2": frozenset({"X", "Y"}),
    "3": frozenset({"Y"}),
    "4": frozenset({"X"}),
}


def test_the_first_stands_for_the_others() -> None:
    found = collapse(GROUPS, ["5", "2", "1", "4", "3"])
    assert found.others == {"5": ("4",), "2": ("1", "3")}
    assert found.hidden == {"1", "3", "4"}


def test_a_value_counts_once_a_group() -> None:
    again = GROUPS.values_counted_again("12345", PROVINCES)
    assert again == {"X": 1, "Y": 1}
    assert GROUPS.values_counted_again("14", PROVINCES) == {}


def test_a_filter_lets_through_what_has_a_value_of_each_facet() -> None:
    filters = {"province": ("Y",), "year": ("2023",)}
    values = {"province": PROVINCES, "year": {"2": frozenset({"2023"})}}
    ids = list("12345")
    assert passing(ids, filters, values) == ["2"]
    assert passing(ids, filters, values, besides="year") == ["2", "3"]


def test_copies() -> None:
    assert [GROUPS.copies(key) for key in "14x"] == [["2", "3"], ["5"], []]
    assert GROUPS.with_copies("31") == ["1", "2", "3"]
    assert GROUPS.surplus("1234") == 2


def test_who_is_not_there_is_in_no_group() -> None:
    said = {"1": "g", "2": "g", "gone": "g", "3": "h", "away": "h"}
    found = said_groups(said, lambda ids: set(ids) - {"gone", "away"})
    assert found.members == [("1", "2")]
