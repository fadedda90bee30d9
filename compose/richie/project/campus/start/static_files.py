"""Publishes the image's static files to the volume that the gateway serves them from."""

import shutil
from pathlib import Path

SOURCE = Path("/opt/campus/static")
VOLUME = Path("/data/static")
MARKER = ".version"


def published():
    """True if the volume has the files of this very image: a volume outlives an upgrade."""
    return (VOLUME / "current").exists() and (VOLUME / "current").resolve().name == version()


def version():
    """A hash of all files, made when the image was built."""
    return (SOURCE / MARKER).read_text(encoding="utf-8").strip()


def publish():
    """Copies to /data/static/<version>, then points /data/static/current there at once. Killed in between, the next start repairs."""
    target = VOLUME / version()
    if not target.exists():
        work = VOLUME / ".new"
        shutil.rmtree(work, ignore_errors=True)
        shutil.copytree(SOURCE, work)
        work.rename(target)
    link = VOLUME / ".current.new"
    link.unlink(missing_ok=True)
    link.symlink_to(target.name)
    link.replace(VOLUME / "current")
    for old in VOLUME.iterdir():
        if old.name not in (target.name, "current"):
            shutil.rmtree(old, ignore_errors=True)
