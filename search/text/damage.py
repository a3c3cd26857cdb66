"""A text → whether many of its letters were torn or mistaken, or cannot be read (rule V1)."""

import re
import unicodedata

from search.text.canonical import canonical
from search.text.look_alikes import FORMS
from search.text.mend import ODD, letters_of_other_scripts, read_forms, torn_marks

_LEAST, _ONE_OF = 3, 400
"""So many are many, if one of so many characters is one."""
_ODD = re.compile(f"[{re.escape(''.join(c for c in ODD if c not in FORMS))}]")
_UNREAD = r"\ufffd\ue000-\uf8ff"
_LOST = re.compile(
    rf"[{_UNREAD}áÆÄÃ](?:(?<=[{_UNREAD}])|(?<=á)[»º]|(?<=Æ)°|(?<=Ä)‘|(?<=Ã)[\x80-\xbf])"
)
"""Characters that a program put for what it could not read, those that only one font knows, and
letters of Vietnamese whose bytes were read as Latin ones. It begins with a class of characters, so
that it is found fast."""


def has_many_mended(text: str) -> bool:
    """Whether many letters are read as others than stand there: "Hô ̣i", "nƣớc".

    Forms that people write on purpose, such as m², do not count.
    """
    if unicodedata.is_normalized("NFC", text) and not _ODD.search(text):
        return False
    plain = canonical(text).text
    found = sum(plain[edit.start] not in FORMS for edit in read_forms(plain))
    found += sum(1 for stage in (torn_marks, letters_of_other_scripts) for _ in stage(plain))
    return _are_many(found, text)


def has_many_lost(text: str) -> bool:
    """Whether many letters cannot be read: "H�i ngh�", "Há»™i nghá»‹"."""
    return _are_many(sum(1 for _ in _LOST.finditer(text)), text)


def _are_many(found: int, text: str) -> bool:
    return found >= max(_LEAST, len(text) / _ONE_OF)
