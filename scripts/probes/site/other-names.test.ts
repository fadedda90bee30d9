import { expect, test } from 'vitest'
import { openLocalSite, type Asked } from '../../../tests/probes/local-site.ts'
import { lookAtSite } from '../../../tests/probes/look-at-site.ts'
import { anyCertificate } from '../../../tests/probes/test-certificates.ts'
import { planOf, surroundingsWith } from '../../../tests/probes/test-surroundings.ts'
import { openClient } from '../http/client.ts'
import { otherNames } from './other-names.ts'
import { lmsSite, siteContext } from './site-context.ts'

const pair = await anyCertificate({ names: ['richie.local.dev'] })
const hostOf = ({ headers }: Asked) => headers.host?.replace(/:\d+$/, '')
const unknown = {
  status: 404,
  body: '<h1>No site has this name</h1><footer><span>The campus gateway, campus',
}
const missing = { status: 404, body: '<h1>404 Not Found</h1>' }

test('in http mode each of them is answered by the site, whatever it says there', async () => {
  const { port, asked } = await openLocalSite(() => missing)
  const verdict = await lookAtSite(otherNames, { port, mode: 'http', lookup: () => Promise.resolve([]) })
  expect(verdict).toMatchObject({
    status: 'ok',
    says: 'richie.local.dev, localhost, 127.0.0.1, [::1]: answered',
  })
  expect(asked.map(hostOf).toSorted()).toEqual(['127.0.0.1', '[::1]', 'localhost', 'richie.local.dev'])
})

test('a site that breaks off is no fault of its names', async () => {
  const { port } = await openLocalSite(() => 'half')
  expect(await lookAtSite(otherNames, { port, mode: 'http' })).toMatchObject({ status: 'ok' })
})

test('one that the gateway does not know is named', async () => {
  const { port } = await openLocalSite((asked) => (hostOf(asked) === 'localhost' ? unknown : missing))
  const verdict = await lookAtSite(otherNames, { port, mode: 'http' })
  expect(verdict).toMatchObject({ status: 'fail', says: 'localhost: not answered as this site' })
  expect(verdict.fix[0]?.command).toBe('make run')
})

const toSite = (status: number, port: number, path: string) => ({
  status,
  headers: { Location: `https://richie.local.dev:${port}${path}` },
})

test.each([
  [307, 'ok', ': redirected to it'],
  [301, 'fail', ': not redirected to https://richie.local.dev:'],
])('in tls mode each is led to the site by 307: %i', async (status, verdict, says) => {
  const site = await openLocalSite(({ path }) => toSite(status, site.port, path), { pair })
  expect(await lookAtSite(otherNames, { port: site.port, mode: 'tls' })).toMatchObject({
    status: verdict,
    says: expect.stringContaining(says),
  })
})

test('in tls mode a page under another name is a fault', async () => {
  const { port } = await openLocalSite(() => ({ body: 'Richie' }), { pair })
  const verdict = await lookAtSite(otherNames, { port, mode: 'tls' })
  expect(verdict.status).toBe('fail')
  expect(verdict.fix[0]?.command).toBe('make run-ssl')
})

test('an LMS elsewhere has the names that it has', async () => {
  const plan = planOf('lms: { far: { provider: external, url: https://far.local.dev } }', 'tls')
  const surroundings = surroundingsWith({ plan })
  const [lms] = plan.lmses
  if (lms === undefined) throw new Error('The spec has an LMS')
  expect(
    await otherNames.look(siteContext(lmsSite(plan, lms), surroundings, openClient(surroundings))),
  ).toMatchObject({
    status: 'skipped',
  })
})
