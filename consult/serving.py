"""Serving the application: gunicorn's processes and threads, with the jobs done beside the pages."""

import socket
from contextlib import nullcontext
from dataclasses import dataclass
from typing import Any

from flask import Flask
from gunicorn.app.base import BaseApplication
from gunicorn.glogging import Logger
from werkzeug.middleware.proxy_fix import ProxyFix

from consult import logs
from consult.app import create_app
from consult.config import Settings
from consult.jobs.queue import consume_in_background
from consult.web.measuring import across_processes

SECONDS_TO_FINISH = 10
"""How long requests under way may take to finish once the service is told to stop."""


class PortTaken(Exception):
    """Nothing can be served there; the message says why."""


@dataclass(frozen=True)
class Shape:
    """How much is served at once, and where. Without `jobs` another process has to run `consult worker`."""

    host: str = "127.0.0.1"
    port: int = 8000
    processes: int = 2
    threads: int = 8
    jobs: bool = True
    debug: bool = False


class OurLog(Logger):  # type: ignore[misc]
    """Gunicorn's events in the one log."""

    def setup(self, cfg: Any) -> None:
        """Called by gunicorn."""
        super().setup(cfg)
        self.error_log.handlers.clear()
        self.error_log.propagate = True


class Server(BaseApplication):  # type: ignore[misc]
    """Gunicorn with our settings, and none from files or the environment."""

    def __init__(self, settings: Settings, shape: Shape) -> None:
        self.settings, self.shape = settings, shape
        super().__init__(prog="consult serve")

    def load_config(self) -> None:
        """Called by gunicorn."""
        shape = self.shape
        for name, value in {
            "bind": [f"[{shape.host}]:{shape.port}" if ":" in shape.host else f"{shape.host}:{shape.port}"],
            "workers": shape.processes,
            "threads": shape.threads,
            "worker_class": "gthread",
            "graceful_timeout": SECONDS_TO_FINISH,
            "control_socket_disable": True,
            "forwarded_allow_ips": "",  # see behind_proxy
            "logger_class": OurLog,
            "loglevel": "warning",
        }.items():
            self.cfg.set(name, value)

    def load(self) -> Any:
        """The application of one process. Each works on jobs too: a job belongs to whoever claims its row first, so that
        two never do the same one, and none is left when a process dies.
        """
        app = create_app(self.settings)
        if self.shape.jobs:
            consume_in_background(app)
        return behind_proxy(app, self.settings)


def behind_proxy(app: Flask, settings: Settings) -> Any:
    """Where the public address is https, exactly one proxy stands in front and says who asked and how.

    Elsewhere nobody does, and what a browser says of itself is not believed.
    """
    return ProxyFix(app.wsgi_app, x_for=1, x_proto=1) if settings.secure else app.wsgi_app


def ensure_free(host: str, port: int) -> None:
    """Raises PortTaken where nothing can listen."""
    try:
        found = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)[0]
        with socket.socket(found[0], socket.SOCK_STREAM) as trial:
            trial.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
            trial.bind(found[4])
    except PermissionError as error:
        raise PortTaken(f"Port {port} may only be used by root. Choose one above 1023 with --port") from error
    except socket.gaierror as error:
        raise PortTaken(f"{host} is no address of this machine") from error
    except OSError as error:
        raise PortTaken(f"{host}:{port} cannot be used: {error.strerror}. Choose another with --port") from error


def serve(settings: Settings, shape: Shape) -> None:
    """Serves until stopped."""
    logs.set_up(debug=shape.debug, written_as=settings.log_format)
    with across_processes() if settings.metrics_token else nullcontext():
        Server(settings, shape).run()
