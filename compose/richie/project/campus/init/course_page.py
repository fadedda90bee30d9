"""A published course page for a course code of the spec."""

import random

from cms.api import add_plugin
from filer.models import Image
from richie.apps.courses.models import Course

from campus.models import Step

from . import introduction, organization, pages

# What the catalogue can be filtered by.
BORROWED = ("course_organizations", "course_categories")


def find(code):
    """The (draft) course of that code, if there is one."""
    return Course.objects.filter(
        code=code,
        extended_object__publisher_is_draft=True,
        # A snapshot, the copy of a past state, has the code too; its parent page is a course.
        extended_object__node__parent__cms_pages__course__isnull=True,
    ).first()


def ensure(code, courses):
    """The page that the runs of the spec's courses of one code need. One that exists is left as it is: it may be a person's work by now."""
    return find(code) or make(code, courses)


def make(code, courses):
    """The page, in all languages of the site, with what a course page looks empty without."""
    title = courses[0]["title"]
    course, languages = pages.create(Course, code, title, below="courses")
    page = course.extended_object
    slots = {placeholder.slot: placeholder for placeholder in page.get_placeholders()}
    for language in languages:
        add_plugin(slots["course_introduction"], "PlainTextPlugin", language, body=introduction.text(courses, language))
        description = f"<p>{title}: a course of the connected learning platform.</p>"
        add_plugin(slots["course_description"], "CKEditorPlugin", language, body=description)
    if not borrow(code, slots, languages):
        owner = organization.ensure(courses[0]).extended_object
        for language in languages:
            add_plugin(slots["course_organizations"], "OrganizationPlugin", language, page=owner)
    for language in languages:
        page.publish(language)
    course.refresh_from_db()
    return course


def borrow(code, slots, languages):
    """Copies from the demo's courses, at random but always the same for a code. Returns False if there are none."""
    lenders = Course.objects.filter(pk__in=Step.objects.get(name="pages").detail["courses"]).order_by("pk")
    if not lenders:
        return False
    chance = random.Random(code)
    for slot in BORROWED:
        lender = chance.choice(lenders).extended_object
        lender.placeholders.get(slot=slot).copy_plugins(slots[slot])
    covers = demo_covers()
    if covers:
        cover = chance.choice(covers)
        for language in languages:
            add_plugin(slots["course_cover"], "SimplePicturePlugin", language, picture=cover)
    return True


def demo_covers():
    """The covers that the demo has put in filer, once each: the oldest, for which a course of the demo needs thumbnails anyway."""
    images = Image.objects.filter(file__regex=r"/cover\d+\.jpg$").order_by("sha1", "-pk")
    return list({image.sha1: image for image in images}.values())
