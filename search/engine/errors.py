"""What an engine cannot do: one family of errors, each with a message for a person."""


class EngineError(Exception):
    """Something an engine cannot do; the message is for a person, with the way out."""


class BadAddressError(EngineError):
    """No engine is known by this address."""


class NoIndexError(EngineError):
    """There is no index yet."""


class StaleIndexError(EngineError):
    """The index was made by another text chain and must be rebuilt."""


class DamagedIndexError(EngineError):
    """A file of the index is missing or is not what was written."""


class IndexBusyError(EngineError):
    """Another process is writing the index."""
