"""Addresses of clusters, and who asks."""

from base64 import b64decode

import pytest

from search.engine.errors import BadAddressError
from search.engine.opensearch.address import (
    CA_FILE,
    PASSWORD,
    TOKEN,
    USER,
    Layout,
    read_address,
)


def test_hosts_a_name_and_how_it_lies() -> None:
    found = read_address("//10.0.0.1:9200,os-2,[::1]:9300/hoi-nghi?shards=3&replicas=1", {})
    assert found.hosts == (("10.0.0.1", 9200), ("os-2", 9200), ("::1", 9300))
    assert (found.name, found.layout, found.has_tls) == ("hoi-nghi", Layout(3, 1), False)
    assert read_address("//localhost/x", {}).layout == Layout(1, None)


@pytest.mark.parametrize(
    "rest",
    [
        "localhost:9200/x",
        "//localhost:9200",
        "//localhost:9200/",
        "//localhost:9200/X",
        "//localhost:9200/-x",
        "//localhost:99999/x",
        "//localhost:9200/x/y",
        "//a b/x",
        "///x",
        "//localhost/x?shards=0",
        "//localhost/x?shards=many",
        "//localhost/x?tls=maybe",
        "//localhost/x?colour=red",
        "//localhost/x?score=fast",
        "//localhost/x-before",
        "//localhost/x-side",
        "//localhost/x-g-000001",
    ],
)
def test_what_is_no_address(rest: str) -> None:
    with pytest.raises(BadAddressError):
        read_address(rest, {})


def test_a_password_in_an_address_is_refused_and_not_repeated() -> None:
    with pytest.raises(BadAddressError, match=PASSWORD) as raised:
        read_address("//lan:s3cret@localhost:9200/x", {})
    assert "s3cret" not in str(raised.value)


def test_a_password_comes_from_the_environment_and_is_never_shown() -> None:
    found = read_address("//localhost/x", {USER: "lan", PASSWORD: "đs3cret"})
    assert b64decode(found.authorization.removeprefix("Basic ")).decode() == "lan:đs3cret"
    assert found.authorization not in repr(found)
    assert read_address("//[::1]/x", {TOKEN: "t0ken"}).authorization == "Bearer t0ken"
    with pytest.raises(BadAddressError) as raised:
        read_address("//localhost/x", {TOKEN: "t0ken\r\nX: y"})
    assert "t0ken" not in str(raised.value)


@pytest.mark.parametrize("rest", ["//10.0.0.1/x", "//localhost,10.0.0.1/x", "//os.example/x"])
def test_a_password_goes_to_other_machines_under_tls_alone(rest: str) -> None:
    secret = {USER: "lan", PASSWORD: "p"}
    with pytest.raises(BadAddressError, match="in the clear"):
        read_address(rest, secret)
    assert read_address(f"{rest}?tls=yes", secret).has_tls
    found = read_address(rest, {**secret, CA_FILE: "/etc/ca.pem"})
    assert (found.has_tls, found.ca_file) == (True, "/etc/ca.pem")
    with pytest.raises(BadAddressError):
        read_address(f"{rest}?tls=no", {**secret, CA_FILE: "/etc/ca.pem"})


@pytest.mark.parametrize(
    ("option", "has_two_stages"), [("", False), ("?score=exact", False), ("?score=two-stage", True)]
)
def test_two_stages_are_asked_for(option: str, has_two_stages: bool) -> None:
    assert read_address(f"//localhost/x{option}", {}).has_two_stages is has_two_stages
