"""Where notes and comments are found."""

from backend.api.routing import Router
from backend.notes.api.views import CommentViewSet, NoteViewSet


def register(router: Router) -> None:
    """Add them below `/v1/`."""
    router.register("notes", NoteViewSet, basename="note")
    router.register("comments", CommentViewSet, basename="comment")
