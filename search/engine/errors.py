"""What an engine cannot do: one family of errors, each with a message for a person."""


class EngineError(Exception):
    """Something that an engine cannot do; the message tells a person what to do about it."""


class BadAddressError(EngineError):
    """The address of an index names no engine that there is."""


class NoIndexError(EngineError):
    """There is no index at this address yet, or no generation to go back to."""


class StaleIndexError(EngineError):
    """Another version of the text chain or of the indexer made the index: it must be rebuilt."""


class DamagedIndexError(EngineError):
    """A file of the index is missing, or is not what was written."""


class LeftUndoneError(EngineError):
    """What was asked for is done and whole; something that follows it could not be."""


class IndexBusyError(EngineError):
    """Another writer is at work on the index."""


class OtherPlanError(EngineError):
    """A part of a run would not do what the other parts do."""


class UnreachableError(EngineError):
    """No node of the cluster answers that keeps the index, or not all of it is there just now."""
