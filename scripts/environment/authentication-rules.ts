import { backendOf } from './backend.ts'
import type { SpecFault } from './problem.ts'
import type { Environment } from './schema.ts'

/**
 * The LMS that Richie logs in to is one of the spec's; and where enrolment is real at any, it knows real learners: a login faked in
 * the browser (base) makes a learner that no LMS knows.
 */
export function authenticationFaults({ authentication, lms }: Environment): SpecFault[] {
  const keys = Object.keys(lms)
  if (authentication !== undefined && !Object.hasOwn(lms, authentication)) {
    return [
      { path: ['authentication'], message: `expected one of ${keys.join(', ')}, got "${authentication}"` },
    ]
  }
  const key = authentication ?? keys[0] ?? ''
  const spec = lms[key]
  if (spec === undefined) return []
  for (const [mode, field] of [
    ['tls', 'backend'],
    ['http', 'backendOverHttp'],
  ] as const) {
    const real = keys.find((other) => backendOf(lms[other] ?? spec, mode) !== 'base')
    if (real !== undefined && backendOf(spec, mode) === 'base') {
      const why = `its ${field} is base (a login faked in the browser), and lms.${real}, whose is not, knows no such learner`
      return [
        authentication === undefined
          ? {
              path: ['lms', key],
              message: `is what Richie logs in to, as the first: ${why}. Expected authentication: ${real}`,
              atKey: true,
            }
          : { path: ['authentication'], message: `${why}; expected ${real}` },
      ]
    }
  }
  return []
}
