"""Runs printed Django settings on a stub of what Open edX has before them, and prints as JSON what they come to."""

import json
import sys

BASE = {
    "FEATURES": {"ENABLE_CORS_HEADERS": False, "PREVENT_CONCURRENT_LOGINS": True},
    "CORS_ORIGIN_WHITELIST": ("https://apps.local.dev",),
    "LOGIN_REDIRECT_WHITELIST": ["studio.local.dev"],
}

settings = {"__name__": "stub", **BASE}
exec(compile(sys.stdin.read(), "printed", "exec"), settings)  # noqa: S102
print(json.dumps({name: value for name, value in settings.items() if name.isupper()}))
