"""The page of a list: its address holds it, and everything can be done without a script."""

from html import unescape

import pytest
from flask.testing import FlaskClient

from search.engine.protocol import Engine
from tests.web.pages.outline import Outline
from web import address
from web.app import create_app

A = "hung-yen/bch-dang-bo-tinh-lan-thu-muoi-hai.txt"  # 12/4/2023
B = "quang-nam/so-ket-6-thang-diem-nghen-dau-tu-cong.txt"  # 5/7/2024
BOTH = address.listed([A, B])


@pytest.fixture
def client(samples: Engine) -> FlaskClient:
    return create_app(samples).test_client()


def html(client: FlaskClient, where: str) -> str:
    shown = client.get(where)
    assert shown.status_code == 200
    return " ".join(unescape(shown.text).split())


def test_reports_in_the_order_of_the_address(client: FlaskClient) -> None:
    text = html(client, BOTH)
    assert "<h1>Danh sách: 2 báo cáo</h1>" in text
    assert text.index("Tạo chuyển biến") < text.index("Kinh tế Quảng Nam")
    other = html(client, address.listed([B, A, B]))
    assert "<h1>Danh sách: 2 báo cáo</h1>" in other
    assert other.index("Tạo chuyển biến") > other.index("Kinh tế Quảng Nam")


def test_links_reorder_drop_and_clear(client: FlaskClient) -> None:
    text = html(client, BOTH)
    for label, ids in (
        ("mới nhất trước", [B, A]),
        ("cũ nhất trước", [A, B]),
        ("Xóa cả danh sách", []),
    ):
        assert f'href="{address.listed(ids)}">{label}' in text, label
    for file in address.LIST_FILES:
        href = f'href="{address.listed([A, B], file)}"'
        assert 0 < text.find(href) < text.index('class="hits"'), "before the reports"
    assert text.index("Xóa cả danh sách") > text.rindex("Bỏ khỏi danh sách")
    assert "Nếu xóa nhầm, nút Quay lại của trình duyệt" in text
    assert f'form="edit" name="drop" value="{A}">Bỏ khỏi danh sách' in text
    gone = client.get(f"{BOTH}&find=bão&drop={A}")
    assert gone.status_code == 302 and gone.headers["Location"] == address.listed([B], find="bão")


def test_reports_are_found_and_added_on_the_page(client: FlaskClient) -> None:
    text = html(client, f"{address.listed([A])}&find=điểm+nghẽn+Quảng+Nam")
    assert f'<input type="hidden" name="id" value="{A}">' in text
    add = f'name="id" value="{B}">Thêm'
    assert add in text
    having = html(client, address.listed([A, B], find="điểm nghẽn Quảng Nam"))
    assert add not in having and "đã có trong danh sách" in having
    assert "Không tìm thấy báo cáo nào." in html(client, "/list?find=xyzxyz")
    assert "Không tìm thấy báo cáo nào." in html(client, "/list?find=" + '"a"+' * 25)


def test_what_the_index_has_not_is_named(client: FlaskClient) -> None:
    text = html(client, address.listed([A, "cũ/<b>.txt"]))
    assert (
        "Danh sách: 1 báo cáo" in text and "1 báo cáo của danh sách không có trong kho này" in text
    )
    assert f'href="{address.listed([A])}">Bỏ những mã này' in text
    assert "&lt;b&gt;.txt" in client.get(address.listed([A, "cũ/<b>.txt"])).text


def test_an_empty_list_says_how_to_begin(client: FlaskClient) -> None:
    assert "Chưa có báo cáo nào trong danh sách" in html(client, "/list")


def test_more_than_a_list_may_have_is_said(client: FlaskClient) -> None:
    ids = [A, *(f"{number}" for number in range(address.MAX_LISTED))]
    text = html(client, address.listed(ids))
    assert "Một danh sách có nhiều nhất 100 báo cáo; địa chỉ này thừa 1." in text


def test_every_hit_and_every_report_can_be_put_aside(client: FlaskClient) -> None:
    text = html(client, "/?q=giải+ngân")
    assert text.count('form="picked"') == text.count('class="hit"') > 5
    assert '<form id="picked" method="get" action="/list"' in text
    titles = {f'id="{name}"' for name in map("h{}".format, range(1, 6))}
    assert all(title in text for title in titles)
    report = html(client, f"/reports/{A}")
    assert f'href="{address.listed([A])}">Lưu vào danh sách</a>' in report
    for file in ("bib", "ris"):
        assert f'href="{address.listed([A], file)}"' in report


def test_every_link_of_the_page_leads_somewhere(client: FlaskClient) -> None:
    outline = Outline(client.get(f"{BOTH}&find=bão").text)
    inner = {link.split("#")[0] for link in outline.links if link.startswith("/")}
    assert len(inner) > 20
    assert {client.get(link).status_code for link in inner} == {200}


def test_a_page_of_a_long_list_grows_with_it_and_no_faster(client: FlaskClient) -> None:
    ids = client.get("/api/search?size=40").get_json()["hits"]
    sizes = [len(client.get(address.listed(hit["id"] for hit in ids[:n])).data) for n in (10, 20)]
    assert sizes[1] < 2 * sizes[0]


def test_two_reports_are_compared_the_earlier_first(client: FlaskClient) -> None:
    for ids in ([A, B], [B, A]):
        shown = html(client, address.listed(ids))
        assert f'href="{address.compare(A, B)}">So sánh hai báo cáo này' in shown
    assert "So sánh hai báo cáo này" not in html(client, address.listed([A]))
