#!/opt/campus/venv/bin/python
"""The container's process: static files, database, first start, and then the server.

One process for all of it, so that Richie (2 s) is loaded once. After a first start it starts again: making a demo leaves 100 MB in memory.
"""

import gc
import os
import signal
import sys

sys.path.insert(0, "/opt/campus/project")
os.environ["DJANGO_SETTINGS_MODULE"] = "campus.settings"

from campus import connection, status  # noqa: E402
from campus.start import reload  # noqa: E402

# Process 1 ignores SIGTERM unless told otherwise. Every step can be killed, so there is nothing to tidy up.
signal.signal(signal.SIGTERM, lambda *_: os._exit(143))
# The volumes are shared with whoever runs Richie next: uid 1000, or the owner of a checkout, who is in its group.
os.umask(0o002)
status.recorded = True
MAIN_PROCESS = os.getpid()


def main():
    """The start, step by step."""
    if not connection.is_checkout():
        publish_static_files()

    status.record("starting: waiting for the database")
    from campus.start import database

    database.wait()

    if connection.is_checkout():
        reload.run(serve)
    elif serve():
        sys.stdout.flush()
        os.execv(sys.executable, [sys.executable, *sys.argv])


def publish_static_files():
    """They are the image's: those of a checkout are served from where they are."""
    status.record("starting: publishing static files")
    from campus.start import static_files

    if not static_files.published():
        with status.step("publishing static files"):
            static_files.publish()


def serve(prepares=True):
    """Loads Richie, prepares the database, and serves for good. Returns True where preparing it made this process grow to 200 MB."""
    with status.step("loading Richie"):
        import django

        django.setup()

    from campus import init

    # Migrations make 16,000 model classes; looking for garbage among them takes a quarter of the time.
    gc.set_threshold(200_000, 20, 20)
    if prepares and init.prepare():
        return True

    status.record("starting: loading the first page")
    from campus.start import server

    gc.set_threshold(700, 10, 10)
    server.Server().run()
    return False


if __name__ == "__main__":
    try:
        main()
    except BaseException:
        # gunicorn's workers end here too, by SystemExit: they say nothing of the container.
        if os.getpid() == MAIN_PROCESS:
            status.fail()
        raise
