import { courseFaults } from './course-rules.ts'
import type { SpecFault } from './problem.ts'
import { providerFaults } from './provider-rules.ts'
import { regexFaults } from './regex-rules.ts'
import { authenticationFaults } from './authentication-rules.ts'
import { richieSourceFaults } from './richie-source-rules.ts'
import { hostFaults, siteFaults } from './site-rules.ts'
import { fittingBackend } from './release.ts'
import type { Environment, LmsSpec } from './schema.ts'

/** Names of our own services in the compose project: an LMS can't be called so. */
const reservedKeys: readonly string[] = ['richie', 'gateway', 'database', 'search', 'frontend', 'default']

/** What the schema can't say: rules between several values of the spec. */
export function specFaults(environment: Environment): SpecFault[] {
  const lmses = Object.entries(environment.lms)
  return [
    ...(lmses.length === 0 ? [{ path: ['lms'], message: 'expected at least one LMS' }] : []),
    ...authenticationFaults(environment),
    ...hostFaults(environment),
    ...siteFaults(environment),
    ...richieSourceFaults(environment.richie.source),
    ...lmses.flatMap(([key, lms]) => lmsFaults(key, lms)),
  ]
}

function lmsFaults(key: string, lms: LmsSpec): SpecFault[] {
  const at = (...path: (string | number)[]) => ['lms', key, ...path]
  const faults: SpecFault[] = []
  if (reservedKeys.includes(key)) {
    faults.push({
      path: at(),
      message: `"${key}" is the name of a service of ours, choose another`,
      atKey: true,
    })
  }
  faults.push(...providerFaults(key, lms))
  for (const which of ['backend', 'backendOverHttp'] as const) {
    if (lms[which] === 'openedx-hawthorn' && fittingBackend(lms.release) === 'openedx-dogwood') {
      const message = `does not fit release ${lms.release} (it has no /api/user/v1/me), expected openedx-dogwood or base`
      faults.push({ path: at(which), message })
    }
  }
  return [...faults, ...regexFaults(key, lms), ...courseFaults(key, lms)]
}
