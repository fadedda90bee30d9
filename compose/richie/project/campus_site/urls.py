"""Routes. Richie brings its own; static files and media are not served by them."""

from cms.sitemaps import CMSSitemap
from django.conf import settings
from django.conf.urls.i18n import i18n_patterns
from django.contrib import admin
from django.contrib.sitemaps.views import sitemap
from django.urls import include, path, re_path
from django.views.generic import TemplateView
from richie.apps.courses.urls import redirects_urlpatterns
from richie.apps.courses.urls import urlpatterns as courses_urlpatterns
from richie.apps.search.urls import urlpatterns as search_urlpatterns
from richie.plugins.urls import urlpatterns as plugins_urlpatterns

admin.autodiscover()
admin.site.enable_nav_sidebar = False

urlpatterns = [
    path("robots.txt", TemplateView.as_view(template_name="richie/robots.html", content_type="text/plain")),
    path("sitemap.xml", sitemap, {"sitemaps": {"cmspages": CMSSitemap}}),
    re_path(
        r"^api/v(?P<version>[0-9]+\.[0-9]+)/",
        include([*courses_urlpatterns, *search_urlpatterns, *plugins_urlpatterns]),
    ),
    path("redirects/", include(redirects_urlpatterns)),
    path("", include("filer.server.urls")),
    *i18n_patterns(
        path("admin/", admin.site.urls),
        path("accounts/", include("django.contrib.auth.urls")),
        path(
            "styleguide/",
            TemplateView.as_view(template_name="richie/styleguide/index.html", extra_context={"STYLEGUIDE": settings.STYLEGUIDE}),
            name="styleguide",
        ),
        path("", include("cms.urls")),
    ),
]

handler400 = "richie.apps.core.views.error.error_400_view_handler"
handler403 = "richie.apps.core.views.error.error_403_view_handler"
handler404 = "richie.apps.core.views.error.error_404_view_handler"
handler500 = "richie.apps.core.views.error.error_500_view_handler"
