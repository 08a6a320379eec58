"""A signal of the demo's works council, and what its secretariat did with it."""

from datetime import timedelta

from backend.demo.loading.history import Contradiction, Story
from backend.reference.moments import happening
from backend.signals import actions
from backend.workflow.errors import WorkflowError


def signal(story: Story) -> None:
    """Send one without a name and one with; nothing has been done about the first yet."""
    about = story.subjects["clause", "c01"]
    try:
        with happening(story.now - timedelta(days=3)):
            actions.send(
                about,
                actor=story.voice("v_werk", story.now),
                text="In twee instellingen komt het rooster pas een week van tevoren.",
                named=True,
                may_quote=True,
            )
        with happening(story.now - timedelta(days=1)):
            actions.send(
                about,
                actor=story.voice("or_zh", story.now),
                text="Ruilen van diensten wordt op sommige afdelingen niet toegestaan.",
                named=False,
                may_quote=False,
            )
    except WorkflowError as error:
        raise Contradiction(f"a signal: {type(error).__name__}: {error}") from error
