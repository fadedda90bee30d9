"""The site used where the spec names none: what makes Richie a Django project. campus/layer.py goes on top of it.

Richie's wheel has no Django project; what a project must set is learnt from `sandbox/settings.py` of its source distribution and from
https://richie.education/docs/.
"""

import os

from configurations import Configuration
from django.utils.translation import gettext_lazy as _
from richie.apps.courses.settings.mixins import RichieCoursesConfigurationMixin

from campus import connection
from campus_site import applications, styleguide


class Site(RichieCoursesConfigurationMixin, Configuration):
    """The one configuration."""

    # A checkout is worked on: an error shows where it comes from.
    DEBUG = connection.is_checkout()
    SITE_ID = 1
    ENVIRONMENT = "development"
    RELEASE = os.environ.get("RICHIE_VERSION", "NA")
    ROOT_URLCONF = "campus_site.urls"
    INSTALLED_APPS = applications.INSTALLED_APPS
    MIDDLEWARE = applications.MIDDLEWARE
    DEFAULT_AUTO_FIELD = "django.db.models.AutoField"
    TEMPLATES = [
        {
            "BACKEND": "django.template.backends.django.DjangoTemplates",
            "APP_DIRS": True,
            "OPTIONS": {"context_processors": applications.CONTEXT_PROCESSORS},
        }
    ]
    STYLEGUIDE = styleguide.STYLEGUIDE
    CMS_CACHE_DURATIONS = {"content": 60, "menus": 3600, "permissions": 3600}

    LANGUAGE_CODE = "en"
    LANGUAGES = (("en", _("English")), ("fr", _("French")))
    CMS_LANGUAGES = {
        "default": {
            "public": True,
            "hide_untranslated": False,
            "redirect_on_fallback": False,
            "fallbacks": ["en", "fr"],
        },
        1: [
            {"code": "en", "name": _("English"), "fallbacks": ["fr"], "public": True},
            {"code": "fr", "name": _("French"), "fallbacks": ["en"], "public": True},
        ],
    }
    PARLER_LANGUAGES = CMS_LANGUAGES
    TIME_ZONE = "UTC"
    USE_TZ = True
    USE_I18N = True

    CMS_PERMISSION = True
    FILER_ENABLE_PERMISSIONS = True
    FILER_IS_PUBLIC_DEFAULT = True
    PAGINATION_INVALID_PAGE_RAISES_404 = True
    REST_FRAMEWORK = {
        "ALLOWED_VERSIONS": ("1.0",),
        "DEFAULT_VERSION": "1.0",
        "DEFAULT_VERSIONING_CLASS": "rest_framework.versioning.URLPathVersioning",
        "DEFAULT_AUTHENTICATION_CLASSES": ("rest_framework.authentication.SessionAuthentication",),
    }
    LOGIN_REDIRECT_URL = LOGOUT_REDIRECT_URL = "/"

    RICHIE_LTI_PROVIDERS = {}
    FEATURES = {}
    JOANIE_BACKEND = {"BASE_URL": None}
    RICHIE_MAINMENUENTRY_ALLOW_CREATION = False
    RICHIE_MAINMENUENTRY_MENU_ALLOWED_LEVEL = 0
    RICHIE_MINIMUM_COURSE_RUNS_ENROLLMENT_COUNT = 5000
