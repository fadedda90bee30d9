import { fail, ok, skip, warn, type Check } from '../../../diagnosis/check.ts'
import { fixRichie } from '../fixes.ts'
import type { LmsContext } from '../lms-context.ts'
import { unknownCode } from '../visit/sync-calls.ts'
import { onlyWhereSynced } from '../where.ts'
import { syncEvidence, webhookFault } from './answer.ts'

export const syncLink: Check<LmsContext> = {
  id: 'sync-link',
  title: "Richie's Python finds the LMS by the link of a course run",
  what: "Richie finds the LMS of a course run by `COURSE_REGEX`, matched from the start of its link, and reads the course's code from the group `course_id`. The check sends it a run of a course that has no page: `Unknown course` proves that the LMS was found, and nothing is written. `No LMS configuration found` means that no expression matches; a 500 means that `BACKEND` is the base class, which cannot do this.",
  see: 'bin/campus resolve --verify https://edx.local.dev:8073/courses/course-v1:edX+DemoX+Demo_Course/info',
  fix: 'In `RICHIE_LMS_BACKENDS`: `COURSE_REGEX` (sandbox `EDX_COURSE_REGEX`) must match `https://<lms>/courses/<id>/info`, the link that the sender makes. Set `BACKEND` to `richie.apps.courses.lms.edx.EdXLMSBackend`, whatever `JS_BACKEND` is. "Unknown course" for a real run means that no course page of Richie has its code: make the page first.',
  symptoms: [
    'Richie answers the LMS\'s webhook with 400: "No LMS configuration found", "Unknown course"',
    'A course is missing in Richie, or a course run differs from the LMS',
  ],
  needs: ['sync-signed', 'course-links'],
  look: onlyWhereSynced(async (context) => {
    const exchange = await context.sync.unknownCourse()
    if (exchange === undefined) return skip('this checkout has no secret for this LMS')
    const { connection } = context.lms
    const evidence = [`resource_link ${connection.courseLink}`, ...syncEvidence(exchange)]
    const { status = 0, body = '' } = exchange.answer ?? {}
    if (status === 500) {
      const own = `in RICHIE_LMS_BACKENDS (sandbox: EDX_BACKEND)\n"BACKEND": "${connection.pythonBackend}",`
      return fail(
        'Richie breaks on a course run of this LMS (500): its BACKEND is the base class?',
        fixRichie(context, own),
        evidence,
      )
    }
    const fault = webhookFault(context, exchange)
    if (fault !== undefined) return fault
    if (body.toLowerCase().includes(`unknown course: ${unknownCode}`))
      return ok('found by its COURSE_REGEX', evidence)
    if (body.includes('creation is deactivated')) {
      return warn(
        'found, but Richie accepts no new runs from it',
        fixRichie(context, 'in RICHIE_LMS_BACKENDS\n"DEFAULT_COURSE_RUN_SYNC_MODE": "sync_to_public",'),
        evidence,
      )
    }
    const own = `in RICHIE_LMS_BACKENDS (sandbox: EDX_COURSE_REGEX)\n"COURSE_REGEX": r"${connection.courseRegex}",`
    const says = body.includes('No LMS configuration found')
      ? "Richie's Python finds no LMS for the links that this one sends"
      : `Richie answers ${status} instead of "Unknown course"`
    return fail(says, fixRichie(context, own), evidence)
  }),
}
