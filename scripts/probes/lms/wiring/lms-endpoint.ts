import { fail, ok, type Check } from '../../../diagnosis/check.ts'
import { fixRichie } from '../fixes.ts'
import type { LmsContext } from '../lms-context.ts'
import { frontendEntry } from './frontend-entry.ts'

export const lmsEndpoint: Check<LmsContext> = {
  id: 'lms-endpoint',
  title: "Richie's pages know the LMS by its public address",
  what: 'The scripts of every Richie page read the address of each LMS from `window.__richie_frontend_context__` (`lms_backends[].endpoint`). With another scheme, host or port there, they ask a platform that is not there, or one whose cookies they cannot use: the enrol button stays away, or enrolling fails.',
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
    if (fault !== undefined) return fail(`the LMS cannot be read from Richie's page: ${fault}`, fix)
    if (entry === undefined)
      return fail(`Richie's page names ${all.length} LMS, this one is not among them`, fix)
    const { endpoint } = entry
    if (endpoint === baseUrl) return ok(`Richie's page says ${baseUrl}`)
    const seen = all.map((one) => `lms_backends: endpoint ${one.endpoint ?? '(none)'}`)
    return fail(`Richie's page says ${endpoint ?? 'nothing'} where ${baseUrl} is planned`, fix, seen)
  },
}
