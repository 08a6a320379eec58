"""How you want to be told."""

from collections.abc import Mapping
from typing import Any

from django.utils import timezone
from rest_framework import serializers
from rest_framework.request import Request
from rest_framework.response import Response

from backend.api.problem_types import Fault, Invalid
from backend.api.schema import document
from backend.api.serializers import StrictSerializer, WordsField
from backend.api.views import NOTHING_TO_CHANGE, ActorView
from backend.parties.models import Person
from backend.reference.words import Words
from backend.reminders import digests, preferring, rules
from backend.reminders.models import Channel, Preferences, Rhythm

UNKNOWN_RULE = Words(
    "Zo'n soort bericht is er niet; `rules` noemt ze allemaal.",
    "There is no such kind of message; `rules` lists them all.",
)


class RuleSerializer(StrictSerializer):
    """A kind of message: of a deadline of the tables, or of what somebody does."""

    name = serializers.CharField()
    label = WordsField()
    channel = serializers.ChoiceField(
        choices=Channel.choices, help_text="How you hear of it now; your inbox has it anyhow."
    )
    standard = serializers.ChoiceField(
        choices=Channel.choices, help_text="How you hear of it unless you choose otherwise."
    )
    fixed = serializers.BooleanField(help_text="Nobody can choose how they hear of it.")
    reason = WordsField(help_text="Why nobody can; empty where you can.")


class PreferencesSerializer(StrictSerializer):
    """How you want to be told."""

    digest_every = serializers.ChoiceField(choices=Rhythm.choices)
    digest_day = serializers.IntegerField(
        min_value=1, max_value=7, help_text="For a weekly digest: Monday is 1."
    )
    digest_hour = serializers.IntegerField(
        min_value=0, max_value=23, help_text="In the Netherlands."
    )
    next_digest_at = serializers.DateTimeField(allow_null=True)
    mail_refused_at = serializers.DateTimeField(
        allow_null=True,
        help_text="Since when the mail server refuses your address; null where mail arrives.",
    )
    channels = serializers.DictField(
        child=serializers.ChoiceField(choices=Channel.choices, allow_null=True),
        help_text="What you chose, by the name of the rule. In a PATCH only the rules that it names"
        " change; with null one gets its standard again.",
    )
    rules = RuleSerializer(many=True)


class PreferencesUpdate(StrictSerializer):
    """What is to change; the rest stays."""

    digest_every = serializers.ChoiceField(choices=Rhythm.choices)
    digest_day = serializers.IntegerField(min_value=1, max_value=7)
    digest_hour = serializers.IntegerField(min_value=0, max_value=23)
    channels = serializers.DictField(
        child=serializers.ChoiceField(choices=Channel.choices, allow_null=True)
    )


class PreferencesView(ActorView):
    """How you want to be told: when your digest comes, and what comes at once or not by mail."""

    noun = Words("instellingen voor berichten", "notification preferences")
    versioned = False

    @document(response=PreferencesSerializer)
    def get(self, request: Request) -> Response:
        """Show when your digest comes, and how you hear of what."""
        return self._answer(digests.preferences_of([self._person])[self._person])

    @document(request=PreferencesUpdate, response=PreferencesSerializer)
    def patch(self, request: Request) -> Response:
        """Change when your digest comes, or how you hear of what. The last change counts."""
        data = self.read(PreferencesUpdate, partial=True)
        if not data:
            raise Invalid([Fault("", "nothing_to_change", NOTHING_TO_CHANGE)])
        chosen = _checked(data.pop("channels", {}))

        def change(wanted: Preferences) -> None:
            for name, value in data.items():
                setattr(wanted, name, value)
            kept = {name: value for name, value in wanted.channels.items() if name not in chosen}
            wanted.channels = kept | {name: value for name, value in chosen.items() if value}

        return self._answer(preferring.change(self._person, change, timezone.now()))

    @property
    def _person(self) -> Any:
        return self.request.user.pk

    def _answer(self, wanted: Preferences) -> Response:
        known = rules.every().values()
        shown = {
            "digest_every": wanted.digest_every,
            "digest_day": wanted.digest_day,
            "digest_hour": wanted.digest_hour,
            "next_digest_at": digests.comes_next(wanted, timezone.now()),
            "mail_refused_at": Person.objects.values_list("mail_refused_at", flat=True).get(
                pk=self._person
            ),
            "channels": wanted.channels,
            "rules": [_shown(rule, wanted) for rule in known],
        }
        return Response(self.show(shown, PreferencesSerializer))


def _shown(rule: rules.Rule, wanted: Preferences) -> dict[str, Any]:
    return {
        "name": rule.name,
        "label": rule.label,
        "channel": rules.chosen(rule, wanted),
        "standard": rule.channel,
        "fixed": rule.fixed is not None,
        "reason": rule.fixed or Words("", ""),
    }


def _checked(channels: Mapping[str, str | None]) -> dict[str, str | None]:
    """Return the choices to store, the standard as none; raise with all that cannot be chosen."""
    known = rules.every()
    faults, chosen = [], {}
    for name, channel in channels.items():
        rule = known.get(name)
        if rule is None:
            faults.append(Fault(f"/channels/{name}", "unknown_rule", UNKNOWN_RULE))
        elif rule.fixed is not None and channel not in (None, rule.channel):
            faults.append(Fault(f"/channels/{name}", "fixed_rule", rule.fixed))
        else:
            chosen[name] = None if channel == rule.channel else channel
    if faults:
        raise Invalid(faults)
    return chosen
