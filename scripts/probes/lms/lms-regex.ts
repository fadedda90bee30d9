import { fail, ok, type Check } from '../../diagnosis/check.ts'
import { frontendEntry } from './frontend-entry.ts'
import type { LmsContext } from './lms-context.ts'
import { mendRichie } from './mends.ts'

export const lmsRegex: Check<LmsContext> = {
  id: 'lms-regex',
  title: "Richie's pages recognise the LMS's course links by the planned expression",
  what: "`lms_backends[].course_regexp` in the page's context tells which LMS a course run's link belongs to, and its first group is the course id. A run whose link no expression matches has no enrol button; one without a group is asked for as course `null`.",
  see: "curl -s https://richie.local.dev:8070/en/ | grep -o '__richie_frontend_context__.*'\nbin/campus resolve https://edx.local.dev:8073/courses/course-v1:edX+DemoX+Demo_Course/info",
  mend: "Set `JS_COURSE_REGEX` of the LMS in `RICHIE_LMS_BACKENDS` (in the sandbox `EDX_JS_COURSE_REGEX`). It is JavaScript's: a group is `(...)`, not Python's `(?P<name>...)`. In a compose file each `$` is written `$$`. Richie up to 2.7 breaks its own page on a backslash in it.",
  symptoms: ['The enrol button is missing'],
  needs: ['lms-endpoint'],
  look: async (context) => {
    const planned = context.lms.connection.jsCourseRegex
    const { course_regexp: regexp } = (await frontendEntry(context)).entry ?? {}
    if (regexp === planned) return ok("Richie's page has the planned expression")
    const mend = mendRichie(
      context,
      `in RICHIE_LMS_BACKENDS (sandbox: EDX_JS_COURSE_REGEX)\n"JS_COURSE_REGEX": r"${planned}",`,
    )
    return fail("Richie's page has another expression than the planned one", mend, [
      `lms_backends: course_regexp ${regexp ?? '(none)'}`,
      `planned:                    ${planned}`,
    ])
  },
}
