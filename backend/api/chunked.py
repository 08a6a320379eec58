"""Gives a chunked body a length, so that Django reads it and the limit holds for it.

Django takes a request without `Content-Length` for one without a body. This wrapper, the outermost
there is, reads a chunked body up to one byte above the limit; the middleware then refuses it or
lets it through.
"""

from collections.abc import Callable, Iterable
from io import BytesIO
from typing import Any

from backend.api.bodies import LIMIT

Application = Callable[[dict[str, Any], Any], Iterable[bytes]]


def with_length(application: Application) -> Application:
    """Return the WSGI application that also understands `Transfer-Encoding: chunked`."""

    def measured(environ: dict[str, Any], start_response: Any) -> Iterable[bytes]:
        encoding = environ.get("HTTP_TRANSFER_ENCODING", "").lower()
        if "chunked" in encoding and environ.get("wsgi.input_terminated"):
            body = environ["wsgi.input"].read(LIMIT + 1)
            environ["wsgi.input"] = BytesIO(body)
            environ["CONTENT_LENGTH"] = str(len(body))
        return application(environ, start_response)

    return measured
