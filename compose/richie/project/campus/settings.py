"""Django's settings: those of a site, and over them what any site needs in this environment. DJANGO_SETTINGS_MODULE=campus.settings."""

from campus import layer, site_settings

globals().update(layer.over(site_settings.read()))
