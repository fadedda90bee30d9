import { expect, test } from 'vitest'
import {
  openControl,
  origin,
  testToken,
  type OpenControl,
} from '../../../tests/lms-mock/testing/open-control.ts'

const formHeaders = { 'Content-Type': 'application/x-www-form-urlencoded' }

async function comeByLink(lms: OpenControl): Promise<string> {
  const answer = await lms.ask('GET', `/mock/?token=${testToken}`)
  return answer.headers.getSetCookie()[0]?.split(';')[0] ?? ''
}

async function formToken(lms: OpenControl, cookie: string): Promise<string> {
  const html = await (await lms.ask('GET', '/mock/faults', { Cookie: cookie })).text()
  return /name="token" value="([^"]+)"/.exec(html)?.[1] ?? ''
}

test('the link gives a cookie for this page alone and leads to the clean address', async () => {
  const answer = await openControl().ask('GET', `/mock/?token=${testToken}`)
  expect([answer.status, answer.headers.get('location')]).toEqual([303, '/mock/'])
  expect(answer.headers.getSetCookie()).toEqual([
    expect.stringMatching(/^campus_control_edx=[\w-]{43}; Path=\/mock; HttpOnly; SameSite=Strict; Secure$/),
  ])
  expect(answer.headers.getSetCookie()[0]).not.toContain(testToken)
})

test('with the cookie every page opens', async () => {
  const lms = openControl()
  const cookie = await comeByLink(lms)
  for (const page of ['', 'learners', 'courses', 'enrollments', 'requests', 'faults', 'sync']) {
    const answer = await lms.ask('GET', `/mock/${page}`, { Cookie: cookie })
    expect([page, answer.status]).toEqual([page, 200])
  }
})

test.each([
  ['nothing', {}, ''],
  ['a wrong token', {}, '?token=wrong'],
  ['an empty token', {}, '?token='],
  ['a made-up cookie', { Cookie: 'campus_control_edx=made-up' }, ''],
  ['the token itself as a cookie', { Cookie: `campus_control_edx=${testToken}` }, ''],
])('with %s the page stays closed and says how to have the link', async (_, headers, query) => {
  const answer = await openControl().ask('GET', `/mock/${query}`, headers)
  expect(answer.status).toBe(403)
  expect(await answer.text()).toContain('bin/campus lms edx')
})

test('without a token of its own nothing opens it', async () => {
  const lms = openControl({})
  expect((await lms.ask('GET', '/mock/?token=')).status).toBe(403)
  expect((await lms.ask('GET', '/mock/api/', { Authorization: 'Bearer ' })).status).toBe(403)
  expect((await lms.ask('GET', '/mock/api/', { Authorization: 'Bearer undefined' })).status).toBe(403)
})

test('a form of the page changes something and leads back', async () => {
  const lms = openControl()
  const cookie = await comeByLink(lms)
  const body = new URLSearchParams({
    token: await formToken(lms, cookie),
    name: 'dropped',
    back: '/mock/faults',
  })
  const headers = { ...formHeaders, Cookie: cookie, Origin: origin }
  const answer = await lms.ask('POST', '/mock/do/turn-on-faults', headers, body.toString())
  expect([answer.status, answer.headers.get('location')]).toEqual([303, '/mock/faults'])
  expect([...lms.faults.active().keys()]).toEqual(['dropped'])
})

test.each([
  ['another origin of the same site', { Origin: 'https://richie.local.dev:8070' }, undefined],
  ['an origin that hides', { Origin: 'null' }, undefined],
  ['no origin', {}, undefined],
  ['our origin, without the form’s token', { Origin: origin }, ''],
  ['our origin, with the link’s token', { Origin: origin }, testToken],
])('a change from %s is refused', async (_, from, token) => {
  const lms = openControl()
  const cookie = await comeByLink(lms)
  const fields = { token: token ?? (await formToken(lms, cookie)), name: 'dropped' }
  const headers = { ...formHeaders, Cookie: cookie, ...from }
  const body = new URLSearchParams(fields).toString()
  const answer = await lms.ask('POST', '/mock/do/turn-on-faults', headers, body)
  expect([answer.status, lms.faults.active().size]).toEqual([403, 0])
})

test('a change without the cookie is refused whatever else is right', async () => {
  const lms = openControl()
  const token = await formToken(lms, await comeByLink(lms))
  const body = new URLSearchParams({ token, name: 'dropped' }).toString()
  const answer = await lms.ask('POST', '/mock/do/turn-on-faults', { ...formHeaders, Origin: origin }, body)
  expect([answer.status, lms.faults.active().size]).toEqual([403, 0])
})

test('a form can lead back to this page only', async () => {
  const lms = openControl()
  const cookie = await comeByLink(lms)
  const token = await formToken(lms, cookie)
  for (const back of [
    'https://evil.example/',
    '//evil.example',
    '/mock//evil.example',
    '/login',
    '/mock/\n',
  ]) {
    const body = new URLSearchParams({ token, name: 'dropped', back }).toString()
    const headers = { ...formHeaders, Cookie: cookie, Origin: origin }
    const answer = await lms.ask('POST', '/mock/do/turn-on-faults', headers, body)
    expect(answer.headers.get('location')).toBe('/mock/')
  }
})

test('JSON with the token is refused to pages of other origins', async () => {
  const headers = { Authorization: `Bearer ${testToken}`, Origin: 'https://richie.local.dev:8070' }
  expect((await openControl().ask('POST', '/mock/api/sync', headers)).status).toBe(403)
})

test('answers are not kept, run no script, and carry no leave for other origins', async () => {
  const lms = openControl()
  const answer = await lms.ask('GET', '/mock/', {
    Cookie: await comeByLink(lms),
    Origin: 'https://richie.local.dev:8070',
  })
  expect(answer.headers.get('cache-control')).toBe('no-store')
  expect(answer.headers.get('content-security-policy')).toContain("default-src 'none'")
  expect([...answer.headers.keys()].filter((name) => name.startsWith('access-control'))).toEqual([])
  expect(await answer.text()).not.toContain('<script')
})

test('faults do not meet the control page', async () => {
  const lms = openControl()
  lms.faults.turnOn(
    new Map([
      ['dropped', ''],
      ['maintenance', ''],
      ['server-error', ''],
    ]),
  )
  expect((await lms.api('GET', '/overview')).body).toMatchObject({
    faults: ['dropped', 'maintenance', 'server-error'],
  })
})
