"""Word lists → what tells people, their offices and what they do in a sentence."""

import re
from dataclasses import dataclass
from functools import cache

from indexer.lexicon import any_of, cues, rows
from search.report import Role
from search.text.lexicon.names import surnames
from search.text.lexicon.provinces import provinces
from search.text.lexicon.word_lists import entries
from search.text.tones import newer_tones

_NO_MANAGER = r"(?! điều hành(?! (?:hội nghị|phiên|cuộc|buổi|kỳ|họp|khai mạc|phần)))"
HONORIFICS = frozenset(("ông", "bà", "anh", "chị", "cụ"))
HONORIFIC_ENDS = HONORIFICS | {"chí", "đ/c"}
_NO_OFFICE_AFTER = ("tổng ", "ban ", "đoàn ")  # tổng giám đốc; Ban Bí thư, Đoàn Chủ tịch
_NO_NAMESAKE_AFTER = ("môi ", "thị ", "hiện ", "hội ", "nghị ", "yêu ", "toàn ", "địa ", "công ")
_NO_SUCH_AFTER = ("hàng ", "thư ")  # hàng không; Thư ký
_NO_VERB_AFTER = (
    *("[Bb]an ", "[Ss]ở ", "[Bb]ộ ", "[Cc]ục ", "[Tt]ổ ", "[Pp]hòng ", "nghệ "),  # of a body
    *("được ", "bị ", "về ", "các ", "những ", "sự ", "việc "),  # done to them, or a noun
)
_NOT_TO_ATTEND = r"(?:án|kiến|thảo|toán|báo|phòng|trữ|luật|định|đoán|thi|thính|lệnh)(?!\w)"


@dataclass(frozen=True, slots=True)
class Words:
    """The lists as patterns and sets, in small letters."""

    office: re.Pattern[str]
    enterprise: re.Pattern[str]  # of a business, whose office is none here
    namesake: re.Pattern[str]  # what bears a name and is no person, just before the name
    verb: re.Pattern[str]  # what people do, in small letters as they stand in a sentence
    roles: dict[str, Role]  # what a verb makes of them
    surnames: frozenset[str]
    rare_surnames: frozenset[str]
    places: frozenset[tuple[str, ...]]
    place_begins: frozenset[str]
    namesake_ends: frozenset[str]
    office_begins: frozenset[str]
    ends: frozenset[str]  # of an office or honorific
    links: tuple[str, ...]  # may stand between an office and "ông" who holds it; blank and word
    no_title: re.Pattern[str]  # no part of an office: after it, a name is somebody else's
    speech: re.Pattern[str]  # up to a comma before a person: that they speak
    done_to: re.Pattern[str]  # before a person who is not the one that acts


@cache
def words() -> Words:
    """The words of all lists."""
    offices = _small("offices.txt")
    roles = {verb: Role(role) for role, verb in rows("role_verbs.tsv")}
    places = [
        *(province.name for province in provinces()),
        *(row[0] for row in rows("districts.tsv")),
        *(newer_tones(name) for [name] in entries("places.txt")),
        *(row[0] for name in ("countries.txt", "regions.txt") for row in rows(name)),
        "HCM",
    ]
    namesakes = _small("namesakes.txt")
    office = any_of(offices, r"\w", *_NO_OFFICE_AFTER)
    verb = any_of(roles, r"\w", *_NO_VERB_AFTER)
    return Words(
        office=re.compile(rf"(?:(?:nguyên|cựu|cố|tân|quyền) )*{office}(?!\w){_NO_MANAGER}"),
        enterprise=re.compile(any_of(_small("enterprises.txt"), r"\w") + r"(?!\w)"),
        namesake=re.compile(any_of(namesakes, r"\w", *_NO_NAMESAKE_AFTER) + r"$"),
        verb=re.compile(rf"{verb}(?!\w)(?!(?<=dự) {_NOT_TO_ATTEND})"),
        roles=roles,
        surnames=frozenset(newer_tones(name).lower() for name in surnames()),
        rare_surnames=frozenset(_small("rare_surnames.txt")),
        places=frozenset(tuple(name.lower().split()) for name in places),
        place_begins=frozenset(name.lower().split()[0] for name in places),
        namesake_ends=frozenset(name.split()[-1] for name in namesakes),
        office_begins=frozenset(office.split()[0] for office in offices),
        ends=HONORIFIC_ENDS | {office.split()[-1] for office in offices},
        links=tuple(sorted((f" {link}" for link in _sign("link")), key=len, reverse=True)),
        no_title=re.compile(
            any_of(_sign("no title"), r"\w", *_NO_SUCH_AFTER) + r"(?!\w)|(?<!\w)và$"
        ),
        speech=re.compile(rf"(?<!\w){any_of(_sign('speech'))}(?!\w).*,\s*(?:cũng )?$"),
        done_to=re.compile(
            rf"(?<!\w)(?!(?<=sau )khi){any_of(_sign('done to'))}(?: các)?\s*$", re.IGNORECASE
        ),
    )


def _small(name: str) -> list[str]:
    return [row[0].lower() for row in rows(name)]


def _sign(sign: str) -> list[str]:
    """The words of a sign of person_signs.tsv."""
    return cues("person_signs.tsv", sign)
