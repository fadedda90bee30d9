import { createServer as createHttp, type Server } from 'node:http'
import { createServer as createHttps } from 'node:https'
import type { AddressInfo } from 'node:net'
import { createAdaptorServer } from '@hono/node-server'
import { onTestFinished } from 'vitest'
import { createApplication } from '../../compose/lms-mock/application.ts'
import { faultSwitch } from '../../compose/lms-mock/faults/fault-switch.ts'
import { parseFaultList } from '../../compose/lms-mock/faults/parse-faults.ts'
import { parseSettings } from '../../compose/lms-mock/settings/rules.ts'
import { seed } from '../../compose/lms-mock/store/seed.ts'
import { openStore, type Store } from '../../compose/lms-mock/store/store.ts'
import type { Plan } from '../../scripts/plan/plan.ts'
import { renderLmsSettings } from '../../scripts/render/lms-settings.ts'
import type { KeyPair } from '../../scripts/tls/authority.ts'

/** An LMS of a test, on a port that the plan was made for. */
export type TestLms = {
  readonly port: number
  /** Every call, `METHOD /path`. */
  readonly calls: string[]
  /** Puts the mock of the plan behind the port, with other settings and faults where they are wished for. */
  readonly run: (plan: Plan, options?: MockOptions) => Store
  /** Puts something else there. */
  readonly answer: (handle: (request: Request) => Response | Promise<Response>) => void
}

export type MockOptions = {
  /** Which of the plan's mocks; the first. */
  readonly key?: string
  readonly faults?: readonly string[]
  readonly settings?: object
  /** What stands in front of the mock: passes a request on, or answers by itself. */
  readonly proxy?: (request: Request, pass: () => Promise<Response>) => Promise<Response>
}

const cutBy = 'X-Test-Cut'

/** An answer that is none: the connection is cut. */
export function cut(): Response {
  return new Response(null, { headers: { [cutBy]: 'yes' } })
}

type Handle = (request: Request, env?: object) => Response | Promise<Response>

/** Takes a port, before there is a plan of it; with a certificate it speaks https. */
export async function openLms(pair?: KeyPair): Promise<TestLms> {
  const calls: string[] = []
  let handle: Handle = () => new Response('nothing here', { status: 503 })
  const secure = pair !== undefined
  const server = createAdaptorServer({
    fetch: async (request: Request, env: { readonly outgoing: { destroy(): unknown } }) => {
      calls.push(`${request.method} ${new URL(request.url).pathname}`)
      const forwarded = new Request(request)
      if (secure) forwarded.headers.set('X-Forwarded-Proto', 'https')
      const answer = await handle(forwarded, env)
      if (answer.headers.has(cutBy)) env.outgoing.destroy()
      return answer
    },
    ...(pair === undefined
      ? { createServer: createHttp }
      : { createServer: createHttps, serverOptions: { cert: pair.certificate, key: pair.key } }),
  }) as Server
  await new Promise<void>((resolve) => {
    server.listen(0, '127.0.0.1', resolve)
  })
  onTestFinished(() => {
    server.closeAllConnections()
    server.close()
  })
  return {
    port: (server.address() as AddressInfo).port,
    calls,
    run(
      plan,
      { key = plan.mocks[0]?.key, faults = [], settings: changes = {}, proxy = passOn }: MockOptions = {},
    ) {
      const mock = plan.mocks.find((candidate) => candidate.key === key)
      if (mock === undefined) throw new Error('The plan has no mock')
      const document = { ...(JSON.parse(renderLmsSettings(plan, mock).text) as object), ...changes }
      const settings = parseSettings(document)
      const store = openStore(':memory:')
      seed(store, settings, new Date())
      const parsed = parseFaultList([...faults])
      if ('problem' in parsed) throw new Error(parsed.problem)
      const turned = faultSwitch(store.database)
      turned.turnOn(parsed.faults)
      const app = createApplication(
        { settings, store, now: () => new Date(), faults: turned },
        () => undefined,
      )
      handle = async (request, env) => await proxy(request, async () => await app.fetch(request, env))
      return store
    },
    answer: (other) => void (handle = other),
  }
}

const passOn: NonNullable<MockOptions['proxy']> = async (_, pass) => await pass()
