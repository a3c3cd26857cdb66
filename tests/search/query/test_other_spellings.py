"""One thing spelled in several ways → each way finds all, marks what stands there, and is first."""

from dataclasses import replace

import pytest

from search.answer.page import answer
from search.answers import GroupKind, Hit, Query
from search.engine.urls import open_engine
from search.index.entry import index_entry
from search.searcher import Searcher
from tests.search.highlight.test_snippets import stored

SAME = (
    # qu and i or y
    ("Quy Nhơn", "Qui Nhơn"),
    ("quy hoạch vùng", "qui hoạch vùng"),
    ("đúng qui trình", "đúng quy trình"),
    # peoples
    ("H'Mông", "Hmông", "H Mông", "H’mông", "Hmong", "người Mông"),
    ("Ê Đê", "Êđê", "Ê-đê"),
    ("Ba Na", "Ba-na", "Bana", "Bahnar"),
    ("Cơ Ho", "Cơ-ho", "Cơho", "K'Ho"),
    ("Xơ Đăng", "Xơ-đăng", "Xê Đăng"),
    ("Khơ Me", "Khmer", "Khơ-me"),
    # places
    ("Đắk R'Lấp", "Đắk Rlấp", "Đăk R'lấp", "Đắc R'Lấp"),
    ("Ea H'leo", "Ea Hleo"),
    ("Krông A Na", "Krông Ana"),
    ("Đắk Mil", "Đăk Mil", "Đắc Mil"),
    ("Buôn Ma Thuột", "Buôn Mê Thuột", "Ban Mê Thuột"),
    ("Plei Ku", "Pleiku", "Plây-cu"),
    ("Hà Nội", "Hanoi"),
    ("Đà Nẵng", "Danang"),
    ("Sài Gòn", "Saigon"),
    ("Đắk Lắk", "Đắc Lắc", "Đăk Lăk", "Daklak"),
    ("Bắc Kạn", "Bắc Cạn"),
    # countries
    ("Cam-pu-chia", "Campuchia", "Cam pu chia"),
    ("In-đô-nê-xi-a", "Indonesia", "Inđônêxia"),
    ("Ma-lai-xi-a", "Malaysia", "Malaixia"),
    # words of other languages
    ("bến ô tô", "bến ôtô", "bến ô-tô"),
    ("lô vắc xin", "lô vắc-xin", "lô vắcxin", "lô vaccine"),
    ("kho xi măng", "kho xi-măng", "kho ximăng"),
    ("cấm công-te-nơ", "cấm container", "cấm côngtenơ"),
    ("mạng in-tơ-nét", "mạng Internet"),
    ("dập vi rút", "dập virus", "dập vi-rút"),
    # words that are spelled in two ways
    ("tránh mưa dông", "tránh mưa giông"),
    ("sáp nhập thôn", "sát nhập thôn"),
    # names that no list has
    ("Xê-tu-ban", "Xêtuban"),
    ("xã Ia B'lang", "xã Ia Blang"),
    # abbreviations without signs, with "và", by half, with dots
    ("Sở GDĐT", "Sở GD&ĐT", "Sở GD-ĐT", "Sở GD và ĐT", "Sở Giáo dục và Đào tạo"),
    ("ngành Khoa học và Công nghệ", "ngành KHCN", "ngành KH và CN", "ngành KH & CN"),
    ("Sở NN&PTNT", "Sở NNPTNT", "Sở Nông nghiệp và PTNT", "Sở Nông nghiệp & PTNT"),
    ("Sở LĐTBXH", "Sở LĐ-TB&XH", "Sở Lao động - Thương binh và Xã hội", "Sở LĐTB và XH"),
    ("phòng TN&MT", "phòng TNMT", "phòng Tài nguyên và Môi trường"),
    ("Ban Quản lý dự án", "BQLDA", "Ban QLDA"),
    ("Viện Kiểm sát nhân dân", "VKSND", "Viện KSND"),
    ("Phó Chủ tịch xã", "PCT xã"),
    ("CBCCVC", "CB, CC, VC", "cán bộ, công chức, viên chức"),
    ("Ban Văn hóa - Xã hội", "Ban VH-XH", "Ban VHXH"),
    ("UBND", "U.B.N.D", "ủy ban nhân dân"),
    ("chuyển đổi số", "CĐS"),
    ("đồng chí Sinh", "đ/c Sinh", "Đ/C Sinh"),
    # what is a word in small letters
    ("cấp trung ương", "cấp T.Ư", "cấp TW", "cấp T.W"),
    ("57-NQ/TW", "57-NQ/TƯ", "57-NQ/T.Ư"),
    ("BCH Trung ương", "BCH TW", "BCH TƯ", "Ban Chấp hành Trung ương", "BCHTW", "BCHTƯ"),
    ("Văn phòng HĐND", "VP HĐND"),
    ("khoa học công nghệ và đổi mới sáng tạo", "KHCN&ĐMST", "KHCN và ĐMST"),
    # before the name of a place
    ("phường Bến Nghé", "P. Bến Nghé", "P.Bến Nghé"),
    ("quận 1", "Q.1", "Q. 1"),
    ("phường Đông Kinh", "P. Đông Kinh"),
    ("huyện Ba Bể", "H. Ba Bể"),
    ("thị trấn Chợ Rã", "TT. Chợ Rã"),
    ("thị xã Sa Pa", "TX. Sa Pa", "TX Sapa"),
    ("thành phố Lào Cai", "TP. Lào Cai", "t/p Lào Cai"),
)

OTHERS = (
    "đầu tư tư nhân",
    "Quỳ Châu",
    "có hỗ trợ",
    "đắc cử",
    "H. Đức",
    "TT. Y tế dự phòng",
    "khoa học",
    "giáo dục",
    "v.v.",
    "hai ti chè",
    "nhiều mô hình",
)


FILLER = "Các đại biểu nghe báo cáo, thảo luận và nêu ý kiến. " * 8
"""So that the length of a spelling makes no difference to the score of its report."""


def reports() -> dict[str, str]:
    every = dict.fromkeys((*(spelling for row in SAME for spelling in row), *OTHERS))
    return {spelling: f"Đoàn làm việc với {spelling} trong tuần. {FILLER}" for spelling in every}


@pytest.fixture(scope="module")
def searcher(tmp_path_factory: pytest.TempPathFactory) -> Searcher:
    """An index of one report for each spelling, which it is named after."""
    engine = open_engine(str(tmp_path_factory.mktemp("spellings") / "index"))
    with engine.writer("rules") as writer:
        for name, text in reports().items():
            writer.put(index_entry(replace(stored(text).report, id=name), name, [name]))
        writer.commit()
    return Searcher(engine.snapshot())


def asked(searcher: Searcher, typed: str) -> list[Hit]:
    """The hits that hold all that was typed."""
    hits = answer(Query(typed, size=100), searcher).hits
    return [hit for hit in hits if hit.group is GroupKind.ALL]


@pytest.mark.parametrize("row", SAME, ids=lambda row: row[0])
def test_each_spelling_finds_all_and_its_own_first(
    searcher: Searcher, row: tuple[str, ...]
) -> None:
    for typed in row:
        hits = asked(searcher, typed)
        assert {hit.report.id for hit in hits} >= set(row), typed
        assert not {hit.report.id for hit in hits} & set(OTHERS), typed
        best = [hit.report.id for hit in hits if hit.score == hits[0].score]
        assert typed in best, (typed, best)
        assert all(any(r.is_highlighted for s in hit.snippets for r in s.runs) for hit in hits)


@pytest.mark.parametrize(
    "typed",
    ["TT. Y tế", "TT HĐND", "P. Kinh tế", "hai ti vi", "đầu tư tư nhân", "Hà Nội-Huế", "TS Đức"],
)
def test_what_may_be_something_else_is_not_expanded(searcher: Searcher, typed: str) -> None:
    notices = answer(Query(typed), searcher).notices
    told = {word for notice in notices for word in notice.words[1:]}
    assert not told & {"thị trấn", "phường", "Ha-i-ti", "trung ương", "Nội-Huế", "tiến sĩ"}
