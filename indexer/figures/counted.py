"""A number before an indicator, as in "12 xã đạt chuẩn nông thôn mới" → what it says of it."""

from indexer.figures.beside import Statement
from indexer.figures.cues import Verb, figure_cues, verbs
from indexer.figures.modality import KindEvidence, ModalityState, kind_of
from indexer.figures.quantities import Quantity
from indexer.figures.some_places import of_some_places
from indexer.figures.subjects import WITHOUT_NAME, FigureSentence, IndicatorMention


def counted_at(sentence: FigureSentence, quantity: Quantity) -> tuple[int, ...]:
    """Where what a number counts may begin: its unit, or what is behind a share or an amount."""
    if quantity.measure not in WITHOUT_NAME:
        return (quantity.unit_start,)
    lead = figure_cues().counted_lead.match(sentence.text, quantity.end)
    return (quantity.end + 1, lead.end()) if lead else ()


def may_be_counted(
    sentence: FigureSentence,
    quantity: Quantity,
    mention: IndicatorMention,
    modality: ModalityState,
) -> bool:
    """Whether a number may count what stands behind it: as a whole, without more words, if it is a
    share or an amount; if the words say little, only a great number that is aimed at."""
    entry, before = mention.entries[0], sentence.before(quantity.start)
    if quantity.measure in WITHOUT_NAME:
        is_small = quantity.measure == "money" and not quantity.is_many
        return not is_small and sentence.name(mention, entry) == entry.name
    if "aimed" not in entry.where:
        return quantity.is_many or "many" not in entry.where
    return (
        quantity.is_great
        and modality.is_target(quantity.start)
        and bool(figure_cues().whole_behind.match(sentence.text, mention.end))
        and bool(figure_cues().owned_before.search(before))
    )


def told_counted(
    sentence: FigureSentence,
    quantity: Quantity,
    mention: IndicatorMention,
    modality: ModalityState,
) -> Statement | None:
    """What a number says of what it counts; None if it says a part or a change of a share."""
    at, entry = quantity.start, mention.entries[0]
    change = figure_cues().change_before.search(sentence.before(at))
    is_fall = change is not None and verbs()[change[1]] is Verb.FALLS
    is_of_some = quantity.measure == "share" and of_some_places(sentence, mention, at)
    if is_of_some or (change and quantity.measure in WITHOUT_NAME):
        return None
    evidence = KindEvidence(
        is_target=modality.is_target(at),
        is_change=change is not None,
        is_estimate=modality.is_estimate(at) or modality.is_expected(at),
        is_expected=modality.is_expected(at),
    )
    return Statement(
        quantity,
        entry,
        entry.name,
        kind_of(evidence),
        mention,
        falls=at - len(change.group()) if change and is_fall else None,
        is_expected=evidence.is_expected,
    )
