"""A phrase of an article → a query as people type it, in each of the ways that a query has."""

import unicodedata
from collections.abc import Callable
from random import Random

Way = Callable[[str, Random], str]

_PROVINCES = (
    "Bắc Kạn", "Hưng Yên", "Hà Nội", "TP Hồ Chí Minh", "Thái Bình", "Nghệ An", "Đắk Lắk",
    "hoa binh",
)  # fmt: skip
_FIELDS = (
    "năm:2017", "năm:2018", "loại:giao-ban", 'loại:"hội nghị"', "cấp:tỉnh", "khối:đảng",
    'người:"Nguyễn Xuân Phúc"', 'chủ trì:"Chủ tịch"', 'cơ quan:"UBND tỉnh"', "ngày:3/2018",
    'nguồn:"báo"', 'địa danh:"huyện Na Rì"', "hình thức:truc-tuyen", "tác giả:Nguyễn",
    'chỉ tiêu:"thu ngân sách"', "nam:2016", "tinh:hue", "năm:1900",
)  # fmt: skip
_SHORT = ("UBND", "HĐND", "BCH TW", "TP HCM", "ĐBQH", "NQ", "GDP", "MTTQ", "BCĐ", "XHCN")
_TELEX = {"á": "as", "à": "af", "ả": "ar", "ã": "ax", "ạ": "aj", "ê": "ee", "ô": "oo", "đ": "dd"}


def bare(text: str) -> str:
    """A text without its diacritics."""
    apart = unicodedata.normalize("NFD", text.replace("đ", "d").replace("Đ", "D"))
    return "".join(letter for letter in apart if not unicodedata.combining(letter))


def _dated(phrase: str, chance: Random) -> str:
    day, month, year = chance.randint(1, 28), chance.randint(1, 12), chance.randint(2014, 2024)
    forms = (
        f"{day}/{month}/{year}", f"{month}/{year}", f"ngày {day}/{month}", f"quý {month % 4 + 1}",
        f"ngày {day} tháng {month} năm {year}", f"{day}-{month}-{year}", f"năm {year}",
    )  # fmt: skip
    return f"{chance.choice(forms)} {phrase if chance.random() < 0.5 else ''}".strip()


def _left_out(phrase: str, _: Random) -> str:
    first, *rest = phrase.split(" ")
    return f"{' '.join(rest)} -{first}"


def _slip(phrase: str, chance: Random) -> str:
    at = chance.randrange(max(1, len(phrase) - 1))
    swapped = phrase[:at] + phrase[at + 1 : at + 2] + phrase[at : at + 1] + phrase[at + 2 :]
    return chance.choice(
        (
            swapped,
            phrase[:at] + phrase[at + 1 :],
            phrase[:at] + phrase[at:][:1] * 2 + phrase[at + 1 :],
        )
    )


def _either(phrase: str, chance: Random) -> str:
    words = phrase.split()
    middle = chance.randint(1, max(1, len(words) - 1))
    return f"{' '.join(words[:middle])} OR {' '.join(words[middle:])}"


def _begun(phrase: str, chance: Random) -> str:
    return phrase[: -chance.randint(1, 2)].rstrip() + "*"


def _telex(phrase: str, _: Random) -> str:
    small = unicodedata.normalize("NFC", phrase.lower())
    return bare("".join(_TELEX.get(letter, letter) for letter in small))


WAYS: tuple[Way, ...] = (
    lambda phrase, _: phrase,
    lambda phrase, _: bare(phrase),
    lambda phrase, _: phrase.lower(),
    lambda phrase, _: f'"{phrase}"',
    lambda phrase, _: f'="{phrase}"',
    lambda phrase, _: bare(phrase).lower(),
    lambda phrase, chance: f'{phrase} tỉnh:"{chance.choice(_PROVINCES)}"',
    lambda phrase, chance: f"{' '.join(phrase.split()[:2])} {chance.choice(_FIELDS)}",
    lambda phrase, chance: f"{chance.choice(_SHORT)} {phrase}",
    lambda phrase, _: unicodedata.normalize("NFD", phrase.upper()),
    _dated,
    _left_out,
    _slip,
    _either,
    _begun,
    _telex,
)
