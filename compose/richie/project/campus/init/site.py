"""Django's site: canonical links, the sitemap and hreflang are built from it, whatever Host a request has."""

from django.conf import settings
from django.contrib.sites.models import Site


def describe(domain, name):
    """Sets the site's domain (with its port) and name. Returns True if they were different."""
    site, created = Site.objects.get_or_create(pk=settings.SITE_ID, defaults={"domain": domain, "name": name})
    if not created and (site.domain, site.name) == (domain, name):
        return False
    site.domain, site.name = domain, name
    site.save()
    Site.objects.clear_cache()
    return True
