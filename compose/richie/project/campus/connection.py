"""What differs from one environment to another: one file that the toolkit wrote, and secrets from the environment."""

import json
import os
from pathlib import Path

FILE = Path(os.environ.get("CAMPUS_CONNECTION", "/etc/campus/richie/connection.json"))

connection = json.loads(FILE.read_text(encoding="utf-8"))


def secret(name):
    """A secret of this environment, such as secret("DATABASE_PASSWORD")."""
    variable = f"CAMPUS_{name}"
    if not os.environ.get(variable):
        raise SystemExit(f"campus: the environment variable {variable} is not set")
    return os.environ[variable]


def sync_secrets():
    """The secrets that a course-run synchronisation may be signed with."""
    return [part for part in os.environ.get("CAMPUS_SYNC_SECRETS", "").split(",") if part]


def database():
    """Django's DATABASES["default"]."""
    chosen = connection["database"]
    if chosen["engine"] == "sqlite":
        return {
            "ENGINE": "django.db.backends.sqlite3",
            "NAME": chosen["path"],
            # Two workers write: wait for each other instead of "database is locked".
            "OPTIONS": {"timeout": 20},
        }
    return {
        "ENGINE": "django.db.backends.postgresql",
        "HOST": chosen["host"],
        "PORT": chosen["port"],
        "NAME": chosen["name"],
        "USER": chosen["user"],
        "PASSWORD": secret("DATABASE_PASSWORD"),
        "CONN_MAX_AGE": 60,
        # Survive a database that was restarted.
        "CONN_HEALTH_CHECKS": True,
    }


def index_prefix():
    """Begins the names of a database's own indices: one made from the other database names pages that are not there."""
    return "richie_sqlite" if connection["database"]["engine"] == "sqlite" else "richie"


def has_search():
    """False when the spec says `richie.search: none`."""
    return connection["search"]["engine"] != "none"


def is_checkout():
    """True where Richie, or a site, comes from a checkout that somebody works on."""
    return "CAMPUS_CHECKOUT" in os.environ


def template_folders(parent):
    """Folders of templates that take the place of Richie's own, as this environment needs them."""
    fakes_login = connection["authentication"]["BACKEND"] == "dummy"
    wanted = {"templates_without_search": not has_search(), "templates_with_fake_login": fakes_login}
    return [parent / name for name, is_wanted in wanted.items() if is_wanted]
