"""Articles → the meeting they report, its kinds, and the bodies that held it; lists one by one."""

from collections.abc import Callable
from pathlib import Path

import pytest

from indexer.article.structure import clean
from indexer.lexicon import rows
from indexer.meeting.around import CUES_OF_A_NOUN, CUES_OF_AN_ACT, NameInSentence
from indexer.meeting.main_meeting import MeetingMention, by_weight, main_meeting
from indexer.meeting.names import CUES
from indexer.meeting.organisations import organisations
from indexer.meeting.organisers import organisers
from indexer.meeting.weights import WEIGHTS, MeetingWeights
from indexer.read.document import SourceMetadata
from search.facets import registry as schema
from search.report import Status
from search.text.lexicon.word_lists import entries
from tests.indexer.facets.test_facets import understood, values

KINDS = {row[0] for row in entries("meeting_types.tsv", Path(schema.__file__).parent / "data")}
UNITS = {"TỈNH": "huyện", "CẤP_ỦY": "Huyện ủy"}


@pytest.mark.parametrize("row", rows("meeting_nouns.tsv"), ids=" ".join)
def test_each_name_of_a_meeting_is_known(row: tuple[str, str]) -> None:
    kinds, words = row
    said = words.replace("…", "của tỉnh")
    article = clean(f"Sáng 1/2, tổ công tác có {said} về nhiều việc.")
    meeting = main_meeting(article)
    assert meeting is not None
    if kinds == "?":
        assert not meeting.kinds and article.lower[meeting.start : meeting.end] == words.lower()
    else:
        assert set(kinds.split(", ")) <= KINDS
        assert ", ".join(meeting.kinds) == kinds


@pytest.mark.parametrize("row", rows("meeting_acts.tsv"), ids=" ".join)
def test_each_act_of_a_body_in_session_counts_where_a_day_is_told(row: tuple[str, str]) -> None:
    kind, words = row
    act = words.replace("…", "đã").replace("quốc hội", "Quốc hội")
    act = act[:1].upper() + act[1:]
    made = understood(f"{act} nhiều việc, sáng 1/2. Các đại biểu Quốc hội đều có mặt.")
    assert values(made, "meeting_type") == [kind.replace("?", "ky-hop-quoc-hoi")]
    assert values(understood(f"{act} nhiều việc trong những năm qua."), "meeting_type") == []


@pytest.mark.parametrize("row", rows("meeting_bodies.tsv"), ids=" ".join)
def test_each_body_tells_the_kind_of_its_sessions(row: tuple[str, str, str]) -> None:
    organisation, kind, sessions = row
    for session in sessions.split(", "):
        made = understood(f"Sáng 1/2, tại {session} của {organisation}, nhiều việc được bàn.")
        assert values(made, "meeting_type") == [kind], session


@pytest.mark.parametrize("row", rows("organisers.tsv"), ids="|".join)
def test_each_body_is_known_with_its_branch_and_level(row: tuple[str, ...]) -> None:
    name, branch, level, *others = row
    unit = UNITS.get(level, level)
    if name.startswith("… "):
        forms = [f"{name.removeprefix('… ')} Xyz"]
        name = forms[0] if branch == "khac" else ""  # what a body of the state is for is in a list
    else:
        name = name.replace(level, unit) if level in UNITS else name
        forms = [row[0], *(form for more in others for form in more.split("; "))]
    for form in forms:
        said = form.replace(level, unit) if level in UNITS else form
        article = clean(f"Hôm nay {said} họp.")
        [found] = organisations(article, 0, len(article.text))
        assert (found.name, found.branch) == (name, branch), form
        assert found.level == {"-": None, **dict.fromkeys(UNITS, "huyen")}.get(level, level)


FULL = "hội nghị tổng kết ngành"
SHAPES = {
    "held": (f"Hôm ấy, nơi đây {{}} {FULL}.", f"Hôm ấy, nơi đây {FULL}."),
    "another": (f"Việc đó {{}} {FULL}.", f"Việc đó ở {FULL}."),
    "other time": (f"{{}} có {FULL}.", f"Nay có {FULL}."),
    "refers": ("Có hội nghị {}", "Có hội nghị nông dân"),
    "said": (f"Có {FULL}, nhiều người {{}}.", f"Có {FULL}, nhiều người."),
    "body": ("Nơi ấy, {} tỉnh họp bàn.", "Nơi ấy, dân tỉnh họp bàn."),
    "opened": ("Nơi ấy {} hội nghị này.", "Nơi ấy dự hội nghị này."),
    "at": (f"Ông ấy {{}} {FULL}.", f"Ông ấy xyz {FULL}."),
    "classifier": (f"Ông ấy tại {{}} {FULL}.", f"Ông ấy tại xyz {FULL}."),
    "day part": (f"Có {FULL} {{}} 5/7.", f"Có {FULL} xyz 5/7."),
    "day": (f"Có {FULL} hôm {{}}.", f"Có {FULL} hôm xyz."),
    "day goes on": (f"Có {FULL} sáng 5 {{}} 6.", f"Có {FULL} sáng 5 xyz 6."),
    "just": (f"Có {FULL}: dân {{}} ở xyz.", f"Có {FULL}: dân xyz ở xyz."),
    "goes on": (f"Việc đó {{}} chuẩn bị {FULL}.", f"Việc đó xyz chuẩn bị {FULL}."),
    "of": (f"Việc đó lịch {{}} {FULL}.", f"Việc đó lịch xyz {FULL}."),
    "month": (f"{{}} 7/2023 có {FULL}.", f"Xyz 7/2023 có {FULL}."),
    "year": (f"{{}} 2023 có {FULL}.", f"Xyz 2023 có {FULL}."),
    "will": (f"Nơi ấy {{}} có {FULL}.", f"Nơi ấy xyz có {FULL}."),
    "in general": ("Có hội nghị tổng kết {}.", "Có hội nghị tổng kết xyz."),
    "verb": ("Nơi ấy, dân {}.", "Nơi ấy, dân có hội nghị toàn thể xyz."),
    "meets for": ("Dân {} hội nghị lần thứ 5.", "Dân xyz hội nghị lần thứ 5."),
    "lately": (f"{{}} có {FULL}.", f"Xyz có {FULL}."),
    "to come": (f"Có {FULL} {{}} bàn.", f"Có {FULL} xyz bàn."),
    "goes by": (f"Có {FULL} {{}} dân sẽ bàn.", f"Có {FULL} xyz dân sẽ bàn."),
    "demand": (f"Ông ấy {{}} huyện tổ chức {FULL}.", f"Ông ấy xyz huyện tổ chức {FULL}."),
    "to hold": (f"Ông ấy cho phép huyện {{}} {FULL}.", f"Ông ấy cho phép huyện dự {FULL}."),
    "wish": (f"Huyện {{}} {FULL}.", f"Huyện dự {FULL}."),
    "result": (f"Luật {{}} tại {FULL}.", f"Luật xyz tại {FULL}."),
    "any": (f"Việc đó {{}} {FULL}.", f"Việc đó ở {FULL}."),
    "holds": (f"Nơi ấy {{}} một {FULL}.", f"Nơi ấy xyz một {FULL}."),
    "not met": ("Sáng 1/2, dân làm việc với {} xyz.", "Sáng 1/2, dân làm việc với xyz."),
    "not met which": ("Dân làm việc với {} phóng viên.", "Dân làm việc với xyz phóng viên."),
    "delegation": ("Sáng 1/2, {} về làm việc tại xyz.", "Sáng 1/2, dân về làm việc tại xyz."),
    "digest": (f"{{}}: có {FULL}.", f"Xyz: có {FULL}."),
    "visit": (f"Ông ấy {{}} xyz, dự {FULL}.", f"Ông ấy ở xyz, dự {FULL}."),
    "worked": (f"Ông ấy thăm xyz, {{}} và dự {FULL}.", f"Ông ấy thăm xyz, chơi và dự {FULL}."),
}
"""A sentence with a word of each cue, and the same without it."""
LESS = {
    *("another", "any", "other time", "visit", "refers", "of", "month", "year", "in general"),
    *("verb", "will", "to come", "demand", "to hold", "wish", "result", "digest"),
    *("not met", "not met which"),
}


@pytest.mark.parametrize(("cue", "words"), [row for row in rows(CUES) if row[0] in SHAPES])
def test_each_cue_changes_what_a_name_weighs(cue: str, words: str) -> None:
    texts = (text.format(words) for text in SHAPES[cue])
    with_it, without = (max(m.weight for m in named(text)) for text in texts)
    assert with_it < without if cue in LESS else with_it > without


BY_CUE: dict[str, Callable[[str], object]] = {
    "between": lambda words: (
        not [m.kinds for m in named(f"Có hội nghị {words} tổng kết ngành.") if m.kinds]
    ),
    "officer": lambda words: not has_act(f"Sáng 1/2, {words} Quốc hội thông qua."),
    "elects": lambda words: not has_act(f"Sáng 1/2, Quốc hội bầu {words} xyz."),
    "foreign if small": lambda words: not has_act(f"Sáng 1/2, {words} thông qua."),
    "again": lambda words: found(f"Xyz hội nghị giao ban. {f'{words} hội nghị. ' * 3}"),
    "again at": lambda words: found(f"Xyz hội nghị giao ban. {f'Tại {words}. ' * 3}"),
    "noun": lambda words: values(
        understood(f"Nơi ấy có {words} về xyz.\nTại {words} giao ban sáng 1/2, ông A nói."),
        "meeting_type",
    ),
    "officer between": lambda words: kinds_of(f"phiên họp, {words} HĐND nói") == ["khac"],
    "done about": lambda words: kinds_of(f"hội nghị {words} Ban Chấp hành") != ["ban-chap-hanh"],
    "somebody of": lambda words: is_inferred(f"Sáng 1/2, {words} HĐND nói ở phiên họp."),
    "sitting": lambda words: is_inferred(f"Sáng 1/2, chủ tịch Quốc hội nói ở {words}."),
    "office of ubnd": lambda words: kinds_of(f"phiên họp, {words} A nói") == ["phien-hop-ubnd"],
    "office of assembly": lambda words: (
        kinds_of(f"phiên chất vấn, {words} A nói") == ["ky-hop-quoc-hoi"]
    ),
    "sitting of assembly": lambda words: (
        kinds_of(f"{words}, bộ trưởng A nói") == ["ky-hop-quoc-hoi"]
    ),
    "partner": lambda words: kinds_of(f"buổi làm việc {words} tỉnh, của HĐND") == ["lam-viec"],
    "sitting of ubnd": lambda words: (
        kinds_of(f"{words}, chủ tịch UBND A nói") == ["phien-hop-ubnd"]
    ),
    "economy": lambda words: (
        kinds_of(f"cuộc họp về {words} - xã hội, chủ tịch UBND A nói") == ["phien-hop-ubnd"]
    ),
    "society": lambda words: (
        kinds_of(f"cuộc họp về kinh tế, {words}, chủ tịch UBND A nói") == ["phien-hop-ubnd"]
    ),
    "moved": lambda words: has_cue(f"Sáng 1/2, tỉnh {words} đoàn A làm việc tại xyz.", "employed"),
    "tomorrow": lambda words: has_cue(f"{words}, xyz khai mạc {FULL}.", "other_time"),
    "so that": lambda words: has_cue(f"Sáng 1/2, {words} HĐND bầu.", "act_to_come"),
    "from": lambda words: has_cue(f"{words} 6 đến 8/12, tỉnh họp.", "dated"),
    "work anywhere": lambda words: has_cue(f"Sáng 1/2, dân {words} xyz.", "employed"),
    "calls": lambda words: has_cue(f"Ông ấy {words} và làm việc với xyz.", "call_undated"),
    "comes": lambda words: not has_cue(f"Sáng 1/2, ông ấy {words} làm việc với xyz.", "mentioned"),
    "called on": lambda words: has_cue(f"Dân làm việc {words} phóng viên.", "in_general"),
    "met with": lambda words: not has_act(f"Sáng 1/2, Quốc hội làm việc {words} tỉnh."),
    "none if written": lambda words: not named(f"Tỉnh {words} Xyz việc ấy."),
    "part": lambda words: is_one(f"{words} đầu tiên của hội nghị giao ban"),
    "part which": lambda words: is_one(f"phiên họp {words} của hội nghị giao ban"),
    "part of": lambda words: is_one(f"phiên họp {words} hội nghị giao ban"),
    "session of a body": lambda words: (
        kinds_of(f"{words} nói.\nNhiều việc của HĐND") == ["ky-hop-hdnd"]
    ),
}
"""How each other cue works."""


def has_cue(text: str, cue: str) -> bool:
    return any(cue in dict(mention.cues) for mention in named(text))


def is_inferred(text: str) -> bool:
    return [value.status for value in understood(text).facets.meeting_type] == ["inferred"]


def is_one(name: str) -> bool:
    return [(m.start, m.end) for m in named(name)] == [(0, len(name))]


def has_act(text: str) -> bool:
    return ("ky-hop-quoc-hoi",) in [m.kinds for m in named(text)]


def found(text: str) -> bool:
    return main_meeting(clean(text)) is not None


def kinds_of(name: str) -> list[str]:
    return values(understood(f"Sáng 1/2, tại {name}."), "meeting_type")


@pytest.mark.parametrize(("cue", "words"), [row for row in rows(CUES) if row[0] not in SHAPES])
def test_each_other_cue_works(cue: str, words: str) -> None:
    assert BY_CUE[cue](words)


def test_without_the_other_cues_all_is_otherwise() -> None:
    assert has_act("Sáng 1/2, Quốc hội thông qua.") and has_act("Sáng 1/2, Quốc hội bầu ông A.")
    assert not found(f"Xyz hội nghị giao ban. {'xyz hội nghị. ' * 3}")
    assert not found(f"Xyz hội nghị giao ban. {'Tại xyz. ' * 3}")
    assert kinds_of("phiên họp, xyz HĐND nói") == ["ky-hop-hdnd"]
    assert kinds_of("hội nghị xyz Ban Chấp hành") == ["ban-chap-hanh"]
    assert kinds_of("phiên họp, xyz A nói") == kinds_of("buổi họp, chủ tịch UBND A nói") == ["khac"]
    assert kinds_of("phiên chất vấn, xyz A nói") == ["khac"]
    assert kinds_of("buổi họp, bộ trưởng A nói") == ["khac"]
    assert kinds_of("buổi làm việc xyz tỉnh, của HĐND") == ["ky-hop-hdnd"]
    assert kinds_of("cuộc họp về kinh tế, xyz, chủ tịch UBND A nói") == ["khac"]
    assert not is_inferred("Sáng 1/2, xyz HĐND nói ở phiên họp.")
    assert not is_inferred("Sáng 1/2, chủ tịch Quốc hội nói ở cuộc họp.")
    assert has_cue("Sáng 1/2, ông ấy đến hội nghị tổng kết ngành.", "mentioned")
    assert not has_cue("Sáng 1/2, xyz HĐND bầu.", "act_to_come")
    assert not is_one("phiên họp xyz của hội nghị giao ban")
    assert not is_one("phiên họp xyz hội nghị giao ban")
    assert kinds_of("cuộc họp nói.\nNhiều việc của HĐND") == ["khac"]


def test_each_cue_has_its_weight_and_its_test() -> None:
    for cue in (*CUES_OF_A_NOUN, *CUES_OF_AN_ACT):
        assert cue in MeetingWeights._fields and hasattr(NameInSentence, cue)


def test_a_weight_is_the_sum_of_its_cues() -> None:
    mentioned = named("Sáng 1/2, tại hội nghị tổng kết ngành, ông A phát biểu. Quốc hội thông qua.")
    assert [[cue for cue, _ in m.cues] for m in mentioned] == [
        ["beginning", "says_kind", "held", "dated", "speech"],
        ["beginning", "speech", "act_undated"],
    ]
    for mention in mentioned:
        assert mention.weight == pytest.approx(sum(weight for _, weight in mention.cues))
    assert mentioned[0].weight >= WEIGHTS.enough


def named(text: str) -> tuple[MeetingMention, ...]:
    return by_weight(clean(text))


@pytest.mark.parametrize(
    ("text", "kinds"),
    [
        ("Sáng 1/2, Tỉnh ủy tổ chức Hội nghị lần thứ 9 để triển khai việc.", ["ban-chap-hanh"]),
        ("Sáng 1/2, UBND tỉnh tổ chức hội nghị triển khai việc.", ["trien-khai-quan-triet"]),
        (
            "Sáng 1/2, tại hội nghị tổng kết năm cũ, triển khai nhiệm vụ năm mới của Sở Y tế.",
            ["so-ket-tong-ket", "trien-khai-quan-triet"],
        ),
        ("Tại cuộc họp báo về kỳ họp thứ 4 của HĐND tỉnh sáng 1/2, ông A trả lời.", ["hop-bao"]),
        ("Chiều 1/2, giao ban báo chí của Thành ủy diễn ra.", ["giao-ban", "hop-bao"]),
        ("Sáng 1/2, Thường vụ Quốc hội cho ý kiến về dự án luật.", ["phien-hop-ubtvqh"]),
        ("Sáng 1/2, Quốc hội thảo luận về dự án luật.", ["ky-hop-quoc-hoi"]),
        ("Phát biểu tại phiên họp của Ủy ban Thường vụ Quốc hội, ông A nói.", ["phien-hop-ubtvqh"]),
        ("Tại kỳ họp thứ 20, Ủy ban Kiểm tra Trung ương đã kết luận.", ["khac"]),
        # only spoken of
        ("Bộ phim về trung tâm hội nghị được chiếu.", []),
        ("Ông A thăm chính thức nước B, dự hội nghị cấp cao C.", []),
        ("Người dân chờ nghị quyết của kỳ họp trước.", []),
        ("Quốc hội quyết định nhiều việc lớn của đất nước qua các thời kỳ.", []),
    ],
)
def test_the_main_meeting(text: str, kinds: list[str]) -> None:
    made = understood(text)
    assert values(made, "meeting_type") == kinds
    assert made.is_meeting == bool(kinds)


@pytest.mark.parametrize(
    ("text", "organiser", "branch", "level", "status"),
    [
        ("Sáng 1/2, UBND tỉnh tổ chức hội nghị.", ["UBND tỉnh"], ["ubnd"], ["tinh"], "stated"),
        (
            "Sáng 1/2, tại hội nghị giao ban của Thường trực Thành ủy, HĐND, UBND TP Hà Nội.",
            ["Thường trực Thành ủy Hà Nội", "HĐND thành phố Hà Nội", "UBND thành phố Hà Nội"],
            ["dang", "hdnd", "ubnd"],
            ["tinh"],
            "derived",
        ),
        (
            "Hội nghị sơ kết do UBND huyện Na Rì tổ chức sáng 1/2.",
            ["UBND huyện Na Rì"],
            ["ubnd"],
            ["huyen"],
            "stated",
        ),
        (
            "Sáng 1/2, Thành ủy Thái Nguyên tổ chức hội nghị.",
            ["Thành ủy Thái Nguyên"],
            ["dang"],
            ["huyen"],
            "stated",
        ),
        (
            "Sáng 1/2, Quốc hội thảo luận ở hội trường.",
            ["Quốc hội"],
            ["quoc-hoi"],
            ["trung-uong"],
            "derived",
        ),
        # an officer speaks: whose meeting it is can be inferred, who held it is not said
        (
            "Chủ tịch UBND tỉnh Trần A phát biểu tại hội nghị sơ kết sáng 1/2.",
            [],
            ["ubnd"],
            ["tinh"],
            None,
        ),
        ("Hội nghị thượng đỉnh ASEAN khai mạc sáng 1/2.", ["ASEAN"], ["khac"], ["quoc-te"], None),
        ("Sáng 1/2, người dân tổ chức hội nghị.", [], [], [], None),
    ],
)
def test_who_held_it(
    text: str, organiser: list[str], branch: list[str], level: list[str], status: str | None
) -> None:
    made = understood(text)
    assert values(made, "organiser") == organiser
    assert values(made, "branch") == branch
    assert values(made, "level") == level
    if status:
        assert {value.status for value in made.facets.organiser} == {status}


def test_what_a_reader_is_told_of_an_officer_is_inferred() -> None:
    made = understood("Bí thư Tỉnh ủy Trần A chủ trì hội nghị sáng 1/2.")
    assert [value.status for value in made.facets.branch] == ["inferred"]


def test_a_bare_noun_gives_way_to_the_full_name() -> None:
    text = "Ông A nói tại hội nghị tổng kết ngành y.\nHội nghị do Sở Y tế tổ chức sáng 1/2."
    assert values(understood(text), "meeting_type") == ["so-ket-tong-ket"]


def test_a_meeting_named_only_in_the_title_that_the_source_gave() -> None:
    made = understood(
        "Nhiều việc được bàn.", SourceMetadata(title="Hội nghị giao ban của Tỉnh ủy sáng 1/2")
    )
    assert [(v.value, v.evidence) for v in made.facets.meeting_type] == [("giao-ban", None)]


@pytest.mark.parametrize(
    "name", ["meeting_acts.tsv", "meeting_bodies.tsv", "meeting_nouns.tsv", "meeting_cues.tsv"]
)
def test_lists_are_sorted(name: str) -> None:
    assert list(rows(name)) == sorted(rows(name))


@pytest.mark.parametrize(
    ("organisation", "branch", "level"),
    [
        ("UBND phường Đức Xuân", "ubnd", "xa"),  # a commune that begins like a country
        ("UBND xã Nga Thanh", "ubnd", "xa"),
        ("UBND huyện Mỹ Hào", "ubnd", "huyen"),
        ("Đảng bộ Công an tỉnh", "dang", "tinh"),  # no ministry
        ("Văn phòng UBND tỉnh", "ubnd", "tinh"),
        ("Cục Thuế tỉnh Hưng Yên", "chinh-phu", "tinh"),
        ("Hội Luật gia Hà Tĩnh", "mttq-doan-the", "tinh"),
        ("Quốc hội Lào", "khac", "quoc-te"),
        ("Bộ Y tế Armenia", "khac", "quoc-te"),
    ],
)
def test_organisations_that_look_like_others(
    organisation: str, branch: str, level: str | None
) -> None:
    made = understood(f"Sáng 1/2/2023, {organisation} tổ chức hội nghị sơ kết công tác.")
    assert values(made, "branch") == [branch]
    assert values(made, "level") == ([level] if level else [])


@pytest.mark.parametrize(
    ("text", "number"),
    [
        ("Ngày 5 tháng 7 năm 2023, HĐND tỉnh tổ chức kỳ họp thứ 15.", ["15"]),
        ("Ngày 5/7/2023, HĐND tỉnh khai mạc Kỳ họp thứ 17 (thường lệ cuối năm 2023).", ["17"]),
        # the one to come is not the one that has met
        (
            "Sáng 5/7, Quốc hội biểu quyết thông qua nghị quyết.\nTại kỳ họp thứ 7, Quốc hội sẽ "
            "giám sát việc này.",
            [],
        ),
    ],
)
def test_the_number_of_the_session_that_met(text: str, number: list[str]) -> None:
    assert values(understood(text), "session_no") == number


def test_an_officer_between_says_nothing_of_the_session() -> None:
    text = "Sáng 5/7, phát biểu khai mạc phiên họp, đồng chí Lê Văn An, Chủ tịch UBND tỉnh đề nghị."
    [kind] = understood(text).facets.meeting_type
    assert (kind.value, kind.status) != ("phien-hop-ubnd", "stated")


def test_what_follows_from_an_inferred_kind_is_inferred() -> None:
    text = "Sáng 5/7 đã diễn ra kỳ họp thứ 3.\nĐại biểu Quốc hội nêu nhiều ý kiến với Quốc hội."
    facets = understood(text).facets
    assert [value.status for value in facets.meeting_type] == ["inferred"]
    assert {value.status for value in (*facets.branch, *facets.level)} == {"inferred"}


def test_a_hamlet_is_no_province() -> None:
    made = understood("UBND huyện Chi Lăng đối thoại với nhân dân thôn Hà Nam, xã Y Tịch sáng 1/2.")
    assert values(made, "province") == ["Lạng Sơn"]


@pytest.mark.parametrize("row", rows("meeting_sessions.tsv"), ids=" ".join)
def test_each_session_is_of_a_known_organisation(row: tuple[str, ...]) -> None:
    kind, branch, name, level = row
    assert kind in KINDS
    article = clean(f"Hôm nay {name} họp.")
    [one] = organisations(article, 0, len(article.text))
    assert (one.name, one.branch) == (name, branch)
    assert level in ("-", one.level)


def test_an_unnamed_session_is_of_its_organisation() -> None:
    made = understood("Sáng 1/2, tại phiên thảo luận, ông A nói.\nÔng A là đại biểu quốc hội.")
    assert values(made, "branch") == ["quoc-hoi"]
    assert values(made, "level") == ["trung-uong"]


@pytest.mark.parametrize("row", rows("organiser_levels.tsv"), ids=" ".join)
def test_each_unit_tells_the_level(row: tuple[str, ...]) -> None:
    placeholder, word, level, shown = row
    said = f"UBND {word}" if placeholder == "TỈNH" else f"Thường trực {word}"
    article = clean(f"Hôm nay {said} Hà Nội họp.")
    [one] = organisations(article, 0, len(article.text))
    assert one.name == f"{said.removesuffix(word)}{shown}"
    assert one.level == {"?": "tinh"}.get(level, level)


@pytest.mark.parametrize("row", rows("inferred_kinds.tsv"), ids=" ".join)
def test_each_phrase_tells_an_unnamed_meeting(row: tuple[str, ...]) -> None:
    kind, rare, phrase = row
    assert rare in phrase
    [value] = understood(f"Xyz xyz xyz, {phrase} xyz.").facets.meeting_type
    assert (value.value, value.status) == (kind, Status.INFERRED)


HELD_BY = {
    "held": ("UBND tỉnh xyz # xyz hội nghị giao ban sáng 1/2.", "UBND tỉnh stated"),
    "done": ("Sáng 1/2, hội nghị giao ban do UBND tỉnh xyz #.", "UBND tỉnh stated"),
    "together": (
        "Hội nghị giao ban do HĐND tỉnh # UBND tỉnh tổ chức sáng 1/2.",
        "HĐND tỉnh stated, UBND tỉnh stated",
    ),
    "several": (
        "Hội nghị giao ban do HĐND tỉnh và # UBND tỉnh tổ chức sáng 1/2.",
        "HĐND tỉnh stated, UBND tỉnh stated",
    ),
    "paper": ("Sáng 1/2, có hội nghị giao ban về # UBND tỉnh.", "UBND tỉnh inferred"),
    "chairs": (
        "Bí thư Huyện ủy và Chủ tịch UBND tỉnh # hội nghị tổng kết sáng 1/2.",
        "Huyện ủy inferred, UBND tỉnh inferred",
    ),
    "two people": (
        "Bí thư Huyện ủy # Chủ tịch UBND tỉnh chủ trì hội nghị giao ban sáng 1/2.",
        "Huyện ủy inferred, UBND tỉnh inferred",
    ),
}
"""A sentence with a word of each cue, and who held the meeting; another word says otherwise."""


@pytest.mark.parametrize(
    ("cue", "words"), [row for row in rows("organiser_cues.tsv") if row[0] in HELD_BY]
)
def test_each_cue_tells_who_held_it(cue: str, words: str) -> None:
    text, expected = HELD_BY[cue]
    assert held_by(text.replace("#", words)) == expected
    assert held_by(text.replace("#", "xyz")) != expected


@pytest.mark.parametrize(
    "words", [words for cue, words in rows("organiser_cues.tsv") if cue == "at"]
)
def test_who_is_not_the_subject_does_not_hold(words: str) -> None:
    assert held_by("UBND tỉnh giao ban sáng 1/2.") == "UBND tỉnh stated"
    assert held_by(f"UBND tỉnh {words} giao ban sáng 1/2.") in ("UBND tỉnh inferred", "")


@pytest.mark.parametrize(
    "words", [words for cue, words in rows("organiser_cues.tsv") if cue == "between states"]
)
def test_a_meeting_between_states_is_international(words: str) -> None:
    name = words if words.startswith("hội nghị") else f"hội nghị {words} tổng kết"
    assert values(understood(f"Sáng 1/2, diễn ra {name} xyz."), "level") == ["quoc-te"]


def held_by(text: str) -> str:
    found = organisers(clean(text))
    return ", ".join(f"{own.organisation.name} {own.status}" for own in found)


PLACES = dict.fromkeys(("h.", "huyện"), "Na Rì")
PLACES |= dict.fromkeys(("q.", "quận"), "Ba Đình") | dict.fromkeys(("tx.", "thị xã"), "Sơn Tây")
"""What is of the kind that a word says."""
ORGANISATION_CUES = rows("organisation_cues.tsv")


@pytest.mark.parametrize(("cue", "words"), ORGANISATION_CUES, ids=" ".join)
def test_each_cue_of_an_organisation(cue: str, words: str) -> None:
    said = {
        "other word": f"Hôm nay {words} Sở Xyz họp.",
        "congress": f"Hôm nay {words} đại biểu UBND tỉnh họp.",
        "ends a word": f"Hôm nay, {words} Hội Xyz họp.",
        "head": f"Hôm nay {words} Xyz họp.",
        "head of": f"Hôm nay {words} Ban Dân vận Hà Nội họp.",
        "central": f"Hôm nay Ban Dân vận {words} họp.",
        "centre": f"Hôm nay Ban Dân vận {words} họp.",
        "form of a firm": f"Hôm nay Công ty {words} đầu tư họp.",
        "joint": f"Hôm nay Cục Chăn nuôi {words} Xyz Hà Nội họp.",
        "minister": f"Hôm nay {words} Xyz họp.",
        "ministry": "Hôm nay bộ trưởng Tư pháp họp.",
        "of a unit": f"Hôm nay {words} Hà Nội họp.",
        "standing": f"Hôm nay Phó Bí thư {words} Tỉnh ủy họp.",
        "standing deputy": f"Hôm nay Phó {words} thường trực Tỉnh ủy họp.",
        "state": f"Hôm nay Chính phủ {words} Lào họp.",
        "unit word": f"Hôm nay Sở Y tế {words} {PLACES.get(words.lower(), 'Hà Nội')} họp.",
        "unit": f"Hôm nay Ban Dân vận {words} Hà Nội họp.",
        "office": f"Hôm nay {words} UBND tỉnh họp.",
        "national": f"Hôm nay Hội Xyz {words} họp.",
    }[cue]
    found = list(organisations(clean(said), 0, len(said)))
    expected = {
        "other word": [],
        "congress": [("tinh", False)],
        "ends a word": [(None, False)],
        "head": [("trung-uong", True)],
        "head of": [("tinh", True)],
        "central": [("trung-uong", False)],
        "centre": [("trung-uong", False)],
        "form of a firm": [(None, False)],
        "joint": [("tinh", False)],
        "minister": [("trung-uong", True)],
        "ministry": [("trung-uong", True)],
        "of a unit": [("huyen" if words[0] in "HQ" else "tinh", False)],
        "standing": [("tinh", True)],
        "standing deputy": [("tinh", True)],
        "state": [("quoc-te", False)],
        "unit word": [("tinh", False)],
        "unit": [("tinh", False)],
        "office": [("tinh", True)],
        "national": [("trung-uong", False)],
    }[cue]
    assert [(one.level, one.is_office) for one in found] == expected
    assert [one.name for one in found] == {
        "form of a firm": [""],  # it is cut
        "joint": [""],  # it may be cut
        "ministry": ["Bộ Tư pháp"],
        "standing": ["Tỉnh ủy"],
        "standing deputy": ["Tỉnh ủy"],
        "state": [f"Chính phủ {words} Lào"],
    }.get(cue, [one.name for one in found])
    if cue in ("of a unit", "unit word"):
        place = PLACES.get(words.lower(), "Hà Nội")
        assert [one.place and one.place.name for one in found] == [place]
