"""Asks a Richie that runs in the same container on port 8000 as its proxy would, and prints as JSON what it shows and sends."""

import codecs
import hashlib
import hmac
import json
import os
import re
import urllib.error
import urllib.request


def ask(path, body=None, **headers):
    """Status, headers and text."""
    headers = {"Host": "richie.local.dev:8070", "X-Forwarded-Proto": "https", **headers}
    request = urllib.request.Request(f"http://127.0.0.1:8000{path}", body, headers)
    try:
        with urllib.request.urlopen(request, timeout=30) as answer:
            return answer.status, answer.headers, answer.read().decode()
    except urllib.error.HTTPError as error:
        return error.code, error.headers, error.read().decode()


def sync(secret):
    """What a synchronisation of a link that no LMS has is answered: it must be signed rightly to be looked at."""
    body = json.dumps({"resource_link": "https://lms.example.org/courses/A/B/C/info"}).encode()
    signature = hmac.new(secret.encode(), body, hashlib.sha256).hexdigest()
    headers = {"Content-Type": "application/json", "Authorization": f"SIG-HMAC-SHA256 {signature}"}
    return ask("/api/v1.0/course-runs-sync/", body, **headers)[0]


status, headers, page = ask("/en/")
context = re.search(r"__richie_frontend_context__ = JSON.parse\('(.*?)'\)", page) or re.search(r'JSON\.parse\("(.*?)"\)', page)
print(
    json.dumps(
        {
            "status": status,
            "referrerPolicy": headers["Referrer-Policy"],
            "context": json.loads(codecs.decode(context[1], "unicode_escape"))["context"] if context else page[:2000],
            "signed": sync(os.environ["DJANGO_RICHIE_COURSE_RUN_SYNC_SECRETS"]),
            "forged": sync("another secret"),
        }
    )
)
