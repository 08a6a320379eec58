"""The table of addresses of the screens is read whole, and every address in it can be filled in."""

from uuid import uuid4

from tests.browser.screens import page_names, screens


def test_every_kind_of_page_can_be_opened() -> None:
    found = screens()

    assert set(found) == page_names() - {"notFound"}
    for screen in (each for variants in found.values() for each in variants):
        names = [str(uuid4()) for _ in screen.names]
        path = screen.address(names, turn=0)
        assert ":" not in path
        assert all(name in path for name in names)
