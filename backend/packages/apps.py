"""Registers the application."""

from django.apps import AppConfig


class PackagesConfig(AppConfig):
    """The settings Django needs of it."""

    name = "backend.packages"
    label = "packages"

    def ready(self) -> None:
        """Make packages known to the engine, to the clauses in them and to who may propose one."""
        from backend.agreements import bound  # noqa: PLC0415  # models load after apps
        from backend.api import offers  # noqa: PLC0415  # as above
        from backend.packages import actions, binding, queries  # noqa: PLC0415  # as above
        from backend.packages.models import Package  # noqa: PLC0415  # as above
        from backend.packages.waiting import asked_of, new_packages  # noqa: PLC0415  # as above
        from backend.reminders import awaited, waiting  # noqa: PLC0415  # as above
        from backend.workflow import moving, registry  # noqa: PLC0415  # as above

        registry.register(Package)
        moving.with_dossiers(queries.packages_of)
        moving.with_rows(queries.members_of)
        bound.register(
            bound.Bond(binding.hold, binding.refusal, binding.left, binding.packages_with)
        )
        offers.register(actions.offered)
        waiting.register(new_packages)
        awaited.register(Package.kind, asked_of)
