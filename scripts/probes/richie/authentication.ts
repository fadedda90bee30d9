import { fail, ok, type Check, type Fix } from '../../diagnosis/check.ts'
import { isRichieOurs } from '../../plan/plan.ts'
import { startFix } from '../surroundings.ts'
import type { RichieContext } from './richie-context.ts'

/** What Richie's scripts know; `base` only up to 2.14, `openedx-fonzie` only in its documentation (openedx-api.md, 7). */
const known = ['dummy', 'openedx-dogwood', 'openedx-hawthorn', 'fonzie', 'fonzie-keycloak', 'keycloak']
const misnamed: Readonly<Record<string, string>> = { base: 'dummy', 'openedx-fonzie': 'fonzie' }

export const authentication: Check<RichieContext> = {
  id: 'authentication',
  title: 'Richie logs in at the LMS of the spec',
  what: "Richie's scripts log in at one LMS: its address and the interface to use are in the page (`window.__richie_frontend_context__`, from the setting RICHIE_AUTHENTICATION_DELEGATION). If they are another LMS's, the log in button leads elsewhere, or learners stay anonymous; if the scripts do not know the name of the interface, the button is missing. Richie's documentation still names `base` and `openedx-fonzie`: since 2.15 the first is called `dummy`, and the second is `fonzie`.",
  see: 'curl -s http://richie.campus.localhost:8070/en/ | grep -A1 __richie_frontend_context__\nbin/campus settings richie',
  fix: '`make run` (`make run-ssl`) configures the LMS that `authentication` in environment.yaml names, by default the first. In your own Richie, set AUTHENTICATION_BASE_URL and AUTHENTICATION_BACKEND, or RICHIE_AUTHENTICATION_DELEGATION: `bin/campus settings richie` prints it.',
  symptoms: [
    'The log in button is missing, or does not work',
    'Logged in at the LMS, but anonymous in Richie',
  ],
  needs: ['richie-page'],
  look: async ({ visit, surroundings: { plan } }) => {
    const wanted = plan.lmses.find(({ key }) => key === plan.authentication)?.connection
    if (wanted === undefined) throw new Error('The plan names one of its LMSes')
    const read = await visit.context()
    const own = [paste(wanted.baseUrl, wanted.jsBackend)]
    const fix = isRichieOurs(plan)
      ? [startFix(plan, 'Start Richie with the settings of the spec'), ...own]
      : own
    if ('fault' in read) return fail(read.fault, fix.slice(0, 1), [])
    const { endpoint, backend = '' } = read.context.authentication ?? {}
    const evidence = [
      `authentication in the page: ${JSON.stringify({ endpoint, backend })}`,
      `in the spec: ${JSON.stringify({ endpoint: wanted.baseUrl, backend: wanted.jsBackend })}`,
    ]
    if (endpoint !== wanted.baseUrl)
      return fail(`it logs in at ${endpoint ?? 'no LMS'}, not at ${wanted.baseUrl}`, fix, evidence)
    if (backend === wanted.jsBackend) return ok(`${backend} at ${endpoint}`, evidence)
    return fail(wrongBackend(backend, wanted.jsBackend), fix, evidence)
  },
}

function wrongBackend(backend: string, wanted: string): string {
  if (known.includes(backend)) return `it logs in with ${backend}, not with ${wanted}`
  const meant = misnamed[backend] === undefined ? '' : `: it is called ${misnamed[backend]}`
  return `Richie's scripts know no backend named ${JSON.stringify(backend)}${meant}`
}

function paste(baseUrl: string, backend: string): Fix {
  return {
    says: `In your own Richie, as environment variables:\nAUTHENTICATION_BASE_URL=${baseUrl}\nAUTHENTICATION_BACKEND=${backend}`,
  }
}
