import { isIP } from 'node:net'
import { fail, ok, type Check, type Fix } from '../../../diagnosis/check.ts'
import type { Mode } from '../../../plan/site.ts'
import { siteOf } from '../../../system/registrable-domain.ts'
import type { LmsContext } from '../lms-context.ts'
import { onlyWhereCalled } from '../where.ts'

export const sharedDomain: Check<LmsContext> = {
  id: 'shared-domain',
  title: 'Richie and the LMS share a domain, both https or both http',
  what: "Enrolling from Richie needs cookies of the LMS: Richie's scripts read one of them, `edx_csrf_token`, and the browser sends the session from Richie's pages. Only hosts below one registrable domain can share a cookie: richie.local.dev and edx.local.dev share `.local.dev`, while richie.local.dev and lms.example.org share nothing. If one side is https and the other http, browsers count them as two sites as well. No setting of Richie or Open edX changes that.",
  see: 'bin/campus status\ngrep -n url environment.yaml environment.local.yaml',
  fix: 'Give Richie a host below the domain of the LMS: `domain` or `richie.host` in environment.yaml, which apply in tls mode (`make setup-ssl`, then `make run-ssl`). Or give the LMS a name below the domain of Richie, with your own proxy in front of it, and set that address in the LMS (`LMS_BASE`, `LMS_ROOT_URL`). Richie over https needs an LMS over https. If enrolment need not be real, `lms.<key>.backendOverHttp: base` fakes it in the browser, in http mode.',
  symptoms: [
    'Logged in at the LMS, but anonymous in Richie',
    'A click on the enrol button says "Your enrollment request failed"',
  ],
  look: onlyWhereCalled(({ lms, surroundings: { plan } }) => {
    const [richie, own] = [new URL(plan.richie.site.origin), new URL(lms.connection.baseUrl)]
    const [ours, theirs] = [siteOf(richie.hostname), siteOf(own.hostname)]
    const evidence = [`Richie ${richie.origin}`, `LMS    ${own.origin}`]
    if (ours !== theirs) {
      const says = `${richie.hostname} and ${own.hostname} share no domain: Richie's pages cannot use the cookies of the LMS`
      return fail(says, [...moveRichie(theirs), moveLms(ours)], evidence)
    }
    if (richie.protocol === own.protocol) return ok(`.${ours}, ${richie.protocol.slice(0, -1)}`, evidence)
    const says = `Richie is ${richie.protocol.slice(0, -1)} and the LMS ${own.protocol.slice(0, -1)}: browsers count them as two sites`
    return fail(says, [oneScheme(plan.mode, lms.key)], evidence)
  }),
}

/** An IP address, and a name that is only valid on this machine, have no domain to move to. */
function moveRichie(theirs: string): readonly Fix[] {
  if (isIP(theirs.replace(/^\[|\]$/g, '')) !== 0 || /(?:^|\.)localhost$|^[^.]*$/.test(theirs)) return []
  const says = `Give Richie a host below the domain of the LMS, in environment.yaml, and use tls mode (make setup-ssl, make run-ssl):\ndomain: ${theirs}`
  return [{ says }]
}

function moveLms(ours: string): Fix {
  return {
    says: `Or give the LMS a name below .${ours}, with your own proxy in front of it, and set that name in lms.<key>.url, and in LMS_BASE and LMS_ROOT_URL of the LMS.`,
  }
}

function oneScheme(mode: Mode, key: string): Fix {
  if (mode === 'http') return { says: 'Serve Richie over https too:', command: 'make run-ssl' }
  return {
    says: `Serve the LMS over https, with your own proxy in front of it, and write https:// in lms.${key}.url of environment.yaml.`,
  }
}
