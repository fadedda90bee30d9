import { existsSync } from 'node:fs'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { describeEnrolmentOverTls } from '../../browser/enrolment-over-tls.ts'
import { checkout } from '../../browser/environment.ts'
import { welcomeNewcomer, type Newcomer } from '../../browser/person.ts'

/* `setup-ssl`, and enrolment over https. Under another domain, on SQLite: tests/long/small/enrolment-tls.test.ts. */

let newcomer: Newcomer
beforeAll(async () => {
  newcomer = await welcomeNewcomer(checkout.dir)
})
afterAll(() => newcomer.remove())

test('setup-ssl under sudo would set up browsers of root: it says so, and does nothing', async () => {
  await expect(newcomer.sh('SUDO_USER=ann bin/campus setup-ssl')).rejects.toThrow(/runs as root for ann/)
  expect(existsSync(join(checkout.dir, 'certs/richie.local.dev.pem'))).toBe(false)
})

test('setup-ssl a second time finds everything right', async () => {
  await newcomer.sh('bin/setup-ssl')
  const seen = `cat /etc/hosts; sha256sum certs/*; cat ${newcomer.with([]).home}/.local/share/campus/trust.json`
  const before = await newcomer.sh(seen)
  const again = await newcomer.sh('bin/setup-ssl')
  expect(again).toMatch(/valid already[^]*valid already[^]*names resolve to this machine/)
  expect(again).not.toMatch(/issued|trusts it now|NOT trusted/)
  expect(await newcomer.sh(seen)).toBe(before)
  expect(await newcomer.sh('bin/setup-ssl --no-cert')).toMatch(/usable[^]*usable[^]*make run-ssl/)
})

describeEnrolmentOverTls(() => newcomer, { domain: 'local.dev', kind: 'as it is', richie: {} })
