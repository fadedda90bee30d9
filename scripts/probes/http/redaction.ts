import type { BoundCheck } from '../../diagnosis/run-checks.ts'
import type { Client } from './client.ts'
import { withoutTokens } from './secret-shapes.ts'
import { hideValues, secretsOf, shortest, type SecretValue } from './secret-values.ts'

/** Hides the secrets that were sent and received in whatever a check says, wherever a site repeats them. */
export type Redaction = {
  /** The same client, whose exchanges are remembered by their secrets. */
  readonly watch: (client: Client) => Client
  /** The same check, whose verdict has none of them. */
  readonly cover: (check: BoundCheck) => BoundCheck
}

export function openRedaction(): Redaction {
  const known = new Map<string, SecretValue>()
  return {
    watch: (client) => ({
      ...client,
      async ask(url, options) {
        const exchange = await client.ask(url, options)
        // A short password is hidden in its own exchange only: elsewhere it may be the learner's name.
        for (const secret of secretsOf(exchange))
          if (secret.value.length >= shortest) known.set(secret.value, secret)
        return exchange
      },
    }),
    cover: (check) => ({
      ...check,
      async look() {
        const { status, says, evidence, fix } = await check.look()
        const withoutKnown = hideValues([...known.values()])
        return {
          status,
          says: withoutTokens(withoutKnown(says)),
          evidence: evidence.map(withoutKnown),
          // Settings to paste name secrets, and hold none except those that a site has sent.
          fix: fix.map((one) => ({ ...one, says: withoutKnown(one.says) })),
        }
      },
    }),
  }
}
