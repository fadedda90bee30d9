import { afterAll, beforeAll, expect, test } from 'vitest'
import {
  learn,
  named,
  openExternalSites,
  richie,
  stagingOverHttp,
  tutor,
  tutorOverHttp,
  type ExternalSites,
} from './external-sites.ts'

/* What a browser is sent of a site that is not ours: nginx and a server of our own, nothing else. */

let sites: ExternalSites
beforeAll(async () => {
  sites = await openExternalSites()
})
afterAll(() => sites?.close())

const locations = (): [string, string][] => [
  [`http://${sites.plainHost}/dashboard`, `${tutor}/dashboard`],
  [
    `https://${sites.plainHost}/x?y=http://${sites.plainHost}/#z`,
    `${tutor}/x?y=http://${sites.plainHost}/#z`,
  ],
  [`HTTP://${sites.plainHost.toUpperCase()}/`, `${tutor}/`],
  [`//${sites.plainHost}/x`, `${tutor}/x`],
  [`http://${sites.plainHost}`, tutor],
  [`http://${sites.plainHost}?a`, `${tutor}?a`],
  [`http://${sites.plainHost}0/x`, `http://${sites.plainHost}0/x`],
  [`http://${learn}:1999/authn/login`, `http://${learn}:1999/authn/login`],
  [`http://x.${sites.plainHost}/`, `http://x.${sites.plainHost}/`],
  [
    `https://elsewhere.example/?next=http://${sites.plainHost}/`,
    `https://elsewhere.example/?next=http://${sites.plainHost}/`,
  ],
  ['/dashboard', '/dashboard'],
  ['richie/en/courses/x/', 'richie/en/courses/x/'],
]
test('a Location of its own is ours, with the port exact; any other is as it was', async () => {
  for (const [location, expected] of locations()) {
    const headers = await sites.answered(tutor, [['Location', location]])
    expect([location, headers.location]).toEqual([location, expected])
  }
})

test('over http one to https is as it was: the browser goes there, and not round and round', async () => {
  const answered = async (location: string) =>
    (await sites.answered(tutorOverHttp, [['Location', location]])).location
  expect(await answered(`https://${sites.plainHost}/x`)).toBe(`https://${sites.plainHost}/x`)
  expect(await answered(`http://${sites.plainHost}/x`)).toBe(`${tutorOverHttp}/x`)
})

test('a Refresh likewise', async () => {
  const headers = await sites.answered(tutor, [['Refresh', `5; url=http://${sites.plainHost}/x`]])
  expect(headers['refresh']).toBe(`5; url=${tutor}/x`)
})

test.each([
  ['none stays none', 'a=b; Path=/', 'a=b; Path=/; Secure'],
  [
    "its host is the site's",
    `a=b; Domain=${learn}; Path=/; HttpOnly`,
    'a=b; Domain=tutor.local.dev; Path=/; HttpOnly; Secure',
  ],
  ['a dot changes nothing', `a=b; Domain=.${learn}`, 'a=b; Domain=tutor.local.dev; Secure'],
  ['its parent is the shared one', 'a=b; domain=.lms.localhost', 'a=b; domain=.local.dev; Secure'],
  ['the shared one already', 'a=b; Domain=.local.dev; Secure', 'a=b; Domain=.local.dev; Secure'],
  ['of somebody else', 'a=b; Domain=elsewhere.example', 'a=b; Domain=elsewhere.example; Secure'],
  ['SameSite as it is', 'a=b; SameSite=None', 'a=b; SameSite=None; Secure'],
  ['in the value nothing', `a="Domain=${learn}"`, `a="Domain=${learn}"; Secure`],
])('the domain of a cookie, over TLS: %s', async (_, cookie, expected) => {
  expect((await sites.answered(tutor, [['Set-Cookie', cookie]]))['set-cookie']).toEqual([expected])
})

test('several cookies, each by itself, over http as secure as they came', async () => {
  const sent = [`a=b; Domain=${learn}`, 'c=d; Domain=.lms.localhost; SameSite=None; Secure', 'e=f']
  const headers = await sites.answered(
    tutorOverHttp,
    sent.map((cookie) => ['Set-Cookie', cookie]),
  )
  expect(headers['set-cookie']).toEqual([
    'a=b; Domain=tutor.campuslone.localhost',
    'c=d; Domain=.campuslone.localhost; SameSite=None; Secure',
    'e=f',
  ])
})

test.each([tutor, named, stagingOverHttp])(
  'nothing that binds the browser to https or to another port: %s',
  async (site) => {
    const { headers } = await sites.get(`${site}/seen`)
    expect(headers).not.toHaveProperty('strict-transport-security')
    expect(headers).not.toHaveProperty('alt-svc')
    // No browser takes this one over HTTP/2.
    expect(headers).not.toHaveProperty('upgrade')
  },
)

test('its rules for frames and other origins as they are', async () => {
  const rules = {
    'content-security-policy': `frame-ancestors http://${sites.plainHost}`,
    'access-control-allow-origin': richie,
  }
  expect(await sites.answered(tutor, Object.entries(rules))).toMatchObject(rules)
})

test.each([
  ['/richie/en/courses/x/?a=b%20c&d', `${richie}/en/courses/x/?a=b%20c&d`],
  ['/richie/fr/caf%C3%A9/', `${richie}/fr/caf%C3%A9/`],
  ['/richie/', `${richie}/`],
])('the way back to the catalogue, by the gateway itself: %s', async (path, location) => {
  expect(await sites.get(tutor + path)).toMatchObject({ status: 302, headers: { location } })
})

test('an error of its own in its own words; for a connection that it cuts our page', async () => {
  expect(await sites.get(`${tutor}/ill`)).toMatchObject({ status: 502, body: 'its own words' })
  const { status, body } = await sites.get(`${tutor}/cut`)
  expect([status, body]).toEqual([503, expect.stringContaining('campus: upstream-cut')])
  expect((await sites.get(`${tutor}/mock/`)).status).toBe(200)
})
