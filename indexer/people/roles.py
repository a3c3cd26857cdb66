"""A sentence and the people it names → what each does in it, at the meeting, by which words."""

import re
from collections.abc import Sequence
from typing import NamedTuple

from indexer.lexicon import lower
from indexer.people.cues import words
from indexer.people.mentions import PersonMention
from indexer.people.role_cues import role_cues
from search.report import Role, Span

_ORDER = list(Role)
_FAR = 400
"""Characters before a person in which words may say what they do, and after them to a verb."""
_CLAUSE = 45
"""Characters from a person, or from the end of what is put in after them, to their verb."""
_ENDS = ",)-"
_NEAR = 60
"""Characters before a person in which words lead up to a list of people."""
_LIST_FAR = 120
"""The same where others than people begin the list: "có lãnh đạo một số bộ, Bí thư A"."""
_COLON = re.compile(r"\s*:(?!\s*(?:[^\W\d]+ ){0,3}[^\W\d]*:?\s*\d)")
"""Before what somebody says; not before a result, as "Tín nhiệm cao: 37 phiếu"."""
_AROUND = ' ,;:"-'


class PersonPart(NamedTuple):
    """What a person does in a sentence, and [start, end) of the words that say so."""

    role: Role
    words: Span | None


NO_PART = PersonPart(Role.MENTIONED, None)


def parts(
    sentence: str, people: Sequence[PersonMention], quoted: Sequence[bool]
) -> list[PersonPart]:
    """What each does: by the verb that follows, by that which follows a list, by what leads up.

    `quoted`: of each person, whether they are named inside a quotation; then only mentioned.
    """
    return _told_by_the_writer(
        sentence,
        people,
        [
            NO_PART if is_quoted else min(after, before, key=_rank)
            for after, before, is_quoted in zip(
                _by_what_follows(sentence, people),
                _by_what_leads_up(sentence, people),
                quoted,
                strict=True,
            )
        ],
    )


def _told_by_the_writer(
    sentence: str, people: Sequence[PersonMention], found: list[PersonPart]
) -> list[PersonPart]:
    """The parts without those that somebody tells of others: "Theo ông A, ông B đã yêu cầu", "Ông
    A: Ông B đã hỏi"."""
    for number, part in enumerate(found[:-1]):
        is_first = number == 0 and role_cues().by_whom.search(_lead_up(sentence, people, 0))
        if is_first or (part.words and sentence[slice(*part.words)] == ":"):
            done = number + 1
            while done < len(found) and _is_joined(sentence, people, done):
                done += 1
            told = (NO_PART if own.role is Role.SPEAKER else own for own in found[done:])
            return [*found[:done], *told]
    return found


def _rank(part: PersonPart) -> int:
    return _ORDER.index(part.role)


def _by_what_follows(sentence: str, people: Sequence[PersonMention]) -> list[PersonPart]:
    """The role of each by the verb behind them, or behind the list that they stand in."""
    found = [NO_PART] * len(people)
    following: PersonPart | None = None
    for number in range(len(people) - 1, -1, -1):
        own = _after(sentence, people, number)
        if own is None and number + 1 < len(people) and people[number + 1].is_listed:
            own = following
        following = own
        if own and (own.role is Role.ATTENDEE or not _is_done_to(sentence, people, number)):
            found[number] = own
    return found


def _lead_up(sentence: str, people: Sequence[PersonMention], number: int) -> str:
    """The last words before a person."""
    start = people[number - 1].stop if number else 0
    return sentence[max(start, people[number].begin - 20) : people[number].begin]


def _is_joined(sentence: str, people: Sequence[PersonMention], number: int) -> bool:
    """Whether "and" joins a person to the one before."""
    lead_up = _lead_up(sentence, people, number)
    return people[number].is_listed and bool(role_cues().joins.search(lead_up))


def _is_done_to(sentence: str, people: Sequence[PersonMention], number: int) -> bool:
    """Whether it is somebody else who acts on a person, or on those to whom "and" joins them: a
    comma may also begin what the next one does: "Theo ý của A, B nói"."""
    if number == 0 and _is_behind_another(sentence, people[0]):
        return False
    while number and _is_joined(sentence, people, number):
        number -= 1
    return bool(words().done_to.search(_lead_up(sentence, people, number)))


def _is_behind_another(sentence: str, person: PersonMention) -> bool:
    """Whether the first of the offices before a person is somebody else's, to whom this one speaks:
    "Báo cáo với Thủ tướng, Bí thư A cho biết"."""
    own = role_cues()
    if "," not in sentence[person.begin : person.start] or "," in sentence[: person.begin]:
        return False
    return bool(own.to_whom.search(sentence[: person.begin])) and bool(
        words().verb.match(sentence, _behind_adverbs(sentence, person.stop))
    )


def _behind_adverbs(sentence: str, start: int) -> int:
    """Where a verb may stand behind "cũng", "đã" and the like."""
    found = role_cues().adverbs.match(sentence, start)
    return found.end() if found else start


def _is_presided_by(sentence: str, people: Sequence[PersonMention], number: int) -> bool:
    """Whether "do" leads up to a person, or to the list that they stand in."""
    while number and people[number].is_listed:
        number -= 1
    return bool(role_cues().presided_by.search(_lead_up(sentence, people, number)))


def _by_what_leads_up(sentence: str, people: Sequence[PersonMention]) -> list[PersonPart]:
    """The role of each by the words before them, or before the list that they stand in."""
    found: list[PersonPart] = []
    part: PersonPart | None = None
    for number, person in enumerate(people):
        goes_on = True
        if not (part and (person.is_listed or _goes_on_with(sentence, people, number))):
            part, goes_on = _before(sentence, people, number)
        found.append(part or NO_PART)
        part = part if goes_on else None
    return found


def _goes_on_with(sentence: str, people: Sequence[PersonMention], number: int) -> bool:
    """Whether more than an office is put in between two people of a list, but no verb."""
    if not number:
        return False
    between = (sentence, people[number - 1].stop, people[number].begin)
    return bool(role_cues().put_in_list.fullmatch(*between)) and not words().verb.search(*between)


def _after(sentence: str, people: Sequence[PersonMention], number: int) -> PersonPart | None:
    """The role by the first verb after a person, or by a higher one joined to it."""
    person = people[number]
    end = min(len(sentence), person.stop + _FAR)
    if number + 1 < len(people):
        end = min(end, people[number + 1].begin)
    if role_cues().undergoes.match(sentence, person.stop):
        return NO_PART
    best: PersonPart | None = None
    begins = last = person.stop
    for verb in words().verb.finditer(sentence, person.stop, end):
        if best is not None and not _goes_on(sentence, last, verb):
            break
        if best is None and _is_too_far(sentence, begins, verb.start()):
            break
        last = verb.end()
        begins = last if verb.group() in role_cues().head else begins
        role = words().roles[verb.group()]
        is_by = role is Role.CHAIR and _is_presided_by(sentence, people, number)
        if role is Role.CHAIR and not _is_of_a_meeting(sentence, verb, is_by=is_by):
            continue
        own = PersonPart(role, verb.span())
        best = own if best is None else min(best, own, key=_rank)
    if best is None and (colon := _COLON.match(sentence, person.stop, end)):
        return PersonPart(Role.SPEAKER, (colon.end() - 1, colon.end()))
    return best or _shown_there(sentence, people, number)


def _goes_on(sentence: str, last: int, verb: re.Match[str]) -> bool:
    """Whether a verb is of the person whose verb before it ends at `last`: "nói và chủ trì", "nói
    khi chủ trì"."""
    own, between = role_cues(), (sentence, last, verb.start())
    if own.and_then.match(*between):
        return True
    return words().roles[verb.group()] is Role.CHAIR and bool(own.says_when.match(*between))


def _shown_there(sentence: str, people: Sequence[PersonMention], number: int) -> PersonPart | None:
    """The role of one whom a caption shows: "Bí thư A (trái) tại kỳ họp"."""
    own, stop = role_cues(), people[number].stop
    is_caption = number == 0 and people[0].begin <= 1 and own.picture.search(sentence, stop)
    shown = (own.somewhere_at_it if is_caption else own.at_it).match(sentence, stop)
    if not shown or _is_done_to(sentence, people, number):
        return None
    return PersonPart(Role.ATTENDEE, shown.span("at"))


def _is_too_far(sentence: str, start: int, end: int) -> bool:
    """Whether so much stands between a person and a verb that it is the verb of another clause, or
    the next verb of who did something to them: "nêu tên ông A; yêu cầu"."""
    begins = start
    if role_cues().put_in.match(sentence, start, end):
        begins = max(sentence.rfind(mark, start, end) for mark in _ENDS)
    return end - begins > _CLAUSE or bool(role_cues().of_who_acts.search(sentence, begins, end))


def _is_of_a_meeting(sentence: str, verb: re.Match[str], *, is_by: bool) -> bool:
    """Whether it is a meeting that somebody presides over, or runs; `is_by`: "do ông A chủ trì"."""
    own = role_cues()
    if verb.group() in own.run:
        return bool(own.runs.match(sentence, verb.end()))
    if verb.group() in own.head:
        pattern = own.heads if is_by else own.heads_it
        return bool(pattern.match(sentence, verb.end()))
    if is_by and not own.makes.match(sentence, verb.end()):
        return True
    return bool(own.presides.match(sentence, verb.end()))


def _before(
    sentence: str, people: Sequence[PersonMention], number: int
) -> tuple[PersonPart | None, bool]:
    """The role by the words that lead up to a person; whether those listed after have it too."""
    person, own = people[number], role_cues()
    start = max(people[number - 1].stop if number else 0, person.begin - _FAR)
    before = _without_points(lower(sentence[start : person.begin]))
    if not before.strip(" "):
        return None, False
    goes_on = bool(own.leads_on.search(before[-_NEAR:]))
    is_first = number == 0
    role, said = Role.CHAIR, _presides(before, is_first=is_first)
    if not said and is_first and (said := _speaks_too(before)):
        role, goes_on = Role.SPEAKER, False
    if not said and own.goes_on_saying.match(sentence, person.stop):
        role, said = Role.SPEAKER, own.according.search(before, max(0, len(before) - 30))
        goes_on = goes_on and not said
    if not said:
        role, said = Role.ATTENDEE, own.from_the_side.search(before)
        is_list = goes_on or (
            before.endswith((",", ", ")) and own.with_a_list.search(before[-_LIST_FAR:])
        )
        said = said or (own.attended.search(before) if is_list else None)
        goes_on = goes_on or bool(said)
    return (_part(role, said, start), goes_on) if said else (None, False)


def _without_points(before: str) -> str:
    """What leads up to a person, as long as before, where no point stands for letters left out."""
    return before.replace("tp.", "tp ") if "tp." in before else before


def _part(role: Role, said: re.Match[str], start: int) -> PersonPart:
    """A role by words that lead up to a person, which were searched from `start` on."""
    words_said = said.group()
    first = said.end() - len(words_said.lstrip(_AROUND))
    return PersonPart(role, (start + first, start + first + len(words_said.strip(_AROUND))))


def _presides(before: str, *, is_first: bool) -> re.Match[str] | None:
    """The words that lead up to a person who presides: "Chủ trì hội nghị có"."""
    if not any(verb in before for verb in role_cues().preside):
        return None
    return (role_cues().lead if is_first else role_cues().lead_on).search(before)


def _speaks_too(before: str) -> re.Match[str] | None:
    """What leads up to a person, if it is that they speak: "Phát biểu tại hội nghị, "."""
    is_clause = before.rstrip().endswith((",", *role_cues().also))
    return words().speech.search(before) if is_clause else None
