"""Runs the end of Tutor's rendered production.py, where it makes addresses of LMS_HOST, and prints what they are in the end:
`read_rendered.py PATH HOST RICHIE`, the last as an origin.

Open edX itself is not here: what comes before are its defaults, and those of Tutor's YAML.
"""

import json
import sys

path, host, richie = sys.argv[1:]
text = open(path).read()
settings = {
    "ENV_TOKENS": {"LMS_BASE": host, "CONTACT_EMAIL": f"contact@{host}"},
    "LMS_BASE": host,
    "LMS_ROOT_URL": f"https://{host}",
    "SITE_NAME": host,
    "SESSION_COOKIE_DOMAIN": host,
    "FEATURES": {},
    "CORS_ORIGIN_WHITELIST": [richie],
    "CSRF_TRUSTED_ORIGINS": [richie],
    "LOGIN_REDIRECT_WHITELIST": [richie.removeprefix("https://")],
    "IDA_LOGOUT_URI_LIST": [],
}
exec(text[text.index("ALLOWED_HOSTS = [") :], settings)
print(json.dumps({name: value for name, value in settings.items() if name.isupper()}))
