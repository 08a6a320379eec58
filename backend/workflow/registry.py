"""Which kinds of subject there are. A domain registers its model in its AppConfig.ready."""

from typing import Any
from uuid import UUID

from backend.workflow.lifecycle import Lifecycle

_MODELS: dict[str, Any] = {}


def register(model: Any) -> None:
    """Make a Subject model known under its `kind`; it says which columns its text is made of."""
    if not hasattr(model, "text_columns"):
        message = f"{model.__name__} does not say what its text is made of: text_columns"
        raise TypeError(message)
    _MODELS[model.kind] = model


def kinds() -> tuple[str, ...]:
    """Return every kind of subject, in order of registration."""
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
