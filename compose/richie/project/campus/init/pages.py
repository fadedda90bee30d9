"""The pages of the site: Richie's demo, or just its root pages. Made once; afterwards they belong to the user."""

import random
from importlib.util import find_spec

from cms.models import Page
from django.apps import apps
from django.core.management import call_command
from django.db import transaction
from richie.apps.core.helpers import create_i18n_page
from richie.apps.courses.models import Course

from campus import status
from campus.models import Step


def make(demo):
    """Makes the pages unless there are some. `demo` is none, small or full."""
    if not has_demo():
        demo = "none"
    done = Step.objects.filter(name="pages").first()
    if done:
        if done.detail["demo"] != demo:
            status.say(f"the pages are still those of `demo: {done.detail['demo']}`; for `demo: {demo}` run bin/campus clean first")
        return False

    with status.step("creating the root pages" if demo == "none" else "creating the demo site"), transaction.atomic():
        # The record first: a second process that tries the same waits here, and then fails on it.
        step = Step.objects.create(name="pages", detail={"demo": demo, "courses": []})
        if demo == "none":
            call_command("richie_init", verbosity=0)
        else:
            make_demo()
            step.detail["courses"] = [course.pk for course in draft_courses()]
            step.save()
    return True


def has_demo():
    """Some sites leave out what it is made with: they get the required pages only, as for `demo: none`."""
    return apps.is_installed("richie.apps.demo") and find_spec("factory") is not None


def make_demo():
    """Richie's demo, the same one each time, without its course runs: their dates are random, and often none is open.

    create_demo_site must not follow richie_init: it looks for titles in all languages, richie_init makes one.
    """
    import factory.random
    from richie.apps.demo.management.commands import create_demo_site as demo_command

    random.seed("campus")
    factory.random.reseed_random("campus")
    demo_command.get_number_of_course_runs = lambda: 0
    call_command("create_demo_site", force=True, verbosity=0)


def draft_courses():
    """The drafts of all courses that exist, in the order of the page tree."""
    return Course.objects.filter(extended_object__publisher_is_draft=True).order_by("extended_object__node__path")


def create(model, code, title, below):
    """A page of a kind that has a code, not published yet, below a root page, in the languages of that one; returns it and them.

    Without a demo the root pages have one language, and no page can be published in more than its parent.
    """
    parent = Page.objects.get(reverse_id=below, publisher_is_draft=True)
    languages = parent.get_published_languages()
    page = create_i18n_page(
        {language: title for language in languages},
        parent=parent,
        template=model.PAGE["template"],
        in_navigation=True,
        published=False,
    )
    made = model.objects.create(extended_object=page, code=code)
    made.create_page_role()
    return made, languages
