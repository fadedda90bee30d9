"""The first start, in steps. Each can be killed at any point and run again, and is done only if it is not done yet.

Nothing is indexed page by page meanwhile (RICHIE_KEEP_SEARCH_UPDATED): the index is made once, after all pages.
"""

from django.conf import settings
from django.core.cache import caches
from django.test.utils import override_settings

from campus.connection import connection

from . import admin, courses, links, pages, schema, search, site


def prepare():
    """The database. Returns True if tables or pages had to be made, which leaves a process of 200 MB."""
    migrated = schema.migrate()
    with override_settings(RICHIE_KEEP_SEARCH_UPDATED=False):
        made = pages.make(connection["demo"])
        # Each of them, so a list and not a chain of `or`.
        changed = [
            site.describe(connection["site"]["domain"], connection["name"]),
            links.rewrite(connection["lmsOrigins"]),
            courses.apply(connection),
            admin.create(connection["admin"]),
        ]
    if any(changed):
        for name in settings.CACHES:
            caches[name].clear()
    return migrated or made


def index(seconds=180):
    """The search index, waiting at most so long for the engine. Returns True if there was anything to do."""
    return search.ensure(connection["search"], seconds)
