"""Which kinds of subject there are. A domain registers its model in its AppConfig.ready."""

from typing import Any
from uuid import UUID

from backend.workflow.lifecycle import Lifecycle

_MODELS: dict[str, Any] = {}
_WITHOUT_PROCESS: set[str] = set()


def register(model: Any) -> None:
    """Make a Subject model known under its `kind`; it says which columns its text is made of."""
    if not hasattr(model, "text_columns"):
        message = f"{model.__name__} does not say what its text is made of: text_columns"
        raise TypeError(message)
    _MODELS[model.kind] = model


def register_dated(model: Any) -> None:
    """Make a model known that has dates and no process: see `dated.Dated`."""
    _MODELS[model.kind] = model
    _WITHOUT_PROCESS.add(model.kind)


def kinds() -> tuple[str, ...]:
    """Return every kind of subject with a process, in order of registration."""
    return tuple(kind for kind in _MODELS if kind not in _WITHOUT_PROCESS)


def dated() -> tuple[str, ...]:
    """Return every kind of which there are dates: the subjects, and what has no process."""
    return tuple(_MODELS)


def model_of(kind: str) -> Any:
    """Return the model of a kind; raises KeyError for an unknown one."""
    return _MODELS[kind]


def lifecycle_of(kind: str) -> Lifecycle:
    """Return the table of a kind; raises KeyError for an unknown one."""
    lifecycle: Lifecycle = _MODELS[kind].lifecycle
    return lifecycle


def subject_of(kind: str, subject_id: UUID) -> Any:
    """Return one subject as the reading context sees it; raises the model's DoesNotExist."""
    return _MODELS[kind].objects.get(pk=subject_id)
