"""What this container is doing, in one line: on stdout, and in a file that the gateway and `campus up` read."""

import os
import time
from contextlib import contextmanager
from pathlib import Path

FILE = Path("/run/campus/richie.status")

# Only the container's own start may say how the container is; a command run by hand must not.
recorded = False
last = ""


def say(text):
    """A line for a person who reads the log."""
    print(f"campus: {text}", flush=True)


def record(text):
    """Makes `text` the content of the status file, at once."""
    global last
    last = text
    if not recorded:
        return
    new = FILE.with_suffix(f".{os.getpid()}.new")
    new.write_text(f"{text}\n", encoding="utf-8")
    new.replace(FILE)


@contextmanager
def step(text):
    """Does a step of the start: says so, records it, and tells how long it took."""
    record(f"starting: {text}")
    say(last)
    begin = time.monotonic()
    yield
    say(f"{text}: {time.monotonic() - begin:.1f} s")


def fail(reason=""):
    """After an exception: the step that was going on failed."""
    if last.startswith("starting: "):
        record(last.replace("starting", "failed", 1) + (reason and f": {reason}"))
        say(last)


def ready():
    """The last line of a good start."""
    record("ready")
    say(last)
