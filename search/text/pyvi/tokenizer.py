"""Normalised text → the tokens that pyvi splits it into, each with the blanks after it."""

import re
import string

# Every repetition is possessive (++): it gives what pyvi's own gives, and never goes back.
_ABBREVIATION = r"[A-ZĐ]++\.|(?:Tp|Mrs?|Ms|Dr|ThS)\."
_SPECIAL = r"==>|->|\.\.\.|>>|\n"
_URL = r"\w++://\S++"
_BEFORE_AT = string.ascii_letters + string.digits + "_.+-"
_AT_DOMAIN = r"@[a-zA-Z0-9-]++(?:\.[a-zA-Z0-9-]++)++"
_ADDRESS = rf"[{_BEFORE_AT}]++{_AT_DOMAIN}"
_NUMBER = r"\d++(?:[.,_]\d++)++"
_ANY = r"[^\w\s]|\w++"
_BLANKS = r"[^\S\n]*+"
_PLAIN = r"[^\W\d]\w*+ (?![^\S\n])"  # the last with its blanks, where no other can match: faster


def _piece(*tokens: str) -> re.Pattern[str]:
    return re.compile(f"{_PLAIN}|(?:{'|'.join(tokens)}){_BLANKS}")


_PIECE = _piece(_ABBREVIATION, _SPECIAL, _URL, _ADDRESS, _NUMBER, _ANY)
_PIECE_BUT_ADDRESS = _piece(_ABBREVIATION, _SPECIAL, _URL, _NUMBER, _ANY)
_DOMAIN = re.compile(_AT_DOMAIN)
_LEAD = re.compile(_BLANKS)


def split_tokens(text: str) -> tuple[int, list[str]]:
    """How many blanks a text begins with, and the pieces that it is from there on.

    Tried at every dot of "a.a.a.", an address would cost the square of its length. So it is looked
    for only between an @ with a domain and the first character that may stand before that @.
    """
    lead = _LEAD.match(text)
    position = begin = lead.end() if lead else 0
    found: list[str] = []
    for domain in _DOMAIN.finditer(text):
        at = domain.start()
        local = position + len(text[position:at].rstrip(_BEFORE_AT))
        for piece, stop in ((_PIECE_BUT_ADDRESS, local), (_PIECE, at)):
            while position < stop and (match := piece.match(text, position)):
                found.append(match.group())
                position = match.end()
    return begin, found + _PIECE_BUT_ADDRESS.findall(text, position)
