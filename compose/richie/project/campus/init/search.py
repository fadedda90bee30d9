"""The search index in Elasticsearch. It can always be made anew from the database."""

import time

from django.core.cache import caches
from django.core.management import call_command
from elasticsearch.exceptions import ConnectionError as NotThere
from elasticsearch.exceptions import TransportError
from richie.apps.search.apps import ES_INDICES_CLIENT
from richie.apps.search.indexers import ES_INDICES

import status
from campus.models import Step


def wanted():
    """What an index must have been made after: the pages and the course list."""
    return dict(Step.objects.filter(name__in=["pages", "courses"]).values_list("name", "detail"))


def recorded():
    """True if the database holds that its pages were indexed."""
    return Step.objects.filter(name="search", detail=wanted()).exists()


def ensure(search, seconds):
    """Indexes all pages if that was not done, or if the engine has lost it. Returns True if it did."""
    if search["engine"] == "none":
        # What changes from now on is not indexed: begin anew when search is switched on again.
        Step.objects.filter(name="search").delete()
        return False
    if recorded():
        wait(seconds)
        if all(ES_INDICES_CLIENT.exists_alias(name=index.index_name) for index in ES_INDICES):
            return False
    with status.step("indexing for search"):
        wait(seconds)
        call_command("bootstrap_elasticsearch", verbosity=0)
        caches["search"].clear()
        Step.objects.update_or_create(name="search", defaults={"detail": wanted()})
    return True


def wait(seconds):
    """Waits until the engine answers."""
    end = time.monotonic() + seconds
    told = False
    while True:
        try:
            return ES_INDICES_CLIENT.client.cluster.health(wait_for_status="yellow", request_timeout=5)
        except (NotThere, TransportError):
            if time.monotonic() > end:
                raise
            if not told:
                status.say("waiting for the search engine")
                told = True
            time.sleep(0.5)
