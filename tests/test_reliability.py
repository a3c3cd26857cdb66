"""RELIABILITY.md is what the table says, and each test that it names is there."""

import pytest

from tests.reliability import PAGE, Failure, failures, is_there, page


def test_the_page_is_the_table() -> None:
    assert PAGE.read_text("utf-8") == page(), "python -m tests.reliability"


@pytest.mark.parametrize("failure", list(failures()), ids=lambda failure: failure.what)
def test_a_failure_is_shown_by_tests_that_there_are(failure: Failure) -> None:
    assert failure.part and failure.what and failure.then
    assert [test for test in failure.tests if not is_there(test)] == []


def test_a_failure_is_told_once() -> None:
    told = [failure.what for failure in failures()]
    assert len(told) == len(set(told)) > 60


def test_what_is_no_test_is_seen() -> None:
    assert not is_there("tests/test_reliability.py::test_no_such")
    assert not is_there("tests/no_such.py::test_no_such")
    assert is_there("tests/test_reliability.py::test_what_is_no_test_is_seen")
