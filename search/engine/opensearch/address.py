"""What follows `opensearch:` in an address, and the environment → where a cluster is, as whom.

    //10.0.0.1:9200,10.0.0.2:9200/hoi-nghi?shards=3&replicas=1&tls=yes&score=two-stage

Names and passwords are never part of an address: addresses are printed and logged.
"""

import ipaddress
import os
import re
from base64 import b64encode
from collections.abc import Mapping
from dataclasses import dataclass, field
from urllib.parse import parse_qsl

from search.engine.errors import BadAddressError

USER, PASSWORD = "HOI_NGHI_OPENSEARCH_USER", "HOI_NGHI_OPENSEARCH_PASSWORD"
TOKEN = "HOI_NGHI_OPENSEARCH_TOKEN"
CA_FILE = "HOI_NGHI_OPENSEARCH_CA"
"""Variables of the environment: who asks, and the authorities that the nodes are known by."""

_HOST = re.compile(r"(?:[\w.-]+|\[[0-9a-fA-F:]+\])(?::\d{1,5})?", re.ASCII)
_NAME = re.compile(r"[a-z0-9][a-z0-9_-]{0,99}", re.ASCII)
_RESERVED = re.compile(r"-(?:before|side|g-\d+)$", re.ASCII)
"""How names end that an index itself makes others with."""
_PORT = 9200
_OPTIONS = "shards, replicas, tls=yes, score=two-stage"
_FORM = "opensearch://HOST:PORT,HOST:PORT/NAME"
_SWITCH = {"yes": True, "no": False}
_SCORE = {"two-stage": True, "exact": False}


@dataclass(frozen=True, slots=True)
class Layout:
    """Into how many shards a new index is cut, and how many copies each has besides.

    `replicas`: None for one copy wherever there are two nodes or more.
    """

    shards: int = 1
    replicas: int | None = None


@dataclass(frozen=True, slots=True)
class ClusterAddress:
    """`hosts`: name and port of each node that may be asked. `name`: that of the index.
    `authorization`: the header that says who asks, "" if nobody does; `ca_file`: "" for the
    authorities of the system. `has_two_stages`: a cheap score picks the reports that are scored."""

    hosts: tuple[tuple[str, int], ...]
    name: str
    layout: Layout = Layout()
    has_tls: bool = False
    ca_file: str = ""
    authorization: str = field(default="", repr=False)
    has_two_stages: bool = False


def read_address(rest: str, environment: Mapping[str, str] = os.environ) -> ClusterAddress:
    """An address, taken apart. Raises BadAddressError, which repeats nothing that is secret."""
    place, _, options = rest.removeprefix("//").partition("?")
    hosts, _, name = place.partition("/")
    if "@" in rest:
        raise BadAddressError(f"a name and a password belong into {USER} and {PASSWORD}")
    if not rest.startswith("//") or not all(map(_HOST.fullmatch, hosts.split(","))):
        raise BadAddressError(f"these are no hosts: {hosts!r}; an address is {_FORM}")
    if not _NAME.fullmatch(name) or _RESERVED.search(name):
        raise BadAddressError(
            f"an index cannot be named {name!r}: small letters, digits, - and _; {_FORM}"
        )
    given = dict(parse_qsl(options, keep_blank_values=True))
    layout = Layout(_number(given, "shards", 1, 1) or 1, _number(given, "replicas", 0, None))
    ca_file = environment.get(CA_FILE, "")
    told_tls = given.pop("tls", "yes" if ca_file else "no")
    told_score = given.pop("score", "exact")
    if given or told_tls not in _SWITCH or told_score not in _SCORE:
        raise BadAddressError(f"unknown options {options!r}; known: {_OPTIONS}")
    found = ClusterAddress(
        tuple(map(_host, hosts.split(","))),
        name,
        layout,
        _SWITCH[told_tls],
        ca_file,
        _authorization(environment),
        _SCORE[told_score],
    )
    if found.authorization and not found.has_tls and not all(map(_is_here, found.hosts)):
        raise BadAddressError(f"a password would go out in the clear: add tls=yes, or {CA_FILE}")
    return found


def _number(given: dict[str, str], name: str, least: int, default: int | None) -> int | None:
    told = given.pop(name, None)
    if told is None:
        return default
    if not told.isdecimal() or not least <= int(told) <= 1000:
        raise BadAddressError(f"{name}={told} is no number of {name}")
    return int(told)


def _host(told: str) -> tuple[str, int]:
    name, colon, port = told.rpartition(":")
    if not colon or "]" in port:
        name, port = told, str(_PORT)
    if not 0 < int(port) < 1 << 16:
        raise BadAddressError(f"{told} has no port that there is")
    return name.strip("[]"), int(port)


def _is_here(host: tuple[str, int]) -> bool:
    """Whether a host is this machine, whatever a resolver says."""
    if host[0] == "localhost":
        return True
    try:
        return ipaddress.ip_address(host[0]).is_loopback
    except ValueError:
        return False


def _authorization(environment: Mapping[str, str]) -> str:
    if token := environment.get(TOKEN):
        found = f"Bearer {token}"
    elif user := environment.get(USER):
        told = f"{user}:{environment.get(PASSWORD, '')}"
        found = f"Basic {b64encode(told.encode()).decode()}"
    else:
        return ""
    if not found.isprintable() or not found.isascii():
        raise BadAddressError(f"{TOKEN} is not what a header can hold")
    return found
