"""A run of words → Concepts for its abbreviations, and for what others are short for (V6)."""

from collections.abc import Iterable
from itertools import product

from search.answers import NoticeKind
from search.engine.query_tree import FacetValueIs, Phrase
from search.query.concepts import Concept, exact_slots, phrase, slot
from search.query.names import province_ending
from search.query.run import Run
from search.text.lexicon.abbreviations import abbreviation_at, ending_at, is_listed
from search.text.lexicon.form_table import Known, distinct
from search.text.lexicon.place_kinds import WrittenKind, place_kind_at
from search.text.lexicon.provinces import province_at
from search.text.spelling import is_vietnamese
from search.text.syllable import syllables


def abbreviation(run: Run, first: int) -> Concept | None:
    """An abbreviation or what one stands for (V6), with digits that touch it: "QL3B"."""
    found = run.syllables
    touching = first + 1
    while touching < len(found) and found[touching].start == found[touching - 1].end:
        touching += 1
    touches = touching > first + 1
    known = _known_at(run, first)
    if not known or (touches and known[0] > touching):
        return Concept(first, touching, (phrase(found[first:touching]),)) if touches else None
    end, other_forms = known
    last = max(end, touching) if touches else end
    rest = tuple(map(slot, found[end:last]))
    spelled = (Phrase(exact_slots(form) + rest) for form in other_forms)
    province = province_ending(run, first, last)
    from_there = (FacetValueIs("province", province.name),) if province else ()
    return Concept(
        first,
        last,
        (phrase(found[first:last]), *spelled),
        from_there,
        NoticeKind.ABBREVIATION,
        tuple(form for form in other_forms if is_listed(form) or run.own.is_listed(form)),
        province,
    )


def _known_at(run: Run, first: int) -> Known | None:
    """The abbreviation at a syllable, by the own words of an office and by our table.

    The longer one; of two that are as long the office's, with the other forms of the table where
    both mean the same.
    """
    listed = abbreviation_at(run.syllables, first)
    own = run.own.abbreviation_at(run.syllables, first, run.text)
    if own is None or (listed and listed[0] > own[0]):
        return listed
    if listed is None or listed[0] < own[0]:
        return own
    meant = {_spelled(form) for form in listed[1] if is_listed(form)}
    is_same = any(_spelled(form) in meant for form in own[1])
    return (own[0], tuple(distinct((*own[1], *listed[1])))) if is_same else own


def _spelled(form: str) -> tuple[str, ...]:
    return tuple(syllable.exact for syllable in syllables(form))


def ending(run: Run, first: int) -> Concept | None:
    """An abbreviation with one behind it that is a word in small letters: "NQ/TƯ", "BCH TW"."""
    found = run.syllables
    own = found[first]
    is_short = not own.exact[0].isdecimal() and not is_vietnamese(own.exact)
    tail = ending_at(found, first + 1, run.text) if is_short else None
    if not tail:
        return None
    known = abbreviation_at(found[: first + 1], first)
    heads = [phrase([own]), *_exact(known[1] if known else ())]
    tails = [phrase(found[first + 1 : tail[0]]), *_exact(tail[1])]
    whole = abbreviation_at(found[: tail[0]], first)
    both = [Phrase(h.slots + t.slots) for h, t in product(heads, tails)]
    if whole and whole[0] == tail[0]:
        both += _exact(whole[1])  # "BCHTW"
    variants = dict.fromkeys(both)
    told = tuple(filter(is_listed, tail[1]))
    return Concept(first, tail[0], tuple(variants), (), NoticeKind.ABBREVIATION, told)


def capitals(run: Run, first: int) -> Concept | None:
    """An abbreviation that is a word in small letters, typed in capitals among those: "ban TƯ".

    As it was typed it is looked for next to the word before it: a text has "tư" for other things.
    """
    found, text = run.syllables, run.text
    tail = None if text.isupper() else ending_at(found, first, text)
    if not tail or abbreviation_at(found, first):
        return None
    typed, told = phrase(found[max(first - 1, 0) : first + 1]), tail[1][1:]
    variants = (typed, *_exact(told))
    return Concept(first, tail[0], variants, (), NoticeKind.ABBREVIATION, told)


def place_kind(run: Run, first: int) -> Concept | None:
    """What a place is, before its name, in full or abbreviated: "P. Bến Nghé", "quận 1".

    The other form answers it only before the syllable that follows.
    """
    kind = place_kind_at(run.syllables, first, run.text)
    if kind is None or not _begins_name(run, kind):
        return None
    own = run.syllables[first : kind.end]
    following = slot(run.syllables[kind.end])
    other = Phrase((*exact_slots(kind.other), following))
    if not kind.is_short:
        return Concept(first, kind.end, (phrase(own),), (other,))
    typed = Phrase((*phrase(own).slots, following))
    told = (kind.other,)
    return Concept(first, kind.end, (typed, other), (), NoticeKind.ABBREVIATION, told)


def _begins_name(run: Run, kind: WrittenKind) -> bool:
    """Whether a number or the name of a place stands behind what a place is.

    Behind a letter a name that no list has is two syllables with capitals: "P. Kinh tế" is none.
    """
    at = kind.end
    own = run.syllables[at]
    if at in run.name_ends or province_at(run.syllables, at):
        return True
    if own.exact[0].isdecimal():
        return True
    if kind.is_short:
        return _are_titled(run, at, at + 2)
    return _are_titled(run, at, at + 1) and any(at == begin for begin, _ in run.words)


def _are_titled(run: Run, first: int, last: int) -> bool:
    """Whether syllables begin with capitals and go on with small letters, as a name does."""
    own = run.syllables[first:last]
    return len(own) == last - first and all(run.text[s.start : s.end].istitle() for s in own)


def _exact(forms: Iterable[str]) -> list[Phrase]:
    return [Phrase(exact_slots(form)) for form in forms]
