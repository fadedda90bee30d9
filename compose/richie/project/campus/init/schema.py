"""The tables."""

from django.core.management import call_command
from django.db import connection, connections
from django.db.migrations.executor import MigrationExecutor

from campus import status

from . import newer_data


def migrate():
    """Migrates if anything is pending. Django's command takes seconds even if nothing is."""
    if connection.vendor == "sqlite":
        # Readers and the writer don't block each other. It is a property of the file.
        with connection.cursor() as cursor:
            cursor.execute("PRAGMA journal_mode=WAL")

    executor = MigrationExecutor(connections["default"])
    newer_data.refuse(executor.loader)
    if not executor.migration_plan(executor.loader.graph.leaf_nodes()):
        return False
    with status.step("migrating the database"):
        call_command("migrate", interactive=False, verbosity=0)
    return True
