import { afterAll, beforeAll } from 'vitest'
import { describeEnrolmentOverTls } from '../../browser/enrolment-over-tls.ts'
import { checkout } from '../../browser/environment.ts'
import { welcomeNewcomer, type Newcomer } from '../../browser/person.ts'

let newcomer: Newcomer
beforeAll(async () => {
  newcomer = await welcomeNewcomer(checkout.dir)
})
afterAll(() => newcomer.remove())

describeEnrolmentOverTls(() => newcomer, {
  domain: 'local.test',
  kind: 'SQLite and no demo',
  richie: { database: 'sqlite', demo: 'none' },
})
