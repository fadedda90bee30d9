import { fail, ok, type Check } from '../../../diagnosis/check.ts'
import { fixRichie } from '../fixes.ts'
import type { LmsContext } from '../lms-context.ts'
import { frontendEntry } from './frontend-entry.ts'

export const lmsBackend: Check<LmsContext> = {
  id: 'lms-backend',
  title: "Richie's pages use the configured interface to the LMS",
  what: "`lms_backends[].backend` in the page's context picks the code that enrols. Richie's bundle knows `dummy` (enrolment is faked in the browser), `openedx-dogwood` and `openedx-hawthorn`; its documentation still says `base` (up to 2.14) and `openedx-fonzie`, which the bundle does not know: then the widget breaks and no button appears. With `dummy` the learner seems enrolled, but the LMS does not know about it.",
  see: "curl -s https://richie.local.dev:8070/en/ | grep -o '__richie_frontend_context__.*'",
  fix: 'Set `JS_BACKEND` of the LMS in `RICHIE_LMS_BACKENDS` (in the sandbox `EDX_JS_BACKEND`): `openedx-hawthorn` for Hawthorn and later, `openedx-dogwood` before. Here it is `lms.<key>.backend` (tls) and `lms.<key>.backendOverHttp` (http) of environment.yaml.',
  symptoms: ['The enrol button is missing', 'Enrolled in Richie, but not in the LMS'],
  needs: ['lms-endpoint'],
  look: async (context) => {
    const planned = context.lms.connection.jsBackend
    const backend = (await frontendEntry(context)).entry?.backend
    if (backend === planned)
      return ok(planned === 'dummy' ? 'dummy: enrolment is faked in the browser, as planned' : planned)
    const fix = fixRichie(
      context,
      `in RICHIE_LMS_BACKENDS (sandbox: EDX_JS_BACKEND)\n"JS_BACKEND": "${planned}",`,
    )
    return fail(`Richie's page says ${backend ?? 'nothing'}, expected ${planned}: ${effect(backend)}`, fix, [
      `lms_backends: backend ${backend ?? '(none)'}`,
    ])
  },
}

/** What the bundle does with the name: openedx-api 7. */
function effect(backend: string | undefined): string {
  if (backend === 'dummy') return 'enrolment is faked in the browser and never reaches the LMS'
  const known = ['openedx-dogwood', 'openedx-hawthorn', 'joanie']
  return known.includes(backend ?? '')
    ? 'it calls another API of the LMS'
    : "Richie's scripts do not know this name, so no button appears"
}
