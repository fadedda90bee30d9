"""Data of a newer Richie, used with an older one: its tables have required columns that the older one leaves empty."""

from importlib.metadata import version

SHOWN = 3


def refuse(loader):
    """Ends the start before anything is written. `loader` is Django's MigrationLoader, of this database."""
    unknown = [f"{app}.{name}" for app, name in migrations(loader.applied_migrations, loader.disk_migrations)]
    if not unknown:
        return
    more = f" and {len(unknown) - SHOWN} more" if len(unknown) > SHOWN else ""
    raise SystemExit(
        f"campus: this environment's data was made by a newer Richie: {version('richie')} does not know the migrations "
        f"{', '.join(unknown[:SHOWN])}{more}. Go back to the newer version in richie.source, "
        "or delete the data and start over: bin/campus clean"
    )


def migrations(applied, known):
    """Those of applied that came after all that are known of their app. Older ones may be gone from a package: they were squashed.

    Both are pairs of an app and a name. An app that is not there at all does no harm: nobody writes to its tables.
    """
    newest = {}
    for app, name in known:
        newest[app] = max(name, newest.get(app, ""))
    return sorted((app, name) for app, name in applied if name > newest.get(app, name))
