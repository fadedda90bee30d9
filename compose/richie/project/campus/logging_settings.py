"""Django's LOGGING: a line on stdout for each thing that needs attention."""

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
