"""How gunicorn runs the server; every number comes from a ``WIDGET_*`` setting."""

from __future__ import annotations

import os
import sys

from widget.config import load
from widget.domain import limits
from widget.domain.errors import SettingsError
from widget.jobs import gunicorn_hooks
from widget.logs import configuration

try:
    _settings = load(os.environ)
except SettingsError as error:
    sys.exit(f"widget: {error.message}")

bind = _settings.bind
worker_class = "gthread"
workers = _settings.workers
threads = _settings.threads
# The application is loaded once, before the fork: one schema check, shared memory.
preload_app = True
# No socket for runtime control: nothing listens that the operator did not ask for.
control_socket_disable = True
# Longer than the pause between the page's load and the press, so the press finds an open
# connection; idle connections wait in the poller and hold no thread.
keepalive = 15
timeout = 30
# A write waits at most twice 5 seconds for its turn; a client that sent half a request for no more.
graceful_timeout = 12
# Heartbeats in memory where there is such a folder, so a slow disk never kills a worker.
worker_tmp_dir = "/dev/shm" if os.path.isdir("/dev/shm") else None  # noqa: S108
limit_request_line = limits.REQUEST_LINE_BYTES
limit_request_fields = limits.HEADER_FIELDS
limit_request_field_size = limits.HEADER_FIELD_BYTES
# No header of a request says where it went: settings say it. Gunicorn would believe SCRIPT_NAME
# of loopback, and a proxy on this machine may hand on what a client has sent.
forwarded_allow_ips = ""
forwarder_headers = ""
secure_scheme_headers: dict[str, str] = {}
accesslog = None
logconfig_dict = configuration(_settings.log_level, _settings.log_format)

# The consumer beside the workers: it polls sources and fetches what readers press on.
when_ready = gunicorn_hooks.when_ready
post_fork = gunicorn_hooks.post_fork
post_worker_init = gunicorn_hooks.post_worker_init
on_reload = gunicorn_hooks.on_reload
on_exit = gunicorn_hooks.on_exit
