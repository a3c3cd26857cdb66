"""The API beside its description: each answer is of the shape that is promised, and of no other."""

import json
import re
from collections.abc import Callable
from pathlib import Path
from typing import Any
from urllib.parse import quote, urlencode

import pytest
from flask.testing import FlaskClient
from jsonschema import Draft202012Validator, ValidationError
from openapi_spec_validator import OpenAPIV31SpecValidator
from werkzeug.datastructures import MultiDict

from indexer.build.run import build
from search.answers import Query
from search.engine.protocol import Engine
from search.engine.stored import read_stored
from search.engine.urls import open_engine
from search.explore.figure_choice import FigureAspect
from search.facets.registry import COUNTED, COUNTED_BY_NAME
from search.searcher import Searcher
from tests.conftest import SAMPLE_REPORTS, SAMPLES
from web import address
from web.api.openapi import document
from web.app import create_app

Write = Callable[[str, str], Path]
REPORT = "thai-binh/hop-khan-ung-pho-bao-so-3.txt"
IDS = [path.relative_to(SAMPLES).as_posix() for path in SAMPLE_REPORTS]


@pytest.fixture
def client(samples: Engine) -> FlaskClient:
    return create_app(samples).test_client()


@pytest.fixture(scope="session")
def described() -> Any:
    return json.loads(create_app(_NONE).test_client().get("/api/openapi.json").data)


class _NoEngine:
    """For what needs no index."""


_NONE: Any = _NoEngine()


def path_of(asked: str) -> str:
    """The path of the document that an address is of."""
    path = asked.partition("?")[0]
    for pattern, name in (
        (r"/api/reports/similar", "/api/reports/similar"),
        (r"/api/reports/.+/similar", "/api/reports/{id}/similar"),
        (r"/api/reports/.+", "/api/reports/{id}"),
        (r"/api/facets/.+", "/api/facets/{name}"),
        (r"/texts/.+", "/texts/{id}"),
        (r"/files/.+", "/files/{id}"),
    ):
        if re.fullmatch(pattern, path):
            return name
    return path


def check(described: Any, asked: str, response: Any) -> None:
    """An answer is what the document says of its path and code."""
    responses = described["paths"][path_of(asked)]["get"]["responses"]
    content = responses[str(response.status_code)]["content"]
    kind = response.mimetype
    assert kind in content
    found = response.get_json() if kind == "application/json" else str(response.data)
    schema = {**content[kind]["schema"], "components": described["components"]}
    Draft202012Validator(schema).validate(found)


@pytest.mark.slow
def test_the_document_is_openapi(described: Any) -> None:
    OpenAPIV31SpecValidator(described).validate()
    assert described["openapi"].startswith("3.1")


def test_every_path_is_described_and_every_description_is_of_a_path(described: Any) -> None:
    rules = create_app(_NONE).url_map.iter_rules()
    served = {
        re.sub(r"<(?:path:)?(?:report_)?(\w+)>", r"{\1}", rule.rule)
        for rule in rules
        if rule.rule.startswith(("/api/", "/results.", "/indicators.", "/texts", "/files"))
    }
    assert set(described["paths"]) == served


def test_each_function_of_a_client_has_a_name_of_its_own(described: Any) -> None:
    """Letters alone, as programming languages want them; each under one of the tags."""
    asked = [path["get"] for path in described["paths"].values()]
    names = [one["operationId"] for one in asked]
    assert len(set(names)) == len(names) > 10
    assert all(re.fullmatch("[a-z]+([A-Z][a-z]+)*", name) for name in names)
    tags = {one["name"] for one in described["tags"]}
    assert {tag for one in asked for tag in one["tags"]} == tags
    assert all(len(one["tags"]) == 1 for one in asked)
    assert described["info"]["title"].isascii()


def parameters(described: Any, path: str) -> list[str]:
    found = described["paths"][path]["get"]["parameters"]
    return [one["name"] for one in found if one["in"] == "query"]


def test_every_parameter_is_described(described: Any) -> None:
    """By asking: one that is described is known, and what the page knows is described."""
    asked = MultiDict((name, "x") for name in parameters(described, "/api/search"))
    assert address.strangers(asked) == []
    own = {"q", "from", "to", "added-since", "sort", "page", "size", "copies"}
    of_page = own | set(COUNTED_BY_NAME)
    finds = {f"find-{facet.name}" for facet in COUNTED if facet.is_offered}
    assert set(asked) == of_page | finds
    assert set(parameters(described, "/api/facets/{name}")) == set(asked) | {"find"}
    for kind in ("csv", "json", "atom", "xlsx"):
        own = {"sep"} if kind == "csv" else set()
        assert set(parameters(described, f"/results.{kind}")) == of_page - {"page", "size"} | own
    chosen = {"name", *FigureAspect}
    for kind, own in (("csv", {"sep"}), ("json", set())):
        found = set(parameters(described, f"/indicators.{kind}"))
        assert found == of_page - {"page", "size"} | own | chosen


@pytest.mark.parametrize("day", ["2023-12-13", "2023-12", "2023-Q4", "2023", ""])
@pytest.mark.parametrize("name", ["from", "to"])
def test_days_as_they_are_described_are_read(
    client: FlaskClient, described: Any, name: str, day: str
) -> None:
    asked = described["paths"]["/results.csv"]["get"]["parameters"]
    schema = next(one["schema"] for one in asked if one["name"] == name)
    Draft202012Validator(schema).validate(day)
    assert client.get(f"/api/search?{name}={day}").status_code == 200


def test_the_schemas_leave_nothing_open(described: Any) -> None:
    """Every object tells all it has, and every name that is referred to is there."""

    def walk(schema: Any) -> None:
        if isinstance(schema, dict):
            if schema.get("type") == "object":
                assert "additionalProperties" in schema
                assert "properties" in schema or schema["additionalProperties"] is not True
            if "$ref" in schema:
                assert schema["$ref"].rpartition("/")[2] in described["components"]["schemas"]
            for value in schema.values():
                walk(value)
        elif isinstance(schema, list):
            for value in schema:
                walk(value)

    walk(described["components"]["schemas"])


QUESTIONS = [
    "/api/search",
    "/api/search?q=giải ngân&province=Hưng Yên&size=2&page=2",
    "/api/search?q=xyzxyz",
    "/api/search?q=giari ngaan",
    "/api/search?q=giải ngânn",
    "/api/search?q=giai ngan -bão ubnd 25/8/2023 lần thứ 7",
    "/api/search?q=ngh* OR năm:2023",
    "/api/search?q=nông thôn mới và đô thị văn minh của xã vùng cao biên giới",
    "/api/search?q=!!!&page=99&year=1066",
    "/api/search?" + "&".join(f"{facet.name}=khong-ro" for facet in COUNTED),
    "/api/search?q=Hòa Bình&sort=oldest&from=2020&find-person=a",
    "/api/search?from=hôm nào",
    "/api/search?colour=red",
    "/api/search?q=" + "a" * 501,
    "/api/flags",
    "/api/flags?flag=year-unknown&size=3&page=2",
    "/api/flags?from=hôm nào",
    "/api/suggest?q=giai n",
    "/api/suggest?q=giair",
    "/api/suggest",
    "/api/suggest?x=1",
    *(f"/api/facets/{facet.name}" for facet in COUNTED),
    "/api/facets/person?q=bão&find=van&size=3&person=x",
    "/api/facets/colour",
    "/api/facets/event_date",
    "/api/facets/person?size=0",
    "/api/facets/person?sise=1",
    "/api/facets/person?q=" + "a " * 200,
    *(f"/api/reports/{report_id}" for report_id in IDS),
    f"/api/reports?id={REPORT}",
    "/api/reports",
    "/api/reports/none",
    "/api/reports/none?q=bão",
    f"/api/reports?id={REPORT}&q=bão",
    f"/api/reports/{REPORT}/similar?size=3",
    f"/api/reports/similar?id={REPORT}",
    "/api/reports/similar",
    "/api/reports/similar?size=x",
    "/api/reports/none/similar",
    "/api/reports/none/similar?id=x",
    f"/api/compare?a={REPORT}&b={IDS[0]}",
    f"/api/compare?a={IDS[0]}&b={IDS[-1]}",
    "/api/compare?a=none&b=none",
    f"/api/compare?a={REPORT}&b={REPORT}",
    "/api/openapi.json",
    "/results.json",
    "/results.json?q=xyzxyz",
    "/results.json?sort=x",
    "/results.csv?q=bão",
    "/results.csv?from=x",
    "/results.xlsx?q=bão",
    "/results.xlsx?from=x",
    "/results.atom?q=bão",
    "/results.atom?size=x",
    "/indicators.json?name=thu ngân sách nhà nước",
    "/indicators.json?name=tăng trưởng kinh tế&kind=target&whose=Hưng Yên&period=2025",
    "/indicators.json?name=x",
    "/indicators.json?name=thu ngân sách nhà nước&kind=x",
    "/indicators.csv?name=thu ngân sách nhà nước",
    "/indicators.csv?name=x",
    "/indicators.csv?name=thu ngân sách nhà nước&sep=x",
    f"/texts/{REPORT}",
    f"/texts?id={REPORT}",
    "/texts/none",
    "/texts?id=none",
    f"/files/{REPORT}",
    f"/files?id={REPORT}",
    "/files/none",
    "/files?id=none",
]


@pytest.mark.parametrize("asked", QUESTIONS)
def test_every_answer_is_as_described(client: FlaskClient, described: Any, asked: str) -> None:
    check(described, asked, client.get(asked))


def test_the_questions_ask_for_every_path_and_every_code(
    client: FlaskClient, described: Any
) -> None:
    got = {(path_of(asked), str(client.get(asked).status_code)) for asked in QUESTIONS}
    promised = {
        (path, code)
        for path, item in described["paths"].items()
        for code in item["get"]["responses"]
        if code != "503"
    }
    assert got == promised


def test_without_an_index_the_answer_is_as_described(described: Any, tmp_path: Path) -> None:
    client = create_app(open_engine(str(tmp_path / "index"))).test_client()
    paths = [path.format(id="a", name="person") for path in described["paths"]]
    assert paths
    for path in paths:
        response = client.get(path)
        assert response.status_code == (200 if path == "/api/openapi.json" else 503)
        check(described, path, response)


def test_a_wrong_answer_would_be_seen(described: Any, client: FlaskClient) -> None:
    class Answer:
        status_code, mimetype = 200, "application/json"

        def __init__(self, record: Any) -> None:
            self.get_json = lambda: record

    record = client.get("/api/search?q=bão").get_json()
    check(described, "/api/search", Answer(record))
    for wrong in ({**record, "more": 1}, {k: v for k, v in record.items() if k != "pages"}):
        with pytest.raises(ValidationError):
            check(described, "/api/search", Answer(wrong))
    record["hits"][0]["facets"]["province"] = "x"
    with pytest.raises(ValidationError):
        check(described, "/api/search", Answer(record))


def test_everything_of_a_report(write: Write, tmp_path: Path) -> None:
    text = (
        "Giao ban quý III của tỉnh\n\nSáng 5/10/2023, UBND tỉnh Hưng Yên giao ban. "
        "Đồng chí Lê Văn Hòa, Chủ tịch UBND tỉnh chủ trì hội nghị.\n"
        "Tính đến 30/9/2023, giải ngân vốn đầu tư công đạt 5.738,9% kế hoạch.\n"
    )
    write("năm 2023/r.txt", text)
    build([tmp_path / "reports"], open_engine(str(tmp_path / "index")))
    client = create_app(open_engine(str(tmp_path / "index"))).test_client()
    record = client.get("/api/reports/năm 2023/r.txt").get_json()
    assert record["text"] == text
    assert client.get(record["url"]).status_code == 200
    assert record["title"] == {
        "value": "Giao ban quý III của tỉnh",
        "status": "stated",
        "evidence": [0, 25],
        "words": "Giao ban quý III của tỉnh",
    }
    assert [p["part"] for p in record["passages"]] == ["title", "body", "body"]
    assert text[slice(*record["passages"][0]["span"])] == "Giao ban quý III của tỉnh"
    (day,) = record["facets"]["event_date"]
    assert day["value"] == "2023-10-05" and day["words"] == "5/10/2023"
    assert day["precision"] == "day" and day["day_part"] == "sáng" and day["status"] == "stated"
    (person,) = record["facets"]["people"]
    assert (person["value"], person["role"]) == ("Lê Văn Hòa", "chair")
    assert person["titles"] == ["Chủ tịch UBND tỉnh"]
    assert [text[slice(*span)] for span in person["titles_evidence"]] == person["titles"]
    assert text[slice(*person["role_evidence"])] == "chủ trì"
    (figure,) = record["facets"]["figures"]
    assert figure["is_suspicious"] and figure["value"] == "5738.9" and figure["unit"] == "%"
    assert record["flags"] == ["figure-suspicious"]
    assert record["is_meeting"] is True and record["category"] is None


def test_the_words_of_each_value_are_those_of_its_evidence(
    client: FlaskClient, samples: Engine
) -> None:
    for report_id in IDS:
        record = client.get(f"/api/reports/{report_id}").get_json()
        stored = samples.snapshot().stored(report_id)
        assert stored and record["text"] == read_stored(stored).report.text
        for value in [record["title"], *(v for found in record["facets"].values() for v in found)]:
            evidence = value["evidence"]
            assert value["words"] == (record["text"][slice(*evidence)] if evidence else None)


ODD_IDS = ["similar", "a/similar", "a//b", ".", "../x", "x\ny", "\x00", "họp/ủy ban.txt", "?#", " "]


def test_reports_of_any_id(write: Write, tmp_path: Path) -> None:
    lines = [json.dumps({"id": key, "text": f"Họp bàn việc {n}."}) for n, key in enumerate(ODD_IDS)]
    write("a.jsonl", "\n".join(lines))
    build([tmp_path / "reports"], open_engine(str(tmp_path / "index")))
    client = create_app(open_engine(str(tmp_path / "index"))).test_client()
    for number, key in enumerate(ODD_IDS):
        record = client.get("/api/reports?" + urlencode({"id": key})).get_json()
        assert (record["id"], record["text"]) == (key, f"Họp bàn việc {number}.")
        assert client.get(record["url"]).status_code == 200
    plain = client.get("/api/reports/" + quote("họp/ủy ban.txt", safe="")).get_json()
    assert plain["id"] == "họp/ủy ban.txt", "as OpenAPI writes a path: no slash in a parameter"


@pytest.mark.parametrize("name", COUNTED_BY_NAME)
def test_the_values_of_a_facet_are_counted_under_the_query(
    client: FlaskClient, samples: Engine, name: str
) -> None:
    record = client.get(f"/api/facets/{name}?q=bão&year=2024&size=100").get_json()
    query = Query("bão", {"year": ("2024",)})
    total, counted = Searcher(samples.snapshot()).counts(query, (name,))
    assert record["total"] == total and record["values_total"] == len(counted[name])
    found = {one["value"]: one["count"] for one in record["values"]}
    assert found == dict(counted[name])
    assert record["label"] == COUNTED_BY_NAME[name].label
    assert all(
        one["label"] == COUNTED_BY_NAME[name].label_of(one["value"]) for one in record["values"]
    )


def test_values_of_a_facet_are_found_by_their_words(client: FlaskClient) -> None:
    found = client.get("/api/facets/organiser?find=ban chap hanh&size=5").get_json()
    assert found["find"] == "ban chap hanh"
    assert {"Ban Chấp hành Đảng bộ tỉnh Hưng Yên"} <= {one["value"] for one in found["values"]}
    assert all("Ban Chấp hành" in one["label"] for one in found["values"])
    whole = client.get("/api/facets/organiser?size=100").get_json()
    assert found["values_total"] == whole["values_total"] == len(whole["values"])
    assert len(found["values"]) < len(whole["values"])
    few = client.get("/api/facets/organiser?size=2").get_json()
    assert few["values"] == whole["values"][:2]
    chosen = whole["values"][-1]["value"]
    first = client.get("/api/facets/organiser", query_string={"organiser": chosen, "find": "xyz"})
    assert [one["value"] for one in first.get_json()["values"]] == [chosen], "chosen values stay"
    long = client.get("/api/facets/organiser?find=" + "a" * 9999).get_json()
    assert len(long["find"]) == address.MAX_FIND


def test_a_large_facet_gives_a_hundred_values_and_says_how_many_there_are(
    write: Write, tmp_path: Path
) -> None:
    lines = [
        json.dumps({"id": str(n), "text": "Họp bàn việc.", "source": f"Báo {n}"})
        for n in range(130)
    ]
    write("a.jsonl", "\n".join(lines))
    build([tmp_path / "reports"], open_engine(str(tmp_path / "index")))
    client = create_app(open_engine(str(tmp_path / "index"))).test_client()
    for size in (100, 1000):
        record = client.get(f"/api/facets/outlet?size={size}").get_json()
        assert len(record["values"]) == 100 and record["values_total"] == 130


@pytest.mark.parametrize("name", ["colour", "event_date", "source_url", "%00", "x" * 9999])
def test_an_unknown_facet_is_told_with_those_that_there_are(client: FlaskClient, name: str) -> None:
    response = client.get(f"/api/facets/{name}")
    assert response.status_code == 404
    message = response.get_json()["message"]
    assert "Không có mục nào tên là" in message and "meeting_type, variant" in message


HOSTILE = ["%00", "%01%0b%1f%7f", "%ED%A0%80%ED%B0%80", "%ff%fe", "%EF%BF%BE%EF%BF%BF", "%E2%80%AE",
           "<script>", "%0d%0aSet-Cookie:a=b", "a" * 65536, "(" * 65536, "%F4%90%80%80", '"', "*",
           "-", "{{7*7}}", "=1"]  # fmt: skip


@pytest.mark.slow
@pytest.mark.parametrize("hostile", HOSTILE, ids=range(len(HOSTILE)))
def test_nothing_that_is_asked_is_an_error_of_ours(
    client: FlaskClient, described: Any, hostile: str
) -> None:
    assert described["paths"]
    for path in sorted(described["paths"]):
        place = path.format(id=hostile, name=hostile)
        names = {*parameters(described, path), "q", "id", "v", "from", "x"}
        for name in (
            ["", *sorted(names)] if len(hostile) < 99 else ["", "q", "from", "id", "person"]
        ):
            asked = f"{place}?{name}={hostile}&{name}={hostile}"
            for method in (client.get, client.head):
                response = method(asked, headers={"Accept": "image/png;q=x,", "Range": "bytes=5-1"})
                assert response.status_code in {200, 400, 404}, asked[:99]
                assert "default-src 'none'" in response.headers["Content-Security-Policy"]
                assert "Set-Cookie" not in response.headers


KINDS = ["/api/search?q=bão", "/api/openapi.json", "/results.csv", "/results.json", "/results.atom",
         f"/texts/{REPORT}"]  # fmt: skip


@pytest.mark.parametrize("path", KINDS)
def test_heads_ranges_and_other_methods(client: FlaskClient, path: str) -> None:
    whole = client.get(path)
    head = client.head(path)
    assert head.status_code == 200 and head.data == b""
    kept = ("Content-Type", "Content-Length", "Content-Disposition", "Vary", "ETag")
    assert [head.headers.get(n) for n in kept] == [whole.headers.get(n) for n in kept]
    part = client.get(path, headers={"Range": "bytes=0-9"})
    assert (part.status_code, part.data) == (200, whole.data), "a whole file, or none"
    refused = client.post(path)
    assert refused.status_code == 405 and "GET" in refused.headers["Allow"]
    for headers in (whole.headers, head.headers, refused.headers):
        assert headers["X-Content-Type-Options"] == "nosniff"
        assert "default-src 'none'" in headers["Content-Security-Policy"]


def test_the_document_is_made_of_the_schema() -> None:
    names = [one["name"] for one in document()["paths"]["/results.csv"]["get"]["parameters"]]
    assert [name for name in names if name in COUNTED_BY_NAME] == list(COUNTED_BY_NAME)
