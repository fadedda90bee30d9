import { existsSync, mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { chooseAuthority, hasOwnAuthority } from './choose-authority.ts'
import { fakeMkcert } from './testing/fake-mkcert.ts'

let data: string
beforeEach(() => {
  data = mkdtempSync(join(tmpdir(), 'campus-choose-'))
})
afterEach(() => {
  vi.unstubAllEnvs()
  rmSync(data, { recursive: true, force: true })
})

const choose = () => chooseAuthority({ domain: 'local.dev', env: { HOME: data, XDG_DATA_HOME: data } })

test('without mkcert it is our own, where the data of a person is kept', async () => {
  vi.stubEnv('PATH', data)
  const { authority, notes } = await choose()
  expect([authority.kind, notes]).toEqual(['own', []])
  expect(existsSync(join(data, 'campus/ca/local.dev/ca.key'))).toBe(true)
})

test('each domain has an authority of its own', async () => {
  vi.stubEnv('PATH', data)
  await choose()
  const has = (domain: string) => hasOwnAuthority(domain, { HOME: data, XDG_DATA_HOME: data })
  expect([has('local.dev'), has('local.test')]).toEqual([true, false])
})

test("mkcert's wins, also where it comes later", async () => {
  vi.stubEnv('PATH', data)
  await choose()
  vi.unstubAllEnvs()
  const fake = await fakeMkcert(['x'])
  expect((await choose()).authority).toMatchObject({ kind: 'mkcert', pem: fake.authority.certificate })
  rmSync(fake.home, { recursive: true })
})

test('where mkcert is there and its authority can not be used, ours is, and both are told', async () => {
  const fake = await fakeMkcert(['x'], new Date('2020-01-01'))
  const { authority, notes } = await choose()
  expect(authority.kind).toBe('own')
  expect(notes).toEqual([
    expect.stringMatching(
      /^mkcert can't be used, so campus uses its own authority\. \S+rootCA\.pem expired on 2020-12-31; this machine's clock says \d{4}-/,
    ) as string,
  ])
  rmSync(fake.home, { recursive: true })
})
