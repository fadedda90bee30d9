"""The sentence that introduces a course of the spec: what its enrol button does, and why.

With dates rather than "soon" or "recently": the page is made once, and the sentence should stay true.
"""

from django.utils import formats, translation
from richie.apps.courses.models import CourseRun, CourseState

from . import states

SENTENCES = {
    "en": {
        CourseState.ONGOING_OPEN: "The course is running and enrolment is open: enrol, and start learning.",
        CourseState.FUTURE_OPEN: "Enrolment is open already; the course starts on {start}.",
        CourseState.ARCHIVED_OPEN: "The course ended on {end}, and enrolment is still open: its content can be studied.",
        CourseState.FUTURE_NOT_YET_OPEN: "Enrolment opens on {enrollment_start}: no enrol button until then.",
        CourseState.FUTURE_CLOSED: "Enrolment closed on {enrollment_end}, before the course starts: no enrol button.",
        CourseState.ONGOING_CLOSED: "The course is running, but enrolment closed on {enrollment_end}: no enrol button.",
        CourseState.ARCHIVED_CLOSED: "The course ended on {end} and is archived: no enrol button.",
        CourseState.TO_BE_SCHEDULED: "The course has no dates yet: no enrol button.",
        "invitation": "By invitation only: there is an enrol button, but only the platform's staff may enrol learners.",
        "full": "The course is full: there is an enrol button, but the platform has no seat left.",
        "several": "The course has several runs, each with its own dates.",
    },
    "fr": {
        CourseState.ONGOING_OPEN: "Le cours est en cours et les inscriptions sont ouvertes : inscrivez-vous et commencez.",
        CourseState.FUTURE_OPEN: "Les inscriptions sont déjà ouvertes ; le cours commence le {start}.",
        CourseState.ARCHIVED_OPEN: "Le cours s'est terminé le {end}, mais on peut encore s'inscrire pour l'étudier.",
        CourseState.FUTURE_NOT_YET_OPEN: "Les inscriptions ouvrent le {enrollment_start} : pas de bouton d'inscription d'ici là.",
        CourseState.FUTURE_CLOSED: "Inscriptions closes le {enrollment_end}, avant le début du cours : pas de bouton d'inscription.",
        CourseState.ONGOING_CLOSED: "Le cours est en cours, inscriptions closes le {enrollment_end} : pas de bouton d'inscription.",
        CourseState.ARCHIVED_CLOSED: "Le cours s'est terminé le {end} et est archivé : pas de bouton d'inscription.",
        CourseState.TO_BE_SCHEDULED: "Le cours n'a pas encore de dates : pas de bouton d'inscription.",
        "invitation": "Sur invitation : il y a un bouton d'inscription, mais seule l'équipe de la plateforme peut inscrire.",
        "full": "Le cours est complet : il y a un bouton d'inscription, mais la plateforme n'a plus de place.",
        "several": "Le cours a plusieurs sessions, chacune avec ses dates.",
    },
}
OPEN = (CourseState.ONGOING_OPEN, CourseState.FUTURE_OPEN, CourseState.ARCHIVED_OPEN)


def text(courses, language):
    """The sentence for courses of the spec that share a page."""
    dates = states.planned(courses[0])
    with translation.override(language):
        shown = {field: formats.date_format(value) for field, value in dates.items() if value}
    return in_language(language)["several" if len(courses) > 1 else kind(courses[0], dates)].format(**shown)


def in_language(language):
    """A site of somebody's own has languages that we have no sentences in: English then, and `fr-ca` reads `fr`."""
    return SENTENCES.get(language) or SENTENCES.get(language.split("-")[0]) or SENTENCES["en"]


def kind(course, dates):
    """The state that Richie sees in the dates; or what it does not know of, where its button is offered in vain."""
    state = CourseRun.compute_state(**dates)["priority"]
    if state in OPEN and course["invitationOnly"]:
        return "invitation"
    if state in OPEN and course["capacity"] == 0:
        return "full"
    return state
