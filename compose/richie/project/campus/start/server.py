"""gunicorn, with Richie loaded once for all workers."""

import os
import signal
import sys
import traceback
from wsgiref.util import setup_testing_defaults

from gunicorn.app.base import BaseApplication

from campus import status
from campus.connection import connection, has_search

OPTIONS = {
    "bind": "unix:/run/campus/richie.sock",
    "workers": 2,
    # Threads, for only they keep connections to the gateway open. Longer than nginx does (60 s), or it would meet closed ones.
    "worker_class": "gthread",
    "threads": 4,
    "keepalive": 75,
    "timeout": 90,
    "graceful_timeout": 5,
    "preload_app": True,
    "worker_tmp_dir": "/dev/shm",
    "forwarded_allow_ips": "*",
    # The gateway has limits, larger ones: a request of Open edX's domain has cookies of 20 kB.
    "limit_request_line": 0,
    "limit_request_field_size": 0,
    "loglevel": "warning",
}


def warm_up(application):
    """Shows the home page once before there are workers: they inherit the routes and templates that it took to load."""
    from django.conf import settings

    environ = {"HTTP_HOST": connection["site"]["domain"], "PATH_INFO": f"/{settings.LANGUAGE_CODE}/"}
    setup_testing_defaults(environ)
    for _ in application(environ, lambda *_: None):
        pass


def index(ready):
    """The search index, in a process of its own: course pages don't wait for it. `ready`: it was made by an earlier start."""
    from campus import init

    try:
        if init.index() or not ready:
            status.ready()
    except Exception:
        traceback.print_exc()
        status.fail()


def when_ready(server):
    """gunicorn listens."""
    from django.db import connections

    from campus.init import search

    ready = not has_search() or search.recorded()
    connections.close_all()
    if ready:
        status.ready()
    if not has_search() or os.fork():
        return
    # Here we are the child: of gunicorn's we keep nothing.
    for number in server.SIGNALS + [signal.SIGCHLD]:
        signal.signal(number, signal.SIG_DFL)
    for listener in server.LISTENERS:
        listener.sock.close()
    index(ready)
    sys.stdout.flush()
    os._exit(0)


class Server(BaseApplication):
    """Serves Richie on a unix socket."""

    def load_config(self):
        """The options above."""
        for name, value in {**OPTIONS, "when_ready": when_ready, "on_exit": lambda _: status.record("stopped")}.items():
            self.cfg.set(name, value)

    def load(self):
        """Called before the workers are forked: an open connection would be shared."""
        from django.core.wsgi import get_wsgi_application
        from django.db import connections

        application = get_wsgi_application()
        warm_up(application)
        connections.close_all()
        return application
