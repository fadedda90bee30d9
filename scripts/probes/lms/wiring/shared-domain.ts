import { isIP } from 'node:net'
import { fail, ok, type Check, type Fix } from '../../../diagnosis/check.ts'
import type { Mode } from '../../../plan/site.ts'
import { siteOf } from '../../http/browser-cookies.ts'
import type { LmsContext } from '../lms-context.ts'
import { onlyWhereCalled } from '../where.ts'

export const sharedDomain: Check<LmsContext> = {
  id: 'shared-domain',
  title: 'Richie and the LMS stand below one domain, both https or both http',
  what: "A click on the enrol button lives on cookies of the LMS: Richie's scripts read one of them, `edx_csrf_token`, and the browser sends the session along from Richie's pages. Only hosts below one registrable domain can share a cookie: richie.local.dev and edx.local.dev share `.local.dev`, while richie.local.dev and lms.example.org share nothing. Where one side is https and the other http, browsers count them as two sites as well. No setting of Richie or Open edX fixes either.",
  see: 'bin/campus status\ngrep -n url environment.yaml environment.local.yaml',
  fix: 'Give Richie a host below the domain of the LMS: `domain` or `richie.host` of environment.yaml, which are those of tls mode (`make setup-ssl`, then `make run-ssl`). Or give the LMS a name below the domain of Richie, by a proxy of yours in front of it, and have it know that address (`LMS_BASE`, `LMS_ROOT_URL`). Richie over https needs an LMS over https. Where enrolment need not be real, `lms.<key>.backendOverHttp: base` fakes it in the browser, in http mode.',
  symptoms: [
    'Logged in at the LMS, but anonymous in Richie',
    'A click on the enrol button says "Your enrollment request failed"',
  ],
  look: onlyWhereCalled(({ lms, surroundings: { plan } }) => {
    const [richie, own] = [new URL(plan.richie.site.origin), new URL(lms.connection.baseUrl)]
    const [ours, theirs] = [siteOf(richie.hostname), siteOf(own.hostname)]
    const evidence = [`Richie ${richie.origin}`, `LMS    ${own.origin}`]
    if (ours !== theirs) {
      const says = `${richie.hostname} and ${own.hostname} have no domain in common: no cookie of the LMS is of use on Richie's pages`
      return fail(says, [...moveRichie(theirs), moveLms(ours)], evidence)
    }
    if (richie.protocol === own.protocol) return ok(`.${ours}, ${richie.protocol.slice(0, -1)}`, evidence)
    const says = `Richie is ${richie.protocol.slice(0, -1)} and the LMS ${own.protocol.slice(0, -1)}: browsers count them as two sites`
    return fail(says, [oneScheme(plan.mode, lms.key)], evidence)
  }),
}

/** An address, and a name of this machine alone, have no domain to move to. */
function moveRichie(theirs: string): readonly Fix[] {
  if (isIP(theirs.replace(/^\[|\]$/g, '')) !== 0 || /(?:^|\.)localhost$|^[^.]*$/.test(theirs)) return []
  const says = `Give Richie a host below the domain of the LMS, in environment.yaml, and use tls mode (make setup-ssl, make run-ssl):\ndomain: ${theirs}`
  return [{ says }]
}

function moveLms(ours: string): Fix {
  return {
    says: `Or give the LMS a name below .${ours}, by a proxy of yours in front of it: then lms.<key>.url is that name, and LMS_BASE and LMS_ROOT_URL of the LMS too.`,
  }
}

function oneScheme(mode: Mode, key: string): Fix {
  if (mode === 'http') return { says: 'Have Richie over https too:', command: 'make run-ssl' }
  return {
    says: `The LMS must be served over https, by a proxy of yours in front of it; lms.${key}.url in environment.yaml is then https.`,
  }
}
