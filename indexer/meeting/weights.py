"""The cues of a name of a meeting → what each of them weighs for the main meeting."""

from typing import NamedTuple

from indexer.meeting.around import CUES_OF_A_NOUN, CUES_OF_AN_ACT, NameInSentence


class MeetingWeights(NamedTuple):
    """What each cue adds to the weight of a name, and the weights that decide between names."""

    beginning: float = 1.4
    """In the title or the first three sentences; then the next three, four, and the rest."""
    soon: float = 0.2
    later: float = -0.8
    deep: float = -2.5
    says_kind: float = 1.0
    organisation_meets: float = 1.0
    """A verb, behind the organisation that meets: "UBND tỉnh họp"."""
    nobody_meets: float = -1.0
    named_before: float = -1.5
    """ "hội nghị này": a noun that refers to a meeting named before."""
    held: float = 1.5
    dated: float = 1.5
    call_undated: float = -2.0
    employed: float = -4.0
    foretold: float = -2.0
    foretold_after: float = -1.2
    foretold_late: float = -1.0
    demanded: float = -4.0
    result_of: float = -2.0
    speech: float = 1.0
    in_general: float = -3.0
    another: float = -3.0
    mentioned: float = -1.5
    other_time: float = -2.0
    act_dated: float = 2.5
    act_undated: float = -3.0
    act_to_come: float = -3.0
    digest: float = -2.0
    """Several pieces of news in one article, of which a meeting is one."""
    enough: float = 3.0
    """The least weight of a main meeting."""
    again: float = 0.25
    """What each time adds that the article says "tại hội nghị" and the like, up to three."""
    most_again: int = 3
    fuller: float = 2.0
    """How much more a plain noun may weigh than the same noun with a kind that replaces it."""


WEIGHTS = MeetingWeights()


class WeighedCue(NamedTuple):
    """A field of `MeetingWeights`, and what it adds to a name."""

    cue: str
    weight: float


_PLACES = ((3, "beginning"), (6, "soon"), (10, "later"))
"""The last sentence of each place, and the field of `MeetingWeights` for names in it."""


def weighed_cues(at: NameInSentence) -> tuple[WeighedCue, ...]:
    """The place of a name and each cue that holds for it; its weight is their sum."""
    place = next((name for last, name in _PLACES if at.number <= last), "deep")
    possible = CUES_OF_AN_ACT if at.name.is_act else CUES_OF_A_NOUN
    hold = [place, *(cue for cue in possible if getattr(at, cue))]
    return tuple(WeighedCue(cue, getattr(WEIGHTS, cue)) for cue in hold)
