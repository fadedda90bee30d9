"""Serves a checkout, and again whenever a Python file of it changes. A failure is reported, and waits for the next change."""

import os
import signal
import sys
import time
import traceback

from campus import status

SECONDS = 1
# Compiled translations are kept in memory as modules are.
SUFFIXES = (".py", ".mo")
SKIPPED = {"node_modules", "__pycache__", "static", "media"}
# The exit code of a child that wants to be started again, and of one whose failure an edit may fix.
AGAIN, BROKEN = 75, 76


def run(serve):
    """Returns never. `serve(prepares)` is called in a child: it alone imports what may change."""
    was_ready = False
    while True:
        seen = snapshot()
        child = os.fork()
        if child == 0:
            serve_here(serve, not was_ready)
        signal.signal(signal.SIGTERM, lambda *_, child=child: stop(child))
        ending = watch(child, seen)
        # Afterwards the database is as it was left: what a new migration does, its author decides (manage migrate).
        was_ready = was_ready or is_ready()
        if ending is None:
            tell(seen, settled(snapshot()))
            end(child, signal.SIGQUIT)
        elif ending != AGAIN:
            sys.exit(ending)


def serve_here(serve, prepares):
    """The child."""
    signal.signal(signal.SIGTERM, lambda *_: os._exit(143))
    main_process = os.getpid()
    try:
        os._exit(AGAIN if serve(prepares) else 0)
    except BaseException as error:
        # gunicorn's workers end here too.
        if os.getpid() != main_process or (isinstance(error, SystemExit) and not error.code):
            os._exit(0)
        if not isinstance(error, SystemExit):
            traceback.print_exception(error)
        status.fail(describe(error))
        sys.stdout.flush()
        os._exit(BROKEN)


def describe(error):
    """`SyntaxError: invalid syntax (models.py, line 12)`, with the place in the checkout for errors that do not give it."""
    if isinstance(error, SystemExit):
        return str(error).removeprefix("campus: ")
    frames = [frame for frame in traceback.extract_tb(error.__traceback__) if frame.filename.startswith(checkout())]
    place = f" ({os.path.relpath(frames[-1].filename, checkout())}, line {frames[-1].lineno})" if frames else ""
    text = " ".join(f"{type(error).__name__}: {error}".split())
    return f"{text[:200]}{'' if isinstance(error, SyntaxError) else place}"


def checkout():
    """Where it is mounted."""
    return os.environ["CAMPUS_CHECKOUT"]


def watch(child, seen):
    """Returns None when a file changed, or how the child ended. After a failure that an edit may fix, it waits for the edit."""
    ending = None
    while True:
        time.sleep(SECONDS)
        # Not the child alone: we are process 1, and it leaves some behind.
        for ended, how in reap():
            ending = how if ended == child else ending
        if ending not in (None, BROKEN):
            return ending
        if snapshot() != seen:
            return None


def reap():
    """The processes that ended since: their numbers, and exit codes."""
    try:
        while (found := os.waitpid(-1, os.WNOHANG)) != (0, 0):
            yield found[0], os.waitstatus_to_exitcode(found[1])
    except ChildProcessError:
        return


def snapshot():
    """The files that are watched, and when each was changed."""
    folders = [path for path in sys.path if f"{path}/".startswith(f"{checkout()}/")]
    return {path: changed for folder in folders for path, changed in files(folder)}


def files(folder):
    """Those below a folder that Python may have read."""
    for parent, folders, names in os.walk(folder):
        folders[:] = [name for name in folders if name not in SKIPPED and not name.startswith(".")]
        for name in names:
            if name.endswith(SUFFIXES):
                path = os.path.join(parent, name)
                try:
                    yield path, os.stat(path).st_mtime_ns
                except FileNotFoundError:
                    continue


def settled(now):
    """Waits until nothing changes any more: a change of branch takes its time."""
    while True:
        time.sleep(0.3)
        later = snapshot()
        if later == now:
            return now
        now = later


def tell(before, after):
    """Which file it was."""
    changed = sorted(path for path in {*before, *after} if before.get(path) != after.get(path))
    first = os.path.relpath(changed[0], checkout()) if changed else "a file"
    more = f" and {len(changed) - 1} more" if len(changed) > 1 else ""
    status.record(f"starting: reloading {first}{more}")
    status.say(f"{first}{more} changed")


def is_ready():
    """Whether a child has served already."""
    return status.FILE.exists() and status.FILE.read_text(encoding="utf-8").strip() == "ready"


def end(child, how):
    """Ends the child, if it is still there, and waits for it."""
    try:
        os.kill(child, how)
        os.waitpid(child, 0)
    except (ProcessLookupError, ChildProcessError):
        return


def stop(child):
    """docker stop."""
    end(child, signal.SIGTERM)
    os._exit(0)
