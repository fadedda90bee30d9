"""A small site with all that makes one hard to run elsewhere: a cache, sessions, storages and an error tracker that are not there."""

from pathlib import Path

from configurations import Configuration, values
from richie.apps.courses.settings.mixins import RichieCoursesConfigurationMixin

BACKEND = Path(__file__).resolve().parent.parent


class Base(RichieCoursesConfigurationMixin, Configuration):
    """As in production."""

    SITE_ID = 1
    SECRET_KEY = values.SecretValue()
    SENTRY_DSN = values.Value(None, environ_name="SENTRY_DSN")
    ROOT_URLCONF = "mysite.urls"
    SESSION_ENGINE = "django.contrib.sessions.backends.cache"
    SECURE_SSL_REDIRECT = True
    STATIC_URL = "https://cdn.example.org/static/"
    STORAGES = {
        "default": {"BACKEND": "storages.backends.s3boto3.S3Boto3Storage"},
        "staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.ManifestStaticFilesStorage"},
    }
    CACHES = {
        "default": {
            "BACKEND": values.Value("django_redis.cache.RedisCache", environ_name="CACHE_BACKEND", environ_prefix=None),
            "LOCATION": "redis://redis.invalid:6379/0",
        }
    }
    RICHIE_LMS_BACKENDS = [{"BASE_URL": values.Value(environ_name="EDX_BASE_URL", environ_prefix=None)}]

    INSTALLED_APPS = (
        "mysite",
        *(f"richie.apps.{name}" for name in ("demo", "search", "courses", "core")),
        *(f"richie.plugins.{name}" for name in ("glimpse", "html_sitemap", "large_banner", "nesteditem", "plain_text", "section")),
        *(f"richie.plugins.{name}" for name in ("simple_picture", "simple_text_ckeditor", "slider", "lti_consumer")),
        *("richie", "dj_pagination", "dockerflow.django", "parler", "rest_framework"),
        *(f"djangocms_{name}" for name in ("admin_style", "googlemap", "link", "picture", "text_ckeditor", "video")),
        *("cms", "menus", "sekizai", "treebeard", "filer", "easy_thumbnails", "dal", "dal_select2"),
        *(f"django.contrib.{name}" for name in ("auth", "contenttypes", "sessions", "admin", "sites", "sitemaps")),
        *(f"django.contrib.{name}" for name in ("staticfiles", "messages", "humanize")),
    )
    MIDDLEWARE = (
        "richie.apps.core.cache.LimitBrowserCacheTTLHeaders",
        "cms.middleware.utils.ApphookReloadMiddleware",
        "django.middleware.security.SecurityMiddleware",
        "django.contrib.sessions.middleware.SessionMiddleware",
        "django.middleware.csrf.CsrfViewMiddleware",
        "django.contrib.auth.middleware.AuthenticationMiddleware",
        "django.contrib.messages.middleware.MessageMiddleware",
        "django.middleware.locale.LocaleMiddleware",
        "django.middleware.common.CommonMiddleware",
        "django.middleware.clickjacking.XFrameOptionsMiddleware",
        "dockerflow.django.middleware.DockerflowMiddleware",
        *(f"cms.middleware.{name}" for name in ("user.CurrentUserMiddleware", "page.CurrentPageMiddleware")),
        *(f"cms.middleware.{name}" for name in ("toolbar.ToolbarMiddleware", "language.LanguageCookieMiddleware")),
        "dj_pagination.middleware.PaginationMiddleware",
    )
    TEMPLATES = [
        {
            "BACKEND": "django.template.backends.django.DjangoTemplates",
            "DIRS": [str(BACKEND / "templates")],
            "OPTIONS": {
                "context_processors": (
                    "django.contrib.auth.context_processors.auth",
                    "django.contrib.messages.context_processors.messages",
                    *(f"django.template.context_processors.{name}" for name in ("i18n", "debug", "request", "media", "csrf", "tz")),
                    "django.template.context_processors.static",
                    "sekizai.context_processors.sekizai",
                    "cms.context_processors.cms_settings",
                    "richie.apps.core.context_processors.site_metas",
                ),
                "loaders": [
                    (
                        "django.template.loaders.cached.Loader",
                        ["django.template.loaders.filesystem.Loader", "django.template.loaders.app_directories.Loader"],
                    )
                ],
            },
        }
    ]

    DEFAULT_AUTO_FIELD = "django.db.models.AutoField"
    USE_TZ = True
    USE_I18N = True
    LANGUAGE_CODE = "en"
    LANGUAGES = (("en", "English"), ("fr", "French"))
    CMS_LANGUAGES = {
        "default": {"public": True, "hide_untranslated": False, "redirect_on_fallback": False, "fallbacks": ["en", "fr"]},
        1: [{"code": code, "name": name, "public": True} for code, name in LANGUAGES],
    }
    PARLER_LANGUAGES = CMS_LANGUAGES
    CMS_PERMISSION = True
    FILER_ENABLE_PERMISSIONS = True
    FEATURES = {}
    JOANIE_BACKEND = {"BASE_URL": None}
    RICHIE_LTI_PROVIDERS = {}
    REST_FRAMEWORK = {
        "ALLOWED_VERSIONS": ("1.0",),
        "DEFAULT_VERSION": "1.0",
        "DEFAULT_VERSIONING_CLASS": "rest_framework.versioning.URLPathVersioning",
        "DEFAULT_AUTHENTICATION_CLASSES": ("rest_framework.authentication.SessionAuthentication",),
    }

    @property
    def ENVIRONMENT(self):
        """As sites have it."""
        return type(self).__name__.lower()


class Staging(Base):
    """The one that the spec of the test names."""
