import { expect, test } from 'vitest'
import { fail } from '../../diagnosis/check.ts'
import type { Client } from './client.ts'
import { openRedaction } from './redaction.ts'

const password = 'pa"s w&rd1'
const body = new URLSearchParams({ email: 'me@example.com', password }).toString()
const client = {
  ask: (url, options) =>
    Promise.resolve({
      asked: { method: 'POST', url, headers: {}, ...options },
      answer: { status: 200, headers: {}, setCookies: ['edx_session=1|abcdef'], body: '', address: '' },
      ms: 1,
    }),
  knock: () => Promise.resolve({ ms: 1 }),
} satisfies Client

/** What is left of a text in each part of a verdict, after the learner has logged in. */
async function leftOf(text: string) {
  const redaction = openRedaction()
  await redaction.watch(client).ask('https://edx.local.dev/login', { body })
  const look = () => fail(text, [{ says: text }], [text])
  const check = redaction.cover({ id: 'login', subject: 'edx', title: '', needs: [], look })
  const { says, evidence, fix } = await check.look()
  return [says, evidence[0], fix[0]?.says]
}

test.each([
  [`no learner has ${password}`, 'no learner has <password>'],
  ['no learner has pa&quot;s w&amp;rd1', 'no learner has <password>'],
  ['redirected to /?back=1%7Cabcdef', 'redirected to /?back=<session>'],
  ['redirected to https://edx.local.dev/login', 'redirected to https://edx.local.dev/login'],
])('%s: no part of a verdict has what was sent or given', async (text, left) => {
  expect(await leftOf(text)).toEqual([left, left, left])
})

test('what looks like a secret is taken out of what a check says', async () => {
  const [says] = await leftOf('redirected to https://idp.example/cb?code=AbC-12_x&state=8d3c')
  expect(says).toBe('redirected to https://idp.example/cb?code=<token>&state=<token>')
})

test('settings to paste stay as they are', async () => {
  const setting = 'In the settings:\nCSRF_COOKIE_SECURE = False\nRICHIE_SYNC_SECRET = "..."'
  expect((await leftOf(setting))[2]).toBe(setting)
})
