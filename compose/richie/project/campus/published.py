"""What is published, by a person or by a synchronisation, is seen at once, in search and on all pages.

Without this, Elasticsearch shows it within a second, and a page that shows another one (a glimpse of a course) within a minute.
"""

from cms.signals import post_publish, post_unpublish
from django.conf import settings
from django.core.cache import caches
from django.db import transaction
from richie.apps.search.defaults import ES_INDICES_PREFIX

from .search_engine import indices_client


def listen():
    """Called once, when Django starts."""
    post_publish.connect(after_commit, dispatch_uid="campus_post_publish")
    post_unpublish.connect(after_commit, dispatch_uid="campus_post_unpublish")


def after_commit(**_):
    """Richie's search updates its index after the commit too, and was there first."""
    transaction.on_commit(show)


def show():
    """Makes the index show what was just indexed, then clears the caches."""
    if settings.RICHIE_KEEP_SEARCH_UPDATED:
        indices_client().refresh(index=f"{ES_INDICES_PREFIX}_*")
    for name in settings.CACHES:
        caches[name].clear()
