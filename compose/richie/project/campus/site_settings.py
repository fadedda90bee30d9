"""The settings of the site itself: a class of django-configurations, or a plain module."""

import os
import sys
from importlib import import_module
from importlib.util import find_spec

# What sites want to have from the environment, or they don't start. The layer sets what matters of it.
HARMLESS = {
    "DJANGO_SECRET_KEY": "replaced",
    "DJANGO_AWS_ACCESS_KEY_ID": "none",
    "DJANGO_AWS_SECRET_ACCESS_KEY": "none",
    "EDX_BASE_URL": "http://replaced.invalid",
    "AUTHENTICATION_BASE_URL": "http://replaced.invalid",
}


def read():
    """Upper-case names and their values."""
    module = os.environ.get("CAMPUS_SITE_SETTINGS") or "campus_site.settings"
    name = os.environ.get("CAMPUS_SITE_CONFIGURATION") or "Site"
    for variable, value in HARMLESS.items():
        os.environ.setdefault(variable, value)
    os.environ["DJANGO_CONFIGURATION"] = name
    # Where an image has its project.
    sys.path.append(os.getcwd())
    allow_configurations()
    found = import_module(module)
    configuration = getattr(found, name, None)
    return configured(configuration) if hasattr(configuration, "post_setup") else upper_case(found, module, name)


def allow_configurations():
    """django-configurations refuses its classes unless its importer is installed, which would read `campus.settings` as one."""
    if find_spec("configurations"):
        from configurations import importer

        importer.installed = True


def configured(configuration):
    """As the importer of django-configurations makes a module of a class."""
    from configurations.utils import uppercase_attributes
    from configurations.values import Value

    configuration.pre_setup()
    configuration.setup()
    settings = {}
    for name, value in uppercase_attributes(configuration()).items():
        if callable(value) and not getattr(value, "pristine", False):
            value = value()
        settings[name] = value.setup(name) if isinstance(value, Value) else value
    configuration.post_setup()
    return settings


def upper_case(module, path, name):
    """A plain module. One without applications holds a class, under another name than the spec gives."""
    settings = {key: getattr(module, key) for key in dir(module) if key.isupper()}
    if "INSTALLED_APPS" not in settings:
        classes = sorted(key for key, value in vars(module).items() if hasattr(value, "post_setup") and value.__module__ == path)
        there = f"its classes are {', '.join(classes)}: set richie.source.configuration" if classes else "it sets no INSTALLED_APPS"
        raise SystemExit(f"campus: the settings module {path} has no class {name}; {there}")
    return settings
