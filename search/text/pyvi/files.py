"""The installed package pyvi → its trained model and its list of words; nothing of it is run."""

import pickle
from importlib.util import find_spec
from pathlib import Path
from typing import Any

from search.text.pyvi.crf import Model, read_model


def model_files() -> tuple[Path, Path]:
    """The files of pyvi that say what is a word: its trained model, its list of words.

    Raises ModuleNotFoundError if pyvi is not installed.
    """
    spec = find_spec("pyvi")  # which does not run the package
    if spec is None or not spec.submodule_search_locations:
        raise ModuleNotFoundError("pyvi is not installed")
    folder = Path(spec.submodule_search_locations[0]) / "models"
    return folder / "pyvi3.pkl", folder / "words.txt"


def read_files() -> tuple[Model, list[str]]:
    """The model, and the words of the list in its order, in small letters.

    Raises as `model_files` and `read_model` do, and UnpicklingError for an unknown pickle.
    """
    trained, words = model_files()
    with trained.open("rb") as file:
        kept = SafeUnpickler(file).load()
    model = read_model(kept.state["modelfile"].state["__FILE_RESOURCE_DATA__"])
    return model, words.read_bytes().decode().split("\n")


class _Kept:
    """Stands for an object that the pickle names: keeps its state and does nothing."""

    state: Any = None

    def __new__(cls, *_: object) -> "_Kept":
        return super().__new__(cls)

    def __setstate__(self, state: object) -> None:
        self.state = state


_NAMED = {
    ("sklearn_crfsuite.estimator", "CRF"),
    ("sklearn_crfsuite._fileresource", "FileResource"),
    ("pycrfsuite._logparser", "TrainLogParser"),
    ("numpy", "dtype"),
    ("numpy.core.multiarray", "scalar"),
}


class SafeUnpickler(pickle.Unpickler):
    """Reads the pickle that pyvi's model is wrapped in; of what it names, nothing is run."""

    def find_class(self, module: str, name: str) -> Any:
        """What stands for a name of the pickle; raises UnpicklingError for an unknown one."""
        if (module, name) == ("_codecs", "encode"):
            return str.encode
        if (module, name) in _NAMED:
            return _Kept
        raise pickle.UnpicklingError(f"the model of pyvi names {module}.{name}")
