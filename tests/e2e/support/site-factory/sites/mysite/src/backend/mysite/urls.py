"""Routes of the site, with one that Richie does not have."""

from cms.sitemaps import CMSSitemap
from django.conf.urls.i18n import i18n_patterns
from django.contrib import admin
from django.contrib.sitemaps.views import sitemap
from django.http import HttpResponse
from django.urls import include, path, re_path
from richie.apps.courses.urls import redirects_urlpatterns
from richie.apps.courses.urls import urlpatterns as courses_urlpatterns
from richie.apps.search.urls import urlpatterns as search_urlpatterns
from richie.plugins.urls import urlpatterns as plugins_urlpatterns

admin.autodiscover()

urlpatterns = [
    path("my-route", lambda request: HttpResponse("of my site")),
    path("sitemap.xml", sitemap, {"sitemaps": {"cmspages": CMSSitemap}}),
    re_path(r"^api/v(?P<version>[0-9]+\.[0-9]+)/", include([*courses_urlpatterns, *search_urlpatterns, *plugins_urlpatterns])),
    path("redirects/", include(redirects_urlpatterns)),
    path("", include("filer.server.urls")),
    *i18n_patterns(path("admin/", admin.site.urls), path("accounts/", include("django.contrib.auth.urls")), path("", include("cms.urls"))),
]
