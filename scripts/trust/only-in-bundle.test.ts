import { expect, test } from 'vitest'
import { whyNotMadeAnew } from './anchor-folders.ts'
import { describedMachine } from './testing/described-machine.ts'

const pem = (text: string) => `-----BEGIN CERTIFICATE-----\n${text}\n-----END CERTIFICATE-----\n`
const where = { folder: '/usr/local/share/ca-certificates', bundle: '/etc/ssl/certs/ca-certificates.crt' }
const sources = {
  '/etc/debian_version': '12',
  '/etc/ca-certificates.conf': '# shipped\nmozilla/one.crt\n!mozilla/excluded.crt\n',
  '/usr/share/ca-certificates/mozilla/one.crt': pem('one'),
  '/usr/share/ca-certificates/mozilla/excluded.crt': pem('excluded'),
  '/usr/local/share/ca-certificates/company.crt': pem('two'),
}
const hindrance = (bundle: string, files: Readonly<Record<string, string>> = sources, removed = '') =>
  whyNotMadeAnew(describedMachine({ files: { ...files, [where.bundle]: bundle } }), where, removed)

test('a bundle that is made of its sources may be made anew', () => {
  expect(hindrance(pem('one') + pem('two'))).toBeUndefined()
})

test('certificates that stand in the bundle alone keep it from being made anew', () => {
  expect(hindrance(pem('one') + pem('proxy') + pem('excluded'))).toMatchObject({
    kind: 'hindered',
    detail: expect.stringMatching(
      /^rebuilding .* would drop certificates that are only in it \(2\)$/,
    ) as unknown,
    commands: expect.stringContaining('sudo cp /etc/ssl/certs/ca-certificates.crt /usr/local/') as unknown,
  })
})

test('the one that is taken away may stand in the bundle alone', () => {
  expect(hindrance(pem('one') + pem('ours'), sources, pem('ours'))).toBeUndefined()
})

test('other distributions make their bundle in their own way', () => {
  expect(hindrance(pem('proxy'), { '/etc/arch-release': '' })).toBeUndefined()
})
