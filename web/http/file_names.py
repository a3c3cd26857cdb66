"""A text of Vietnamese → a name of a file that every system takes."""

import re
import unicodedata

NAME_CHARACTERS = 60
"""Of a title, in the name of a file."""
_NO_NAME = re.compile("[^a-z0-9]+")


def slug(text: str, most: int) -> str:
    """The words of a text in small letters of ASCII with hyphens between: "Đại hội, lần 1" →
    "dai-hoi-lan-1"; as many whole words as fit into `most` characters, "" if there is no letter."""
    plain = unicodedata.normalize("NFKD", text.casefold().replace("đ", "d"))
    letters = "".join(own for own in plain if not unicodedata.combining(own))
    words = _NO_NAME.sub("-", letters).strip("-")
    if len(words) <= most:
        return words
    whole, _, rest = words[: most + 1].rpartition("-")
    return whole or rest[:most]
