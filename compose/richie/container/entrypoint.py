#!/opt/campus/venv/bin/python
"""The container's process: static files, database, first start, and then the server.

One process for all of it, so that Richie (2 s) is loaded once. After a first start it begins anew: making a demo leaves 100 MB behind.
"""

import gc
import os
import signal
import sys

sys.path[:0] = ["/opt/campus/project", "/opt/campus/container"]

import status  # noqa: E402

# Process 1 ignores SIGTERM unless told otherwise. Every step can be killed, so there is nothing to tidy up.
signal.signal(signal.SIGTERM, lambda *_: os._exit(143))
status.recorded = True
MAIN_PROCESS = os.getpid()


def main():
    """The start, step by step."""
    status.record("starting: publishing static files")
    import static_files

    if not static_files.published():
        with status.step("publishing static files"):
            static_files.publish()

    status.record("starting: waiting for the database")
    import database

    database.wait()

    with status.step("loading Richie"):
        os.environ.setdefault("DJANGO_SETTINGS_MODULE", "settings")
        os.environ.setdefault("DJANGO_CONFIGURATION", "Campus")
        import configurations

        configurations.setup()

    from campus import init

    # Migrations make 16,000 model classes; looking for garbage among them takes a quarter of the time.
    gc.set_threshold(200_000, 20, 20)
    if init.prepare():
        sys.stdout.flush()
        os.execv(sys.executable, [sys.executable, *sys.argv])

    status.record("starting: showing the first page")
    import server

    gc.set_threshold(700, 10, 10)
    server.Server().run()


if __name__ == "__main__":
    try:
        main()
    except BaseException:
        # gunicorn's workers end here too, by SystemExit: they say nothing of the container.
        if os.getpid() == MAIN_PROCESS:
            status.fail()
        raise
