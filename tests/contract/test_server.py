"""What only a real server shows: bodies without a length, and bodies that are too large."""

import json
from collections.abc import Iterator
from http.client import HTTPConnection
from urllib.parse import urlsplit

import pytest

from backend.api.bodies import LIMIT


@pytest.fixture
def connection(served) -> Iterator[HTTPConnection]:
    connection = HTTPConnection(urlsplit(served.address).netloc, timeout=20)
    yield connection
    connection.close()


def send(connection, body, **headers):
    connection.request(
        "POST",
        "/_allauth/browser/v1/auth/login",
        body,
        {"Content-Type": "application/json", **headers},
        encode_chunked="Transfer-Encoding" in headers,
    )
    answer = connection.getresponse()
    return answer.status, answer.headers, answer.read()


def in_pieces(size: int) -> Iterator[bytes]:
    yield from (b"x" * 65_536 for _ in range(size // 65_536 + 1))


@pytest.mark.parametrize("size", [LIMIT + 1, 3 * LIMIT])
def test_a_body_that_is_too_large_is_refused(connection, size):
    status, headers, body = send(connection, b"x" * size)
    assert status == 413
    assert headers["Content-Type"] == "application/problem+json"
    assert json.loads(body)["type"] == "/problems/body-too-large"


def test_a_body_without_a_length_is_refused_once_it_is_too_large(connection):
    status, headers, body = send(connection, in_pieces(LIMIT), **{"Transfer-Encoding": "chunked"})
    assert status == 413
    assert headers["API-Version"]
    assert json.loads(body)["type"] == "/problems/body-too-large"


def test_a_small_body_without_a_length_is_read(connection):
    connection.request("GET", "/_allauth/browser/v1/config")
    answer = connection.getresponse()
    answer.read()
    cookie = answer.headers["Set-Cookie"].split(";")[0]
    login = json.dumps({"email": "nobody@example.org", "password": "wrong"}).encode()
    status, _, body = send(
        connection,
        iter([login[:10], login[10:]]),
        **{
            "Transfer-Encoding": "chunked",
            "Cookie": cookie,
            "X-CSRFToken": cookie.partition("=")[2],
        },
    )
    assert status == 400
    assert json.loads(body)["errors"][0]["code"] == "email_password_mismatch"
