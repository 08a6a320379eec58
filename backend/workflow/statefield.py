"""Bind a lifecycle table to django-fsm: one field on the model, every row a transition.

The only module that knows django-fsm. The generated methods refuse unless the engine opened
the door for exactly this transition: calling `clause.agree()` anywhere else raises
TransitionNotAllowed.
"""

from collections.abc import Callable
from typing import Any

from django.db import models
from django_fsm import GET_STATE, FSMField, transition

from backend.workflow.lifecycle import BACK, STAY, Lifecycle, Transition


class StateField(FSMField):
    """A protected FSM field that grows one method on its model for every name in the table."""

    def __init__(self, lifecycle: Lifecycle, **kwargs: Any) -> None:
        self.lifecycle = lifecycle
        defaults = {"default": lifecycle.start, "protected": True, "max_length": 30}
        super().__init__(**defaults | kwargs)

    def deconstruct(self) -> Any:
        """Show migrations a plain column: rewording the table never asks for a migration."""
        name, _, args, kwargs = super().deconstruct()
        kwargs.pop("protected", None)
        return name, "django.db.models.CharField", args, kwargs

    def clone(self) -> Any:
        """Return the plain column as well; Django's autodetector compares clones."""
        return models.CharField(**self.deconstruct()[3])

    def contribute_to_class(
        self, cls: type[models.Model], name: str, *args: Any, **kwargs: Any
    ) -> None:
        """Grow the transition methods before django-fsm collects them on class_prepared."""
        super().contribute_to_class(cls, name, *args, **kwargs)
        setattr(cls, "lifecycle", self.lifecycle)  # noqa: B010 (models have no such attribute yet)
        for method in self.lifecycle.names:
            if hasattr(cls, method):
                raise ValueError(f"{cls.__name__} already has a {method!r}; name the row otherwise")
            setattr(cls, method, self._method(method))

    def _method(self, name: str) -> Callable[..., None]:
        def method(subject: models.Model) -> None:
            """Change the state and nothing else; the engine does the rest."""

        method.__name__ = method.__qualname__ = name
        for row in self.lifecycle.transitions:
            if row.name == name:
                method = self._transition(row)(method)
        return method

    def _transition(self, row: Transition) -> Callable[..., Any]:
        def door_is_open(subject: Any) -> bool:
            return bool(subject.door == row.name)

        wrap: Callable[..., Any] = transition(
            field=self,
            source=list(row.sources),
            target=self._target(row),
            conditions=[door_is_open],
            custom={"row": row},
        )
        return wrap

    def _target(self, row: Transition) -> Any:
        if row.to == STAY:
            return None
        if row.to == BACK:
            return GET_STATE(lambda subject: subject.previous_state)
        return row.to
