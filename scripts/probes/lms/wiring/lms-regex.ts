import { fail, ok, type Check, type Verdict } from '../../../diagnosis/check.ts'
import type { FrontendBackend } from '../../richie/frontend-context.ts'
import { fixRichie } from '../fixes.ts'
import type { LmsContext } from '../lms-context.ts'
import { frontendEntry } from './frontend-entry.ts'

export const lmsRegex: Check<LmsContext> = {
  id: 'lms-regex',
  title: "Richie's pages recognise the LMS's course links with the planned expression",
  what: "`lms_backends[].course_regexp` in the page's context tells which LMS a course run's link belongs to, and its first group is the course id. If no expression matches the link of a run, it has no enrol button; if the expression has no group, Richie asks for the course `null`.",
  see: "curl -s https://richie.local.dev:8070/en/ | grep -o '__richie_frontend_context__.*'\nbin/campus resolve https://edx.local.dev:8073/courses/course-v1:edX+DemoX+Demo_Course/info",
  fix: "Set `JS_COURSE_REGEX` of the LMS in `RICHIE_LMS_BACKENDS` (in the sandbox `EDX_JS_COURSE_REGEX`). It is a JavaScript expression: a group is `(...)`, not Python's `(?P<name>...)`. In a compose file each `$` is written `$$`. Richie up to 2.7 breaks its own page on a backslash in it.",
  symptoms: ['The enrol button is missing'],
  needs: ['lms-endpoint'],
  look: async (context) => {
    const planned = context.lms.connection.jsCourseRegex
    const { entry, all } = await frontendEntry(context)
    const { course_regexp: regexp } = entry ?? {}
    if (regexp === planned) return judgeOrder(context, all)
    const fix = fixRichie(
      context,
      `in RICHIE_LMS_BACKENDS (sandbox: EDX_JS_COURSE_REGEX)\n"JS_COURSE_REGEX": r"${planned}",`,
    )
    return fail("Richie's page does not have the planned expression", fix, [
      `lms_backends: course_regexp ${regexp ?? '(none)'}`,
      `planned:                    ${planned}`,
    ])
  },
}

/** Richie takes the first of its LMSes whose expression matches: an earlier one may match the links of this one. */
function judgeOrder(context: LmsContext, all: readonly FrontendBackend[]): Verdict {
  const { lms } = context
  const { baseUrl } = lms.connection
  const taken = lms.courses.flatMap(({ resourceLink }) => {
    const first = all.find(
      ({ course_regexp: regexp }) => regexp !== undefined && new RegExp(regexp).test(resourceLink),
    )
    return first === undefined || first.endpoint === baseUrl ? [] : [{ resourceLink, by: first }]
  })
  const [one] = taken
  if (one === undefined) return ok("Richie's page has the planned expression")
  return fail(
    `Richie's page matches ${one.resourceLink} to ${one.by.endpoint ?? 'another LMS'}, which comes first`,
    fixRichie(
      context,
      'remove that LMS from RICHIE_LMS_BACKENDS, or have its JS_COURSE_REGEX match its own links only.',
    ),
    [`lms_backends: ${one.by.endpoint ?? '(none)'} course_regexp ${one.by.course_regexp ?? '(none)'}`],
  )
}
