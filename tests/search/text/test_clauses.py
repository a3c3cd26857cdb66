"""The clauses of long passages, as they are kept with a report."""

import struct

from search.text.clauses import LONGEST, clauses, kept_clauses

SENTENCE = "Đến nay toàn tỉnh giải ngân được 45% kế hoạch vốn; một số huyện đạt thấp. "
LONG = SENTENCE * 4


def test_no_clause_is_longer_than_a_fragment_and_none_is_lost() -> None:
    text = "a" * 300 + ", b" * 200 + ". " + LONG
    found = clauses(text, (0, len(text)))
    assert all(0 < end - start <= LONGEST for start, end in found)
    assert [a for span in found for a in span] == sorted(a for span in found for a in span)
    assert "".join(text[a:b] for a, b in found).replace(" ", "") == text.replace(" ", "")


def test_those_of_long_passages_alone_are_kept() -> None:
    text = f"{SENTENCE}\n{LONG}\n{LONG}"
    first, second = len(SENTENCE) + 1, len(SENTENCE) + len(LONG) + 2
    passages = [(0, first - 1), (first, second - 1), (second, len(text))]
    kept = kept_clauses(text, passages)
    wanted = [at for passage in passages[1:] for span in clauses(text, passage) for at in span]
    assert len(wanted) == 2 * 8 * 2
    assert struct.unpack(f"<{len(wanted)}I", kept) == tuple(wanted)
    assert kept_clauses(text, passages[:1]) == b""
