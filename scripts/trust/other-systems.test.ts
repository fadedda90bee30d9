import { expect, test } from 'vitest'
import { anyCertificate } from '../tls/testing/any-certificate.ts'
import { thumbprintOf } from './fingerprint.ts'
import { addToKeychain, removeFromKeychain } from './keychain.ts'
import type { Step } from './store.ts'
import { addToWindows, removeFromWindows, verifyCommand } from './windows-store.ts'

/* Planned for systems that the tests don't run on. */

const { certificate } = await anyCertificate()
const thumbprint = thumbprintOf(certificate)

function typed(steps: readonly Step[]): readonly string[] {
  return steps.map(({ argv, needsRoot }) => `${needsRoot ? 'sudo ' : ''}${argv.join(' ')}`)
}

test('a certificate is called by its SHA-1', () => {
  expect(thumbprint).toMatch(/^[0-9A-F]{40}$/)
})

test('macOS: the keychain of the system, trust before certificate when removed', () => {
  expect(typed(addToKeychain('/ca.pem'))).toEqual([
    'sudo security add-trusted-cert -d -r trustRoot -k /Library/Keychains/System.keychain /ca.pem',
  ])
  expect(typed(removeFromKeychain('/ca.pem', thumbprint))).toEqual([
    'sudo security remove-trusted-cert -d /ca.pem',
    `sudo security delete-certificate -Z ${thumbprint} /Library/Keychains/System.keychain`,
  ])
})

test("WSL: the Windows store of the person, without Windows' administrator", () => {
  expect(typed([addToWindows('\\\\wsl.localhost\\Debian\\ca.pem')])).toEqual([
    'certutil.exe -addstore -user -f Root \\\\wsl.localhost\\Debian\\ca.pem',
  ])
  expect(typed([removeFromWindows(thumbprint)])).toEqual([`certutil.exe -delstore -user Root ${thumbprint}`])
})

test('WSL: Windows builds the chain of the certificate; a quote in its path stays in the string', () => {
  const [program, , , , script] = verifyCommand("\\\\wsl$\\Debian\\o'hara\\leaf.pem")
  expect(program).toBe('powershell.exe')
  expect(script).toContain("X509Certificate2 '\\\\wsl$\\Debian\\o''hara\\leaf.pem'")
  expect(script).toContain('.Build(')
})
