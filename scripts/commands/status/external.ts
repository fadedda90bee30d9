import { hostsFile } from '../../hosts/hosts-file.ts'
import { browserLookup, lookupFor } from '../../hosts/lookup.ts'
import type { Plan } from '../../plan/plan.ts'
import { openClient } from '../../probes/http/client.ts'
import type { Exchange } from '../../probes/http/exchange.ts'
import { readGatewayPage } from '../../probes/http/gateway-page.ts'
import { hostCertificates, certificatesIn } from '../../system/certificates.ts'
import type { Reach } from './schema.ts'

/** Key of an external LMS -> whether it answers at its public address. One call each; two seconds at most. */
export async function askExternal({ lmses }: Pick<Plan, 'lmses'>): Promise<ReadonlyMap<string, Reach>> {
  const others = lmses.filter(({ provider }) => provider === 'external')
  if (others.length === 0) return new Map()
  const { ask } = openClient({
    lookup: browserLookup(lookupFor(hostsFile())),
    authorities: certificatesIn(hostCertificates()),
  })
  const asked = others.map(
    async ({ key, connection }) =>
      [key, reachOf(await ask(`${connection.baseUrl}/`, { timeoutMs: 2000 }))] as const,
  )
  return new Map(await Promise.all(asked))
}

/** The outcome in a few words. */
export function reachOf({ answer, failure }: Exchange): Reach {
  if (failure?.certificate !== undefined)
    return { isReached: false, says: `its certificate is refused (${failure.code})` }
  if (answer === undefined)
    return { isReached: false, says: `does not answer (${failure?.code ?? 'nothing'})` }
  if (readGatewayPage(answer.body) !== undefined)
    return { isReached: false, says: "the gateway can't reach it" }
  return { isReached: answer.status < 500, says: `answers ${answer.status}` }
}
