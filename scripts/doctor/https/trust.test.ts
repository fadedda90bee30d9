import { expect, test } from 'vitest'
import type { Store } from '../../trust/store.ts'
import { anyMachine, type Described } from '../testing/any-machine.ts'
import { trust } from './trust.ts'

const text = { kind: 'text', text: 'PEM' } as const
const pairs = { 'richie.local.dev': { certificate: text, key: text } }

const storeThatSays = (reason: string | undefined) =>
  ({
    kind: 'firefox',
    title: 'Firefox, ada',
    where: '/home/ada/firefox',
    verify: () => Promise.resolve(reason),
  }) as unknown as Store
const look = async (store: Parameters<typeof trust.look>[0]['store'], described: Described) =>
  await trust.look({ store, machine: anyMachine(described) })

test('a store that accepts the certificate of Richie is right', async () => {
  expect(await look(storeThatSays(undefined), { mode: 'tls', pairs })).toMatchObject({ status: 'ok' })
})

test('a store that refuses it fails, with what it says', async () => {
  expect(
    await look(storeThatSays('the authority is not in it\nSEC_ERROR'), { mode: 'tls', pairs }),
  ).toMatchObject({
    status: 'fail',
    says: 'does not accept the certificate of richie.local.dev: the authority is not in it',
    evidence: ['Firefox, ada: /home/ada/firefox', 'SEC_ERROR'],
    fix: [{ command: 'make setup-ssl' }],
  })
})

test('a browser that is not there, and http, have nothing to trust', async () => {
  const absent = { kind: 'absent', title: 'Firefox', detail: 'not installed' } as const
  expect(await look(absent, { mode: 'tls', pairs })).toMatchObject({
    status: 'skipped',
    says: 'not installed',
  })
  expect(await look(storeThatSays('no'), { pairs })).toMatchObject({ status: 'skipped' })
})
