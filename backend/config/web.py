"""How gunicorn serves: `gunicorn --config python:backend.config.web backend.config.wsgi`."""

import gc
import os
from pathlib import Path
from typing import Any

from backend.config import env

bind = env.text("POLDERSPOOR_BIND", f"127.0.0.1:{env.number('PORT', 8000)}")
worker_class = "gthread"
workers = env.number("WEB_CONCURRENCY", 2)
threads = env.number("POLDERSPOOR_THREADS", 4)
# Loaded once and then forked: the workers share the memory of the code.
preload_app = True
timeout = 60
graceful_timeout = 8
keepalive = 5
# Room for a few filters with texts in them; gunicorn's default refuses what the document allows.
limit_request_line = 8190
# A worker is replaced now and then, so that a slow leak in a library stays small.
max_requests = 20_000
max_requests_jitter = 2_000
# On a disk that is busy a worker's sign of life may come too late.
worker_tmp_dir = "/dev/shm" if Path("/dev/shm").is_dir() else None  # noqa: S108  # memory, and gunicorn's own files
# The proxy in front is the only one who may say where a request came from.
forwarded_allow_ips = os.environ.get("FORWARDED_ALLOW_IPS", "127.0.0.1")
errorlog = "-"


def pre_fork(_server: Any, _worker: Any) -> None:
    """Nothing of the code that all workers share is ever garbage: do not look there for it."""
    gc.collect()
    gc.freeze()


def post_fork(_server: Any, _worker: Any) -> None:
    """Look for garbage every few pages of a list, not several times on each."""
    gc.set_threshold(20_000, 20, 20)


control_socket_disable = True
