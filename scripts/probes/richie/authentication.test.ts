import { expect, test } from 'vitest'
import { home, lookAtRichie, richiePage } from '../../../tests/probes/look-at-richie.ts'
import { authentication } from './authentication.ts'

const endpoint = 'https://edx.local.dev:8073'
const backend = 'openedx-hawthorn'
const look = (context: object) =>
  lookAtRichie(authentication, home({ body: richiePage(context) }), { mode: 'tls' })

test('the LMS and the interface of the spec are right', async () => {
  expect(await look({ authentication: { endpoint, backend } })).toMatchObject({
    status: 'ok',
    says: `${backend} at ${endpoint}`,
  })
})

test('in http mode it is faked, by the name that the scripts know', async () => {
  const context = { authentication: { endpoint: 'http://edx.campus.localhost:8073', backend: 'dummy' } }
  expect(await lookAtRichie(authentication, home({ body: richiePage(context) }))).toMatchObject({
    status: 'ok',
  })
})

test.each([
  [
    'another LMS',
    { endpoint: 'https://other.local.dev', backend },
    `it logs in at https://other.local.dev, not at ${endpoint}`,
  ],
  [
    'a slash too much',
    { endpoint: `${endpoint}/`, backend },
    `it logs in at ${endpoint}/, not at ${endpoint}`,
  ],
  ['none', { endpoint: null, backend }, `it logs in at no LMS, not at ${endpoint}`],
  ['another interface', { endpoint, backend: 'dummy' }, `it logs in with dummy, not with ${backend}`],
  [
    '`base`',
    { endpoint, backend: 'base' },
    `Richie's scripts know no backend named "base": it is called dummy`,
  ],
  [
    '`openedx-fonzie`',
    { endpoint, backend: 'openedx-fonzie' },
    `Richie's scripts know no backend named "openedx-fonzie": it is called fonzie`,
  ],
  ['nonsense', { endpoint, backend: 'edx' }, `Richie's scripts know no backend named "edx"`],
])('%s is told, with the lines to paste', async (_, wrong, says) => {
  const verdict = await look({ authentication: wrong })
  expect(verdict).toMatchObject({ status: 'fail', says })
  expect(verdict.fix[0]?.command).toBe('make run-ssl')
  expect(verdict.fix[1]?.says).toContain(
    `AUTHENTICATION_BASE_URL=${endpoint}\nAUTHENTICATION_BACKEND=${backend}`,
  )
})

test('a context that breaks the page is told', async () => {
  const broken = `<script>window.__richie_frontend_context__ = JSON.parse('{"a": "\\.`
  const verdict = await lookAtRichie(authentication, home({ body: `${broken}"}');</script>` }), {
    mode: 'tls',
  })
  expect(verdict).toMatchObject({
    status: 'fail',
    says: expect.stringContaining('__richie_frontend_context__'),
  })
})
