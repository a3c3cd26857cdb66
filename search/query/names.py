"""A run of words → Concepts for its abbreviations, provinces, people and names (V5, V6, V12)."""

from search.answers import NoticeKind
from search.engine.query_tree import FacetValueIs, Phrase
from search.query.concepts import Concept, exact_slots, phrase, slot
from search.query.run import Run
from search.text.lexicon.abbreviations import abbreviation_at
from search.text.lexicon.names import LONGEST_PERSON, may_be_person
from search.text.lexicon.provinces import Province, province_at
from search.text.syllable import is_spelled, syllables


def abbreviation(run: Run, first: int) -> Concept | None:
    """An abbreviation or what one stands for (V6), with digits that touch it: "QL3B"."""
    found = run.syllables
    touching = first + 1
    while touching < len(found) and found[touching].start == found[touching - 1].end:
        touching += 1
    touches = touching > first + 1
    known = abbreviation_at(found, first)
    if not known or (touches and known[0] > touching):
        return Concept(first, touching, (phrase(found[first:touching]),)) if touches else None
    end, other_forms = known
    last = max(end, touching) if touches else end
    rest = tuple(map(slot, found[end:last]))
    spelled = (Phrase(exact_slots(form) + rest) for form in other_forms)
    province = _province_ending(run, first, last)
    from_there = (FacetValueIs("province", province.name),) if province else ()
    return Concept(
        first,
        last,
        (phrase(found[first:last]), *spelled),
        from_there,
        NoticeKind.ABBREVIATION,
        other_forms,
        province,
    )


def name(run: Run, first: int) -> Concept | None:
    """A province, or a name that a list or pyvi knows, or a person whom some report names."""
    found = run.syllables
    last = max(run.name_ends.get(first, first), _person_end(run, first))
    known = province_at(found, first)
    if known and known[0] >= last:
        return _province(run, first, *known)
    if last == first:
        return None
    return Concept(first, last, (phrase(found[first:last]),), is_dictionary_word=True)


def _province(run: Run, first: int, last: int, province: Province) -> Concept:
    """A province in any of its spellings (V12), or the reports that are from there."""
    own = run.syllables[first:last]
    other_spellings = [text for text in province.spellings if not is_spelled(syllables(text), own)]
    return Concept(
        first,
        last,
        (phrase(own), *(Phrase(exact_slots(text)) for text in other_spellings)),
        (FacetValueIs("province", province.name),),
        NoticeKind.ABBREVIATION if other_spellings else None,
        tuple(other_spellings),
        province,
        is_dictionary_word=any(syllable.has_diacritics for syllable in own),
    )


def _province_ending(run: Run, first: int, last: int) -> Province | None:
    """The province that some last syllables of [first, last) name: "thành phố Hồ Chí Minh"."""
    known = filter(None, (province_at(run.syllables, begin) for begin in range(first, last)))
    return next((province for end, province in known if end == last), None)


def _person_end(run: Run, first: int) -> int:
    """Where the name of a person whom some report names ends; `first` if there is none."""
    longest = min(first + LONGEST_PERSON, len(run.syllables))
    for last in range(longest, first + 1, -1):
        spelled = may_be_person(run.syllables[first:last])
        if any(run.lookup.has("person", name) for name in spelled):
            return last
    return first
