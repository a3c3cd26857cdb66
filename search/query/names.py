"""A run of words → Concepts for its provinces, people, places and names (V5, V6, V12)."""

from collections.abc import Iterable
from itertools import chain

from search.answers import NoticeKind
from search.engine.query_tree import FacetValueIs, Phrase
from search.query.concepts import Concept, exact_slots, phrase
from search.query.field_values import type_words
from search.query.run import Run
from search.text.analyze import exact_term
from search.text.lexicon.joined_names import name_chain, splits
from search.text.lexicon.name_spellings import NameSpellings, is_sure, joined_forms, spellings_at
from search.text.lexicon.names import LONGEST_PERSON, may_be_person
from search.text.lexicon.provinces import Province, province_at
from search.text.syllable import is_spelled, other_vowel, syllables

_TOLD = 3
"""At most so many other spellings are told in a notice."""


def name(run: Run, first: int) -> Concept | None:
    """A province, or a name that a list or pyvi knows, or a person whom some report names."""
    found = run.syllables
    last = max(run.name_ends.get(first, first), _person_end(run, first))
    known = province_at(found, first)
    spelled = _spellings_at(run, first)
    if spelled and spelled[0] >= max(last, known[0] if known else first):
        return _spelled(run, first, *spelled)
    if known and known[0] >= last:
        return _province(run, first, *known)
    if last == first:
        return None
    return Concept(first, last, (phrase(found[first:last]),), is_dictionary_word=True)


def addressed(run: Run, first: int) -> Concept | None:
    """A person whom some report names, with a word of address before: "ông Tô Hoà An". Reports that
    name the person without it answer, too."""
    for word in type_words("person"):
        begin = first + len(word)
        is_typed = [own.exact for own in word] == [s.exact for s in run.syllables[first:begin]]
        if is_typed and (last := _person_end(run, begin)) > begin:
            own = run.syllables[begin:last]
            return Concept(
                first,
                last,
                (phrase(run.syllables[first:last]), phrase(own)),
                kind=NoticeKind.ABBREVIATION,
                notice_words=(run.text[own[0].start : own[-1].end],),
                is_dictionary_word=True,
            )
    return None


def _spellings_at(run: Run, first: int) -> tuple[int, NameSpellings] | None:
    """The name with several spellings at a syllable: the longer one of an office's own words, which
    are meant wherever they are typed, and of our lists."""
    own = run.own.spellings_at(run.syllables, first)
    listed = spellings_at(run.syllables, first)
    if listed and not is_sure(run.syllables[first : listed[0]], run.text):
        listed = None
    if own is None or (listed and listed[0] > own[0]):
        return listed
    if listed is None or listed[0] < own[0]:
        return own
    both = (chain(own[1].listed, listed[1].listed), chain(own[1].every, listed[1].every))
    return own[0], NameSpellings(*(tuple(dict.fromkeys(forms)) for forms in both))


def joined_name(run: Run, first: int) -> Concept | None:
    """A name that no list has, joined or with hyphens or apostrophes: "Xê-kông" or "Xêkông".

    What follows from how it was typed is found too, and ranks below it.
    """
    found = run.syllables
    last = name_chain(found, first, run.text)
    own = found[first:last]
    if len(own) > 1:
        text = run.text[own[0].start : own[-1].end]
        also = [exact_slots(form) for form in joined_forms(text)]
    else:
        also = [phrase(split).slots for split in splits(own[0], run.text)]
    if not also:
        return None
    return Concept(first, last, (phrase(own),), tuple(map(Phrase, dict.fromkeys(also))))


def province_ending(run: Run, first: int, last: int) -> Province | None:
    """The province that some last syllables of [first, last) name: "thành phố Hồ Chí Minh"."""
    known = filter(None, (province_at(run.syllables, begin) for begin in range(first, last)))
    return next((province for end, province in known if end == last), None)


def _spelled(run: Run, first: int, last: int, name: NameSpellings) -> Concept:
    """A name in any of its spellings; if it is that of a province, as `_province` finds it.

    How the name of a province follows by rule ("Hanoi") is found and worth nothing: most reports
    have it as it is.
    """
    named = province_at(syllables(name.listed[0]), 0)
    if named and name.listed[0] in named[1].spellings:
        return _province(run, first, last, named[1], name)
    return _concept(run, first, last, name.listed, name.every)


def _province(
    run: Run, first: int, last: int, province: Province, name: NameSpellings | None = None
) -> Concept:
    """A province in any of its spellings (V12), or the reports that are from there."""
    listed = tuple(dict.fromkeys((*province.spellings, *(name.listed if name else ()))))
    own = _concept(run, first, last, listed, listed)
    by_rule = _concept(run, first, last, (), name.every if name else ()).variants
    also = (phrase for phrase in by_rule if phrase not in own.variants)
    return Concept(
        first,
        last,
        own.variants,
        (FacetValueIs("province", province.name), *also),
        own.kind,
        own.notice_words,
        province,
        is_dictionary_word=own.is_dictionary_word,
    )


def _concept(
    run: Run, first: int, last: int, listed: Iterable[str], every: Iterable[str]
) -> Concept:
    """Syllables, found in every spelling; of the listed ones some are told."""
    own = run.syllables[first:last]
    told = tuple(text for text in listed if not is_spelled(syllables(text), own))[:_TOLD]
    typed = [phrase(own)]
    if any(map(other_vowel, own)):  # "Qui Nhơn", before "Quy Nhơn" that also answers it
        typed = [Phrase(tuple((exact_term(s),) for s in own)), *typed]
    others = (Phrase(exact_slots(s)) for s in every if not is_spelled(syllables(s), own))
    return Concept(
        first,
        last,
        tuple(dict.fromkeys((*typed, *others))),
        kind=NoticeKind.ABBREVIATION if told else None,
        notice_words=told,
        is_dictionary_word=len(own) == 1 or any(s.has_diacritics for s in own),
    )


def _person_end(run: Run, first: int) -> int:
    """Where the name of a person whom some report names ends; `first` if there is none."""
    longest = min(first + LONGEST_PERSON, len(run.syllables))
    for last in range(longest, first + 1, -1):
        spelled = may_be_person(run.syllables[first:last])
        if any(run.lookup.has("person", name) for name in spelled):
            return last
    return first
