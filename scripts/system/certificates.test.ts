import { expect, test } from 'vitest'
import { uniqueCertificates } from './certificates.ts'

test('each certificate comes once, in its order, without what stands between', () => {
  const pem = (text: string) => `-----BEGIN CERTIFICATE-----\n${text}\n-----END CERTIFICATE-----`
  const mixed = `# One\n${pem('one')}\r\n\n${pem('two')}\n${pem('one').replaceAll('\n', '\r\n')}\ntail`
  expect(uniqueCertificates(mixed)).toBe(`${pem('one')}\n${pem('two')}\n`)
})
