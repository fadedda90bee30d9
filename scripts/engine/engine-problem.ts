import type { EngineHost } from './engine-hosts.ts'

// The first versions with `start_interval` of a health check.
const oldestEngine = '25.0'
const oldestCompose = '2.24'

/** A failed attempt to connect to one address. */
export type Attempt = { readonly at: EngineHost; readonly code: string; readonly message: string }

/** Why there is no usable engine, with the evidence. */
export type EngineProblem =
  | { readonly kind: 'not-installed' }
  | { readonly kind: 'not-running'; readonly attempts: readonly Attempt[] }
  | { readonly kind: 'no-permission'; readonly attempt: Attempt }
  | {
      readonly kind: 'too-old'
      readonly part: 'engine' | 'compose'
      readonly version: string
      readonly needed: string
    }
  | { readonly kind: 'no-compose'; readonly engineVersion: string; readonly hasClient: boolean }

/** No address answered: is the engine missing, stopped, or closed to us? */
export function classifySilence(attempts: readonly Attempt[], hasClient: boolean): EngineProblem {
  const denied = attempts.find(({ code }) => code === 'EACCES' || code === 'EPERM')
  if (denied) return { kind: 'no-permission', attempt: denied }
  if (attempts.length === 0 && !hasClient) return { kind: 'not-installed' }
  return { kind: 'not-running', attempts }
}

/** An engine answered: are it and the CLI beside it recent enough? */
export function classifyVersions(found: {
  readonly engine: string
  readonly compose: string | undefined
  readonly hasClient: boolean
}): EngineProblem | undefined {
  if (isOlder(found.engine, oldestEngine))
    return { kind: 'too-old', part: 'engine', version: found.engine, needed: oldestEngine }
  if (found.compose === undefined)
    return { kind: 'no-compose', engineVersion: found.engine, hasClient: found.hasClient }
  if (isOlder(found.compose, oldestCompose))
    return { kind: 'too-old', part: 'compose', version: found.compose, needed: oldestCompose }
  return undefined
}

function isOlder(version: string, needed: string): boolean {
  const [major, minor] = numbersOf(version)
  const [neededMajor, neededMinor] = numbersOf(needed)
  // A version without numbers is a development build: newer than any release.
  if (major === undefined) return false
  return major !== neededMajor ? major < (neededMajor ?? 0) : (minor ?? 0) < (neededMinor ?? 0)
}

function numbersOf(version: string): readonly number[] {
  const found = /(\d+)\.(\d+)/.exec(version)
  return found ? [Number(found[1]), Number(found[2])] : []
}
