import { fail, ok, type Check } from '../../../diagnosis/check.ts'
import { fixRichie } from '../fixes.ts'
import type { LmsContext } from '../lms-context.ts'
import { frontendEntry } from './frontend-entry.ts'

export const lmsEndpoint: Check<LmsContext> = {
  id: 'lms-endpoint',
  title: "Richie's pages have the public address of the LMS",
  what: 'The scripts of every Richie page read the address of each LMS from `window.__richie_frontend_context__` (`lms_backends[].endpoint`). With a wrong scheme, host or port they call an LMS that is not there, or one whose cookies they cannot use: the enrol button is missing, or enrolling fails.',
  see: "curl -s https://richie.local.dev:8070/en/ | grep -o '__richie_frontend_context__.*'",
  fix: 'Set `BASE_URL` of the LMS in `RICHIE_LMS_BACKENDS` (in the sandbox the variable `EDX_BASE_URL`) to its public origin: scheme, host and port, no path, no slash at the end. Here: `make run` (`make run-ssl`) writes it from environment.yaml.',
  symptoms: ['The enrol button is missing', 'The log in button is missing, or does not work'],
  needs: ['richie-page'],
  look: async (context) => {
    const { baseUrl } = context.lms.connection
    const { entry, all, fault } = await frontendEntry(context)
    const fix = fixRichie(
      context,
      `in RICHIE_LMS_BACKENDS (sandbox: EDX_BASE_URL)\n"BASE_URL": "${baseUrl}",`,
    )
    if (fault !== undefined) return fail(`Richie's page does not say where the LMS is: ${fault}`, fix)
    if (entry === undefined) return fail(`Richie's page names ${all.length} LMS, but not this one`, fix)
    const { endpoint } = entry
    if (endpoint === baseUrl) return ok(`Richie's page says ${baseUrl}`)
    const seen = all.map((one) => `lms_backends: endpoint ${one.endpoint ?? '(none)'}`)
    return fail(`Richie's page says ${endpoint ?? 'nothing'}, expected ${baseUrl}`, fix, seen)
  },
}
