"""The parameters of an address: their names, and how much of each is read."""

from search.facets.registry import COUNTED_BY_NAME

SIZES = (10, 20, 50)
"""Reports on a page that can be chosen; the first is the default."""
MAX_FIND = 100
"""Characters that are read of what is looked for in the values of a facet."""
MAX_VALUES = 50
"""Filter values that one address may ask for."""
MAX_LISTED = 100
"""Reports of one list: its address, some 5 kB, still passes every server and most mail programs."""
LIST_FILES = ("xlsx", "csv", "txt", "bib", "ris", "zip")
"""The files that a list can be taken home as, by the end of their address."""

TOPIC_BY = ("province", "organiser", "meeting_type")
"""The facets by which the timeline of a topic can be split."""
PROFILES = {"person": "/people", "organiser": "/bodies", "province": "/provinces"}
"""The facets whose values have pages of their own, and the paths of these."""

SEPARATORS = {",": ",", ";": ";", "tab": "\t"}
"""What may stand between the cells of a table, as an address names it → the character; the first
is the default."""

ID, NAME, VERSION, FIND_VALUES, SEPARATOR = "id", "name", "v", "find", "sep"
WITHIN = "in"
"""The parameter of words that are highlighted in a report instead of those of the query."""
SIDES = ("a", "b")
"""The parameters of the two reports that are compared."""
DROP = "drop"
"""The parameter that names a report of a list which is to go."""
COPIES, ALL_COPIES = "copies", "all"
"""The parameter that asks for near-identical reports each by itself, and what it says then."""
WHOLE_LIST = "more"
"""The parameter that asks for the list of the values of a facet; it may come several times."""
ADDED_SINCE = "added-since"
"""The parameter that asks for what came into the index since a day, or an instant."""
_FIND = "find-"


def find_name(facet: str) -> str:
    """The parameter that looks for words in the values of a facet."""
    return f"{_FIND}{facet}"


FINDS = {find_name(facet): facet for facet in COUNTED_BY_NAME}
"""Parameter → the facet in whose values it looks for words. A page has the values of every facet
that it is filtered by, offered or not."""
KNOWN = {"q", "from", "to", "sort", "page", "size", COPIES, ADDED_SINCE}.union(
    COUNTED_BY_NAME, FINDS
)
"""The parameters of the page of results that files and the API have, too."""
OF_VALUES = KNOWN | {FIND_VALUES}
"""The parameters of the values of one facet: those of a page, and the words in the values."""
