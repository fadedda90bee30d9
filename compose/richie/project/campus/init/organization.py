"""An organization for courses of the spec where the site has no demo to borrow one from."""

import re
from importlib.util import find_spec

from cms.api import add_plugin
from richie.apps.courses.models import Organization
from richie.apps.courses.utils import normalize_code

from . import pages


def ensure(course):
    """The (draft) organization that an Open edX course's id begins with, such as `edX`; else that of the LMS."""
    name, *others = re.split(r"[+/]", course["id"].removeprefix("course-v1:"))
    name = name if others else course["lms"]
    code = normalize_code(name)
    return Organization.objects.filter(code=code, extended_object__publisher_is_draft=True).first() or make(code, name)


def make(code, name):
    """Its page, in all languages of the site. With a logo: without, Richie shows the words "Main organization" in its place."""
    organization, languages = pages.create(Organization, code, name, below="organizations")
    page = organization.extended_object
    logo = demo_logo()
    for language in languages:
        if logo:
            add_plugin(page.placeholders.get(slot="logo"), "SimplePicturePlugin", language, picture=logo)
        page.publish(language)
    return organization


def demo_logo():
    """One of the demo's, or None where a site leaves out what the demo is made with."""
    if find_spec("factory") is None:
        return None
    from richie.apps.core.factories import image_getter
    from richie.apps.demo.utils import pick_image

    return image_getter(pick_image("logo")("logo1.png"))
