"""A mail server for tests: speaks just enough SMTP, and can fall silent in the middle of a mail."""

import socketserver
import threading
import time
from email import message_from_bytes
from typing import Any, Self


class PostOffice(socketserver.ThreadingTCPServer):
    """Listens on a port of its own; `received` are the mails it took, in order."""

    daemon_threads = True
    block_on_close = False
    allow_reuse_address = True

    def __init__(self, port: int = 0) -> None:
        super().__init__(("127.0.0.1", port), _Counter)
        self.received: list[Any] = []
        self.silent = threading.Event()  # while set, nobody gets an answer to a mail
        self.refused: dict[str, str] = {}  # what is answered to an address
        self.to_sender = ""  # what is answered to whoever sends, unless they are welcome
        self.takes = 0.0  # seconds to think about each mail
        self.reached = threading.Event()  # a mail has come as far as that

    def __enter__(self) -> Self:
        threading.Thread(target=self.serve_forever, daemon=True).start()
        return self

    def __exit__(self, *args: object) -> None:
        self.shutdown()
        self.server_close()

    @property
    def url(self) -> str:
        """Its address, as the settings want it."""
        return f"smtp://127.0.0.1:{self.server_address[1]}"


class _Counter(socketserver.StreamRequestHandler):
    server: PostOffice

    def handle(self) -> None:
        self.say("220 here")
        while line := self.rfile.readline():
            word = line[:4].upper()
            if word == b"DATA":
                self.say("354 go on")
                self.take()
            elif word == b"QUIT":
                self.say("221 goodbye")
                return
            elif word == b"MAIL":
                self.say(self.server.to_sender or "250 yes")
            elif word == b"RCPT":
                address = line.decode().partition("<")[2].partition(">")[0]
                self.say(self.server.refused.get(address, "250 yes"))
            else:
                self.say("250 yes")

    def take(self) -> None:
        lines = []
        while (line := self.rfile.readline()) not in (b".\r\n", b""):
            lines.append(line.removeprefix(b"."))
        self.server.reached.set()
        if self.server.silent.is_set():
            self.rfile.read()  # until the other side is gone
            return
        time.sleep(self.server.takes)
        self.server.received.append(message_from_bytes(b"".join(lines)))
        self.say("250 taken")

    def say(self, text: str) -> None:
        self.wfile.write(text.encode() + b"\r\n")
