import { mkdtempSync, readdirSync, rmSync, statSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { buildSecrets } from '../plan/build-secrets.ts'
import { proxyBuildArgs, withoutHostPaths, writeBuildSettings } from './build-settings.ts'
import { uniqueCertificates } from './host-certificates.ts'

test.each([
  [{}, {}],
  [{ HTTP_PROXY: '' }, {}],
  [{ https_proxy: 'http://p' }, { HTTPS_PROXY: 'http://p', https_proxy: 'http://p' }],
  [
    { NO_PROXY: 'a', no_proxy: 'b' },
    { NO_PROXY: 'a', no_proxy: 'a' },
  ],
])('proxy variables %j become %j', (env, expected) => {
  expect(proxyBuildArgs(env)).toEqual(expected)
})

test("the folder of the person's own Maven stays at home", () => {
  const settings = '<settings>\n  <localRepository>/home/ann/.m2</localRepository>\n  <mirrors/>\n</settings>'
  expect(withoutHostPaths(settings)).toBe('<settings>\n  <mirrors/>\n</settings>')
})

test('each certificate comes once, in its order, without what stands between', () => {
  const pem = (text: string) => `-----BEGIN CERTIFICATE-----\n${text}\n-----END CERTIFICATE-----`
  const mixed = `# One\n${pem('one')}\r\n\n${pem('two')}\n${pem('one').replaceAll('\n', '\r\n')}\ntail`
  expect(uniqueCertificates(mixed)).toBe(`${pem('one')}\n${pem('two')}\n`)
})

test('every file exists, for the owner only, and is left alone while it is current', () => {
  const dir = mkdtempSync(join(tmpdir(), 'build-settings-'))
  try {
    writeBuildSettings(dir)
    const stat = () => Object.values(buildSecrets).map((file) => statSync(join(dir, file)))
    expect(readdirSync(dir).toSorted()).toEqual(Object.values(buildSecrets).toSorted())
    expect(stat().map(({ mode }) => mode & 0o777)).toEqual([0o600, 0o600, 0o600, 0o600, 0o600])
    expect(statSync(dir).mode & 0o777).toBe(0o700)
    const before = stat().map(({ ino }) => ino)
    writeBuildSettings(dir)
    expect(stat().map(({ ino }) => ino)).toEqual(before)
  } finally {
    rmSync(dir, { recursive: true })
  }
})
