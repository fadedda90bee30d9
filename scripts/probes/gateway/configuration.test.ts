import { expect, test } from 'vitest'
import { closedPort, openLocalSite } from '../../../tests/probes/local-site.ts'
import { anyCertificate } from '../../../tests/probes/test-certificates.ts'
import { planOf, surroundingsWith } from '../../../tests/probes/test-surroundings.ts'
import type { Mode } from '../../plan/site.ts'
import { openClient } from '../http/client.ts'
import { configuration } from './configuration.ts'

/** The verdict where all sites are on one port, and the spec makes this version. */
const look = async (port: number, version: string | undefined, mode: Mode = 'http') => {
  const plan = planOf(`{ richie: { port: ${port} }, lms: { edx: { port: ${port} } } }`, mode)
  const surroundings = surroundingsWith({
    plan,
    ...(version === undefined ? {} : { configuration: version }),
  })
  return await configuration.look({ surroundings, client: openClient(surroundings) })
}
const health = { body: 'ok eaf0b54fab81\n' }

test.each(['http', 'tls'] as const)('in %s mode the gateway is asked by a name of nobody', async (mode) => {
  const pair = await anyCertificate({ names: ['richie.local.dev'] })
  const { port, asked } = await openLocalSite(() => health, mode === 'tls' ? { pair } : {})
  expect(await look(port, 'ok eaf0b54fab81', mode)).toMatchObject({ status: 'ok' })
  expect(asked).toMatchObject([
    { path: '/__campus/health', isSecure: mode === 'tls', headers: { host: 'nobody.invalid' } },
  ])
})

test.each([
  ['another version', { body: 'ok 000000000000\n' }, 'the gateway does not serve the current configuration'],
  [
    'another program',
    { status: 404, body: 'Not Found' },
    "what answers on the port is not this environment's gateway",
  ],
])('%s is a fault, and starting again fixes it', async (_, reply, says) => {
  const { port } = await openLocalSite(() => reply)
  const verdict = await look(port, 'ok eaf0b54fab81')
  expect(verdict).toMatchObject({ status: 'fail', says })
  expect(verdict.fix[0]?.command).toBe('make run')
})

test('where nothing answers, that is told of the port', async () => {
  expect(await look(await closedPort(), 'ok eaf0b54fab81')).toMatchObject({ status: 'skipped' })
})

test('http where the spec says tls is a fault', async () => {
  const { port } = await openLocalSite(() => health)
  expect(await look(port, 'ok eaf0b54fab81', 'tls')).toMatchObject({ status: 'fail' })
})

test('where nobody says what it should be, there is nothing to compare', async () => {
  expect(await look(8070, undefined)).toMatchObject({ status: 'skipped' })
})
