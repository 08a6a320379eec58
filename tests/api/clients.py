"""A client of the API for tests: it authenticates, speaks JSON, and knows the house's headers."""

import json
from typing import Any

from django.test import Client

from backend.api.models import ApiToken
from backend.parties.models import Person


class Api:
    """Somebody (or nobody) who calls the API."""

    def __init__(self, person: Person | None = None) -> None:
        self.client = Client(raise_request_exception=True)
        self.headers: dict[str, str] = {}
        if person is not None:
            self.headers["Authorization"] = f"Bearer {ApiToken.issue(person, days=1)}"

    def get(self, address: str, **headers: Any):
        """GET; more headers as `accept_language="en"`."""
        return self.call("GET", address, **headers)

    def post(self, address: str, body: Any = None, *, if_match: int | None = None, **headers: str):
        """POST a JSON body."""
        return self.call("POST", address, body, if_match=if_match, **headers)

    def patch(self, address: str, body: Any, *, if_match: int | None = None, **headers: str):
        """PATCH with a JSON Merge Patch."""
        media_type = "application/merge-patch+json"
        return self.call("PATCH", address, body, media_type, if_match=if_match, **headers)

    def delete(self, address: str, *, if_match: int | None = None, **headers: str):
        """DELETE."""
        return self.call("DELETE", address, if_match=if_match, **headers)

    def call(
        self,
        method: str,
        address: str,
        body: Any = None,
        media_type: str = "application/json",
        *,
        if_match: int | None = None,
        **headers: str,
    ):
        """Call with any method; bytes go out as they are."""
        more = {name.replace("_", "-"): value for name, value in headers.items()}
        if if_match is not None:
            more["If-Match"] = f'"{if_match}"'
        data = body if isinstance(body, bytes) else b"" if body is None else json.dumps(body)
        return self.client.generic(
            method, address, data, media_type, headers={**self.headers, **more}
        )
