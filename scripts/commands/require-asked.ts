import { backendOf } from '../environment/backend.ts'
import type { Environment } from '../environment/schema.ts'
import { UserError } from '../system/user-error.ts'

/** What Richie asks nothing in either mode needs no settings: micro-frontends that the gateway serves, for example. */
export function requireAsked({ lms }: Environment, key: string): void {
  const isAsked = (other: string) =>
    (['http', 'tls'] as const).some((mode) => lms[other] && backendOf(lms[other], mode) !== 'base')
  if (isAsked(key)) return
  const others = Object.keys(lms).filter(isAsked)
  throw new UserError(`Richie asks nothing of ${key} (its backend is base): it needs no settings.`, {
    id: 'command-line',
    exitCode: 2,
    hint: [
      ...(others.length === 0 ? [] : [`Richie asks: ${others.join(', ')} (--lms)`]),
      `If learners enrol at it: lms.${key}.backend: openedx-hawthorn`,
    ].join('\n'),
  })
}
