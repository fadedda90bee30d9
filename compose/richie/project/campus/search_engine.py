"""Richie's client of the search engine."""

from elasticsearch.exceptions import ConnectionError as NotThere
from elasticsearch.exceptions import TransportError


def indices_client():
    """Once Django is set up: Richie 3.1 and later make it then, and keep it in another module."""
    from richie.apps import search
    from richie.apps.search import apps

    return getattr(apps, "ES_INDICES_CLIENT", None) or search.ES_INDICES_CLIENT


def has_indices():
    """True if the engine answers and has all that Richie searches in."""
    from richie.apps.search.indexers import ES_INDICES

    names = ",".join(index.index_name for index in ES_INDICES)
    try:
        return indices_client().exists_alias(name=names, request_timeout=3)
    except (NotThere, TransportError):
        return False
