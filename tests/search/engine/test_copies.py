"""What near-identical documents count too often, counted pair by pair, in both ways."""

from collections import Counter

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from search.engine.postings import copies
from search.engine.postings.copies import DocGroups
from search.engine.postings.facet_column import FacetColumn

DOCUMENTS = st.lists(
    st.tuples(st.integers(-1, 3), st.sets(st.integers(0, 3)), st.booleans()), max_size=12
)
"""Of each document the number of its group, the codes of its values, and whether it answers."""


@pytest.mark.parametrize("few", [0, 10**9], ids=["sorted", "gone through"])
@given(documents=DOCUMENTS)
def test_each_group_counts_once_a_value(
    few: int, documents: list[tuple[int, set[int], bool]]
) -> None:
    groups = DocGroups(np.array([own for own, _, _ in documents], np.int64))
    codes = [code for _, own, _ in documents for code in sorted(own)]
    starts = np.cumsum([0, *(len(own) for _, own, _ in documents)])
    facet = FacetColumn(tuple("abcd"), np.array(codes, np.uint32), starts)
    answering = np.array([answers for _, _, answers in documents], np.bool_)
    held = Counter(
        (code, group) for group, own, answers in documents if answers and group >= 0 for code in own
    )
    right = [sum(n - 1 for (own, _), n in held.items() if own == code) for code in range(4)]
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(copies, "_FEW", few)
        patch.setattr(copies, "_MANY", 0)
        for _ in range(2):  # again, of what was kept
            found = groups.counted_again(facet, answering, groups.together(answering))
            assert (found.tolist() if found is not None else [0] * 4) == right
