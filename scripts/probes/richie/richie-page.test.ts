import { expect, test } from 'vitest'
import { home, lookAtRichie, richiePage as page } from '../../../tests/probes/look-at-richie.ts'
import { richiePage } from './richie-page.ts'

test.each(['http', 'tls'] as const)(
  "in %s mode Richie's own page is fine, after its redirect",
  async (mode) => {
    const verdict = await lookAtRichie(richiePage, home({ body: page() }), { mode })
    expect(verdict).toMatchObject({ status: 'ok', says: `${verdict.origin}/en/ answers 200` })
  },
)

const ofGateway = (id: string, heading: string, state: string) =>
  `<h1>${heading}</h1>\n<p class="state">${state}</p>\n<footer><span>The campus gateway, campus, http mode</span><span>campus: ${id}</span></footer>`

test.each([
  [
    'it starts',
    {
      status: 503,
      body: ofGateway(
        'service-starting',
        'Richie is starting',
        'Now: migrating. This page reloads automatically.',
      ),
    },
    'the gateway answers instead: Richie is starting. Now: migrating.',
    'bin/campus status',
  ],
  [
    'it has stopped',
    {
      status: 503,
      body: ofGateway(
        'service-stopped',
        'Richie has stopped',
        'This page reloads automatically once it is back.',
      ),
    },
    'the gateway answers instead: Richie has stopped',
    'make run',
  ],
  [
    'it breaks',
    { status: 500, body: '<title>500 - Server error</title>' },
    'the home page answers 500',
    'bin/campus logs richie',
  ],
  ['there is none', { status: 404 }, 'the home page answers 404', 'bin/campus logs richie'],
  [
    'another program',
    { body: '<title>Welcome to\n nginx</title>' },
    "a page answers that is not Richie's",
    'bin/campus doctor',
  ],
  [
    'a redirect to elsewhere',
    { status: 302, headers: { Location: 'https://example.org/' } },
    'the home page redirects elsewhere: 302',
    'bin/campus logs richie',
  ],
])('%s', async (_, reply, says, command) => {
  const verdict = await lookAtRichie(richiePage, home(reply))
  expect(verdict).toMatchObject({ status: 'fail', says })
  expect(verdict.fix[0]?.command).toBe(command)
})

test('a host name that Django refuses is to be allowed', async () => {
  const verdict = await lookAtRichie(richiePage, home({ status: 400, body: '<h1>Bad Request (400)</h1>' }))
  expect(verdict.says).toMatch(/^Richie refuses the host name richie\.campus\.localhost:\d+$/)
  expect(verdict.fix[0]?.says).toBe(`In Richie's settings:\nALLOWED_HOSTS = ["richie.campus.localhost"]`)
})

test('the title of what answers is evidence', async () => {
  const verdict = await lookAtRichie(richiePage, home({ body: '<title>Welcome to\n nginx</title>' }))
  expect(verdict.evidence).toContain('its title: Welcome to nginx')
})
