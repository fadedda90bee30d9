"""A published course page for a course code of the spec."""

from cms.api import add_plugin
from cms.models import Page
from django.conf import settings
from richie.apps.core.helpers import create_i18n_page
from richie.apps.courses.models import Course
from richie.apps.courses.utils import normalize_code


def ensure(code, title):
    """The (draft) course of that code. A page that exists is left as it is: it may be a person's work by now."""
    code = normalize_code(code)
    course = Course.objects.filter(
        code=code,
        extended_object__publisher_is_draft=True,
        # A snapshot, the copy of a past state, has the code too; its parent page is a course.
        extended_object__node__parent__cms_pages__course__isnull=True,
    ).first()
    return course or make(code, title)


def make(code, title):
    """The page, in all languages, with the two texts that a course page looks empty without."""
    languages = [language for language, _ in settings.LANGUAGES]
    page = create_i18n_page(
        {language: title for language in languages},
        parent=Page.objects.get(reverse_id="courses", publisher_is_draft=True),
        template=Course.PAGE["template"],
        in_navigation=True,
        published=False,
    )
    course = Course.objects.create(extended_object=page, code=code)
    course.create_page_role()
    for language in languages:
        introduction = page.placeholders.get(slot="course_introduction")
        add_plugin(introduction, "PlainTextPlugin", language, body=f"{title} ({code})")
        description = page.placeholders.get(slot="course_description")
        add_plugin(
            description,
            "CKEditorPlugin",
            language,
            body=f"<p>{title}: a course of the connected learning platform.</p>",
        )
    for language in languages:
        page.publish(language)
    course.refresh_from_db()
    return course
