import { expect, test } from 'vitest'
import { planOf, surroundingsWith } from '../../../tests/probes/test-surroundings.ts'
import { openClient } from '../http/client.ts'
import type { Surroundings } from '../surroundings.ts'
import { name } from './name.ts'
import { catalogueSite, lmsSite, siteContext } from './site-context.ts'

const plan = planOf('', 'tls', true)
const v4 = ['127.0.0.1']
const both = ['127.0.0.1', '::1']

const look = (found: readonly string[], of = plan, site = catalogueSite(of)) => {
  const lookup: Surroundings['lookup'] = () => Promise.resolve(found)
  const surroundings = surroundingsWith({ plan: of, lookup })
  return name.look(siteContext(site, surroundings, openClient(surroundings)))
}

test.each([
  ['both families', both, 'ok', 'leads to 127.0.0.1 and ::1'],
  [
    'one beside a loopback address where nothing is',
    [...both, '127.0.1.1'],
    'ok',
    'leads to 127.0.0.1 and ::1',
  ],
  ['none', [], 'fail', 'richie.local.dev is not found'],
  ['elsewhere', ['192.0.2.7'], 'fail', 'richie.local.dev leads to 192.0.2.7, not to the gateway'],
  [
    'elsewhere too',
    [...both, '192.0.2.7'],
    'fail',
    'richie.local.dev leads to 192.0.2.7, not to the gateway',
  ],
  [
    'a loopback address where nothing is',
    ['127.0.1.1'],
    'fail',
    'richie.local.dev leads to 127.0.1.1, not to the gateway',
  ],
  ['no IPv6', v4, 'warn', 'richie.local.dev leads to 127.0.0.1, but not to ::1'],
  ['no IPv4', ['::1'], 'warn', 'richie.local.dev leads to ::1, but not to 127.0.0.1'],
])('%s', async (_, found, status, says) => {
  const verdict = await look(found)
  expect(verdict).toMatchObject({ status, says })
  expect(verdict.evidence).toEqual([`richie.local.dev -> ${found.join(', ') || 'no address'}`])
})

test('the fix is a command, and where the name leads elsewhere the lines as they must be', async () => {
  expect((await look([])).fix[0]?.command).toBe('bin/campus hosts add')
  const { fix } = await look(['192.0.2.7'])
  expect(fix[0]?.says).toContain('127.0.0.1 richie.local.dev\n::1 richie.local.dev')
  expect(fix[1]?.command).toBe('bin/campus hosts add')
})

test('where IPv6 is off, a name that leads there as well is right', async () => {
  expect(await look(both, planOf('', 'http', false))).toMatchObject({ status: 'ok' })
})

test('a gateway on all addresses is reached by loopback', async () => {
  expect(await look(both, planOf('bind: 0.0.0.0', 'http'))).toMatchObject({ status: 'ok' })
})

test('an LMS elsewhere must only be found', async () => {
  const external = planOf('lms: { far: { provider: external, url: https://far.local.dev } }', 'tls')
  const [lms] = external.lmses
  if (lms === undefined) throw new Error('The spec has an LMS')
  const site = lmsSite(external, lms)
  expect(await look(['192.0.2.7'], external, site)).toMatchObject({
    status: 'ok',
    says: 'leads to 192.0.2.7',
  })
  const lost = await look([], external, site)
  expect(lost).toMatchObject({ status: 'fail', says: 'far.local.dev is not found' })
  expect(lost.fix[0]?.says).toContain('environment.yaml')
})
