"""Settings of a Richie site for development behind campus's gateway.

Richie's wheel has no Django project; what a project must set is learnt from `sandbox/settings.py` of its source distribution and from
https://richie.education/docs/. What differs between environments is read in connection.py.
"""

import os
from pathlib import Path

from configurations import Configuration
from django.utils.translation import gettext_lazy as _
from richie.apps.courses.settings.mixins import RichieCoursesConfigurationMixin

import applications
import connection as environment
import demo
import styleguide
from connection import connection

PROJECT = Path(__file__).resolve().parent


def localised(urls):
    """Labels of profile links are translated by Richie's own catalogues, when they know them."""
    return {key: {**link, "label": _(link["label"])} for key, link in urls.items()}


class Campus(RichieCoursesConfigurationMixin, Configuration):
    """The one configuration: DJANGO_CONFIGURATION=Campus."""

    BASE_DIR = str(PROJECT)
    DEBUG = False
    SITE_ID = 1
    ENVIRONMENT = "development"
    RELEASE = os.environ.get("RICHIE_VERSION", "NA")
    SECRET_KEY = environment.secret("SECRET_KEY")
    ROOT_URLCONF = "urls"
    WSGI_APPLICATION = "wsgi.application"
    INSTALLED_APPS = applications.INSTALLED_APPS
    MIDDLEWARE = applications.MIDDLEWARE
    DEFAULT_AUTO_FIELD = "django.db.models.AutoField"
    DATABASES = {"default": environment.database()}

    # Behind the gateway: the only peer is a unix socket, and the gateway lets only known hosts through.
    ALLOWED_HOSTS = ["*"]
    SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https")
    CSRF_TRUSTED_ORIGINS = connection["trustedOrigins"]
    # Open edX wants a Referer on the enrolment call, which crosses origins.
    SECURE_REFERRER_POLICY = connection["referrerPolicy"]
    # django-cms shows pages in a frame while they are edited.
    X_FRAME_OPTIONS = "SAMEORIGIN"
    # That, and what is wanted of a site that faces the internet: HSTS, redirects to TLS, Secure cookies.
    SILENCED_SYSTEM_CHECKS = [f"security.{check}" for check in ("W019", "W004", "W008", "W012", "W016")]
    # Cookies ignore ports: on localhost another Django would take `sessionid` for its own and delete it. Not Secure, or a login in
    # tls mode would make one over http impossible: browsers let no http page overwrite a Secure cookie.
    SESSION_COOKIE_NAME = f"richie_{connection['name']}_session"
    SESSION_COOKIE_SECURE = False
    CSRF_COOKIE_SECURE = False

    # The gateway serves both.
    STATIC_URL = "/static/"
    STATIC_ROOT = "/opt/campus/static"
    MEDIA_URL = "/media/"
    MEDIA_ROOT = "/data/media"

    TEMPLATES = [
        {
            "BACKEND": "django.template.backends.django.DjangoTemplates",
            "DIRS": environment.template_folders(PROJECT / "campus"),
            "APP_DIRS": True,
            "OPTIONS": {"context_processors": applications.CONTEXT_PROCESSORS},
        }
    ]
    STYLEGUIDE = styleguide.STYLEGUIDE

    # In files, not in each worker's memory: what one worker clears (a page is published, a course run synchronised) must be gone
    # for the other. In memory all the same, and empty whenever the container starts.
    CACHES = {
        name: {
            "BACKEND": "django.core.cache.backends.filebased.FileBasedCache",
            "LOCATION": f"/dev/shm/campus/{name}",
            "TIMEOUT": 60,
            "OPTIONS": {"MAX_ENTRIES": 2000},
        }
        for name in ("default", "search")
    }
    CMS_CACHE_DURATIONS = {"content": 60, "menus": 3600, "permissions": 3600}
    # A browser's copy can't be cleared: in development nobody wants to wait for it.
    MAX_BROWSER_CACHE_TTL = 2

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
    # Else each page of a member of staff asks a package index for a newer django-cms.
    CMS_ENABLE_UPDATE_CHECK = False
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
    EMAIL_BACKEND = "django.core.mail.backends.dummy.EmailBackend"

    # The connection with the learning platforms: https://richie.education/docs/lms-connection
    RICHIE_AUTHENTICATION_DELEGATION = {
        **{f"KEYCLOAK_{name}": "" for name in ("CLIENT_ID", "CLIENT_SECRET", "BASE_URL", "REALM")},
        **connection["authentication"],
        "PROFILE_URLS": localised(connection["authentication"].get("PROFILE_URLS", {})),
    }
    RICHIE_LMS_BACKENDS = connection["lmsBackends"]
    RICHIE_COURSE_RUN_SYNC_SECRETS = environment.sync_secrets()
    RICHIE_LTI_PROVIDERS = {}
    FEATURES = {}
    JOANIE_BACKEND = {"BASE_URL": None}

    # Without a search engine nothing is indexed; else every publication is.
    RICHIE_KEEP_SEARCH_UPDATED = environment.has_search()
    RICHIE_ES_HOST = [connection["search"].get("host", "search.invalid")]
    RICHIE_ES_INDICES_PREFIX = "richie"
    # Four attempts of 10 s by default: a page would hang rather than fail while the engine is away.
    RICHIE_ES_CLIENT_KWARGS = {"max_retries": 1}

    RICHIE_MAINMENUENTRY_ALLOW_CREATION = False
    RICHIE_MAINMENUENTRY_MENU_ALLOWED_LEVEL = 0
    RICHIE_MINIMUM_COURSE_RUNS_ENROLLMENT_COUNT = 5000

    RICHIE_DEMO_SITE_DOMAIN = connection["site"]["domain"]
    RICHIE_DEMO_NB_OBJECTS = demo.NB_OBJECTS if connection["demo"] == "small" else {}
    RICHIE_DEMO_SUBJECTS_INFO = demo.SUBJECTS if connection["demo"] == "small" else {}

    LOGGING = {
        "version": 1,
        "disable_existing_loggers": False,
        "formatters": {"line": {"format": "%(levelname)s %(name)s: %(message)s"}},
        "handlers": {"console": {"class": "logging.StreamHandler", "stream": "ext://sys.stdout", "formatter": "line"}},
        "root": {"handlers": ["console"], "level": "WARNING"},
        # django prints its errors twice otherwise: once by its own handler, once by the root's.
        "loggers": {
            "django": {"handlers": [], "level": "WARNING", "propagate": True},
            # It warns, with a traceback, of each attempt; what matters is raised anyway.
            "elasticsearch": {"level": "ERROR"},
        },
    }
