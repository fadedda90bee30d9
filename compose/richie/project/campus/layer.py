"""What any Richie site needs in this environment, on top of its own settings. What differs by environment is read in connection.py."""

from pathlib import Path

from django.utils.translation import gettext_lazy as _

from campus import connection as environment
from campus import demo, logging_settings
from campus.connection import connection

PACKAGE = Path(__file__).resolve().parent

# They need services that are not here, contradict STORAGES, or lead elsewhere.
DROPPED = {"DEFAULT_FILE_STORAGE", "STATICFILES_STORAGE", "CDN_DOMAIN", "SESSION_COOKIE_DOMAIN", "CSRF_COOKIE_DOMAIN", "FORCE_SCRIPT_NAME"}

# django-cms shows pages in a frame, and what is wanted of a site that faces the internet: HSTS, redirects to TLS, Secure cookies.
SILENCED = [f"security.{check}" for check in ("W019", "W004", "W008", "W012", "W016")]


def over(site):
    """The site's own settings with ours over them. Applications, middleware, routes and templates are kept, and some are added."""
    kept = {name: value for name, value in site.items() if name not in DROPPED}
    settings = {**kept, **behind_gateway(), **kept_here(site), **connected(), **demo_site(), **added(site)}
    return {**settings, **live(settings)} if environment.is_checkout() else settings


def behind_gateway():
    """The only peer is a unix socket, and the gateway lets only known hosts through."""
    return {
        "SECRET_KEY": environment.secret("SECRET_KEY"),
        "ALLOWED_HOSTS": ["*"],
        "SECURE_PROXY_SSL_HEADER": ("HTTP_X_FORWARDED_PROTO", "https"),
        "SECURE_SSL_REDIRECT": False,
        "SECURE_HSTS_SECONDS": 0,
        "CSRF_TRUSTED_ORIGINS": connection["trustedOrigins"],
        # Open edX wants a Referer on the enrolment call, which crosses origins.
        "SECURE_REFERRER_POLICY": connection["referrerPolicy"],
        "X_FRAME_OPTIONS": "SAMEORIGIN",
        # Cookies ignore ports: on localhost another Django would take `sessionid` for its own and delete it. Not Secure, or a login
        # in tls mode would make one over http impossible: browsers let no http page overwrite a Secure cookie.
        "SESSION_COOKIE_NAME": f"richie_{connection['name']}_session",
        "SESSION_COOKIE_SECURE": False,
        "CSRF_COOKIE_SECURE": False,
        # A browser's copy can't be cleared: in development nobody wants to wait for it.
        "MAX_BROWSER_CACHE_TTL": 2,
        # Else each page of a member of staff asks a package index for a newer django-cms.
        "CMS_ENABLE_UPDATE_CHECK": False,
        "EMAIL_BACKEND": "django.core.mail.backends.dummy.EmailBackend",
        "LOGGING": logging_settings.LOGGING,
    }


def kept_here(site):
    """Where data is."""
    return {
        "DATABASES": {"default": environment.database()},
        # In files, not in each worker's memory: what one worker clears (a page is published, a course run synchronised) must be gone
        # for the other. In memory all the same, and empty whenever the container starts.
        "CACHES": {
            name: {
                "BACKEND": "django.core.cache.backends.filebased.FileBasedCache",
                "LOCATION": f"/dev/shm/campus/{name}",
                "TIMEOUT": 60,
                "OPTIONS": {"MAX_ENTRIES": 2000},
            }
            for name in {"default": None, "search": None, **site.get("CACHES", {})}
        },
        "SESSION_ENGINE": "django.contrib.sessions.backends.db",
        "STATIC_URL": "/static/",
        "STATIC_ROOT": "/opt/campus/static",
        "MEDIA_URL": "/media/",
        "MEDIA_ROOT": "/data/media",
        "STORAGES": {
            "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
            "staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"},
        },
        # The volume is shared with whoever runs Richie next: a checkout's owner, or uid 1000.
        "FILE_UPLOAD_PERMISSIONS": 0o664,
    }


def connected():
    """The learning platforms, https://richie.education/docs/lms-connection, and the search engine."""
    return {
        "RICHIE_AUTHENTICATION_DELEGATION": {
            **{f"KEYCLOAK_{name}": "" for name in ("CLIENT_ID", "CLIENT_SECRET", "BASE_URL", "REALM")},
            **connection["authentication"],
            "PROFILE_URLS": localised(connection["authentication"].get("PROFILE_URLS", {})),
        },
        "RICHIE_LMS_BACKENDS": connection["lmsBackends"],
        "RICHIE_COURSE_RUN_SYNC_SECRETS": environment.sync_secrets(),
        # Without a search engine nothing is indexed; else every publication is.
        "RICHIE_KEEP_SEARCH_UPDATED": environment.has_search(),
        "RICHIE_ES_HOST": [connection["search"].get("host", "search.invalid")],
        "RICHIE_ES_INDICES_PREFIX": environment.index_prefix(),
        # Four attempts of 10 s by default: a page would hang rather than fail while the engine is away.
        "RICHIE_ES_CLIENT_KWARGS": {"max_retries": 1},
    }


def localised(urls):
    """Labels of profile links are translated by Richie's own catalogues, when they know them."""
    return {key: {**link, "label": _(link["label"])} for key, link in urls.items()}


def demo_site():
    """The size of the demo."""
    small = connection["demo"] == "small"
    return {
        "RICHIE_DEMO_SITE_DOMAIN": connection["site"]["domain"],
        "RICHIE_DEMO_NB_OBJECTS": demo.NB_OBJECTS if small else {},
        "RICHIE_DEMO_SUBJECTS_INFO": demo.SUBJECTS if small else {},
    }


def added(site):
    """What a site has lists of. Our application comes last: what it hears of, Richie's own have dealt with."""
    folders = environment.template_folders(PACKAGE)
    return {
        "SITE_ID": site.get("SITE_ID", 1),
        "INSTALLED_APPS": [*site["INSTALLED_APPS"], "campus"],
        "MIDDLEWARE": ["campus.middleware.Gateway", *site["MIDDLEWARE"]],
        "SILENCED_SYSTEM_CHECKS": [*site.get("SILENCED_SYSTEM_CHECKS", []), *SILENCED],
        "TEMPLATES": [{**engine, "DIRS": [*folders, *engine.get("DIRS", [])]} for engine in site["TEMPLATES"]],
    }


def live(settings):
    """An edited template shows at the next request."""
    return {
        "TEMPLATES": [uncached(engine) for engine in settings["TEMPLATES"]],
        "CMS_PAGE_CACHE": False,
        "CMS_PLACEHOLDER_CACHE": False,
        "CMS_PLUGIN_CACHE": False,
    }


def uncached(engine):
    """Django keeps compiled templates unless it is told which loaders to use, none of which is its cached one."""
    if not engine["BACKEND"].endswith(".DjangoTemplates"):
        return engine
    options = engine.get("OPTIONS", {})
    usual = [f"django.template.loaders.{name}.Loader" for name in ("filesystem", "app_directories")]
    loaders = [inner for loader in options.get("loaders", usual) for inner in unwrapped(loader)]
    return {**engine, "APP_DIRS": False, "OPTIONS": {**options, "loaders": loaders}}


def unwrapped(loader):
    """The loaders that the cached one would ask."""
    is_cached = not isinstance(loader, str) and loader[0] == "django.template.loaders.cached.Loader"
    return loader[1] if is_cached else [loader]
