"""What employer and workers each have an owner of."""

from uuid import UUID

from backend.parties.actors import Office
from backend.workflow.roles import Role


class Owned:
    """A subject with an owner on each side; comes before `Subject` among its base classes."""

    employer_owner_id: UUID | None
    worker_owner_id: UUID | None

    def roles_of(self, office: Office) -> frozenset[Role]:
        """Return which owner an office is of."""
        if not office.negotiates:
            return frozenset()
        owners = {
            self.employer_owner_id: Role.EMPLOYER_OWNER,
            self.worker_owner_id: Role.WORKER_OWNER,
        }
        role = owners.get(office.organisation_id)
        return frozenset({role}) if role else frozenset()

    def owner_of(self, side: str) -> UUID | None:
        """Return the organisation that takes care of it on a side (employer or workers)."""
        return {"employer": self.employer_owner_id, "workers": self.worker_owner_id}.get(side)
