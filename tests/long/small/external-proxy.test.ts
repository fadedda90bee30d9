import { once } from 'node:events'
import { writeFileSync } from 'node:fs'
import { connect } from 'node:net'
import { createServer, type Server } from 'node:tls'
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest'
import { coursePage, goToCourse } from '../../browser/course-page.ts'
import { signIn } from '../../browser/learner.ts'
import { makeTrustedPair, type TrustedPair } from '../../browser/trusted-pair.ts'
import { inChromium } from '../../browser/visit.ts'
import { bridgeAddress } from '../../e2e/small/external/lone-gateway.ts'
import { startOutsideMock, type OutsideMock } from '../../e2e/small/external/outside-mock.ts'
import { bringCertificates, type TlsMachine } from '../../e2e/support/bring-certificates.ts'
import { name, richiePort, edxPort, checkout, local } from '../../e2e/support/environment.ts'
import { ask } from '../../e2e/support/http.ts'

/* LMSes that are not ours behind the gateway, over TLS: one that speaks plain http on another port, as Tutor does, and one with an authority of its own. */

const names = ['richie', 'edx', 'tutor', 'staging']
const richie = `https://richie.local.dev:${richiePort}`
const learner = { email: 'edx@example.com', password: 'edx' }
const sites = [
  {
    key: 'tutor',
    origin: `https://tutor.local.dev:${edxPort + 1}`,
    url: 'http://localhost:18091',
    title: 'Behind http',
  },
  {
    key: 'staging',
    origin: `https://staging.local.dev:${edxPort + 2}`,
    url: 'https://learn.localhost:18092',
    title: 'Behind https',
  },
] as const
const [tutor, staging] = sites
type Site = (typeof sites)[number]
const courseOf = ({ key, title }: Site) => ({ id: `course-v1:campus+${key}+1`, title, start: '2026-01-12' })
const pageOf = ({ title }: Site) => `${richie}/en/courses/${title.toLowerCase().replaceAll(' ', '-')}/`
const specFor = (authentication: string) => ({
  ...local,
  authentication,
  lms: {
    ...local.lms,
    ...Object.fromEntries(
      sites.map((site, index) => [
        site.key,
        {
          provider: 'external',
          url: site.url,
          proxy: true,
          port: edxPort + 1 + index,
          courses: [courseOf(site)],
        },
      ]),
    ),
  },
})

let machine: TlsMachine | undefined
const mocks: OutsideMock[] = []
let theirs: TrustedPair | undefined
let fronts: readonly Server[] = []

beforeAll(async () => {
  machine = await bringCertificates(
    checkout.dir,
    names.map((name) => `${name}.local.dev`),
  )
  theirs = await makeTrustedPair(['learn.localhost'], 'Authority of another')
  // What this machine trusts: the authority of the sites, and that of the other LMS.
  writeFileSync(machine.env['SSL_CERT_FILE'] ?? '', machine.pair.authority + theirs.authority)
  for (const [site, port] of [
    [tutor, 18091],
    [staging, 18093],
  ] as const) {
    const outside = `${name}-outside-${site.key}`
    mocks.push(
      await startOutsideMock({
        name: outside,
        origin: site.url,
        port,
        spec: local,
        courses: [courseOf(site)],
      }),
    )
  }
  fronts = await startFronts(18092, 18093, theirs)
  await up('tutor')
})
afterAll(async () => {
  await Promise.all(mocks.map((mock) => mock.remove()))
  for (const front of fronts) front.close()
  machine?.remove()
  checkout.setLocal(local)
  await checkout.campus(['up'])
})
/** They keep nothing: nobody is enrolled, and nobody logged in. */
beforeEach(async () => {
  for (const mock of mocks) {
    await mock.stop()
    await mock.start()
  }
})

async function up(authentication: string): Promise<void> {
  checkout.setLocal(specFor(authentication))
  const { exitCode, output } = await checkout.campus(['up', '--tls'], { env: machine?.env ?? {} })
  expect(exitCode, output).toBe(0)
}

const walk = (body: Parameters<typeof inChromium>[0]) =>
  inChromium(body, () => machine?.person ?? { hosts: [] })

test.for(sites)(
  'log in from Richie, come back, enrol, seen in a new tab: $title',
  { timeout: 300_000 },
  async (site, context) => {
    await up(site.key)
    await walk(async ({ page, newTab, exchanges }) => {
      await page.goto(pageOf(site))
      await coursePage.logIn(page).click()
      await page.waitForURL(`${site.origin}/login?**`)
      await signIn(page, { learner })
      await page.waitForURL(pageOf(site))
      await coursePage.enroll(page).click()
      await coursePage.enrolled(page).waitFor()

      const tab = await newTab()
      await tab.goto(pageOf(site))
      await coursePage.enrolled(tab).waitFor()
      await goToCourse(tab, courseOf(site).id)
      await tab.waitForURL(`${site.origin}/courses/${courseOf(site).id}/info`)
      await tab.goto(`${site.origin}/dashboard`)
      const enrolment = `fetch('/api/enrollment/v1/enrollment/edx,${courseOf(site).id}').then((answer) => answer.json())`
      expect(await tab.evaluate(enrolment)).toMatchObject({ user: 'edx', is_active: true })

      const cookies = await page.context().cookies()
      const domainOf = (name: string) => cookies.find((cookie) => cookie.name === name)?.domain
      expect(domainOf('edx_csrf_token')).toBe('.local.dev')
      expect(cookies.filter(({ domain }) => !domain.endsWith('local.dev'))).toEqual([])
      expect(
        cookies.filter(({ domain, secure }) => domain === new URL(site.origin).hostname && !secure),
      ).toEqual([])
      const origins = new Set(exchanges.map(({ url }) => new URL(url).origin))
      expect(
        [...origins].filter(
          (origin) => ![richie, site.origin].includes(origin) && origin.includes('localhost'),
        ),
      ).toEqual([])

      await tab.goto(pageOf(site))
      await coursePage.userMenu(tab, 'edx').click()
      await coursePage.logOut(tab).click()
      await coursePage.logInToEnroll(tab).waitFor()
    })(context)
  },
)

test(
  'while it is away our page stands there, and turns into it by itself',
  walk(async ({ page }) => {
    await mocks[0]?.stop()
    expect((await page.goto(`${tutor.origin}/login`))?.status()).toBe(503)
    await page.getByRole('heading', { name: 'tutor cannot be reached' }).waitFor()
    await page.getByText(`${tutor.url} (${await bridgeAddress()}:18091)`).waitFor()
    await page.getByText('bin/campus check tutor').waitFor()
    await mocks[0]?.start()
    await page.getByRole('button', { name: 'Sign in' }).waitFor()
    expect(page.url()).toBe(`${tutor.origin}/login`)
  }),
)

test('an authority that is no longer trusted is told, trusted again it is served: by the same up', async () => {
  const file = machine?.env['SSL_CERT_FILE'] ?? ''
  const ca = machine?.pair.authority ?? ''
  for (const [trusted, status] of [
    [ca, 503],
    [ca + (theirs?.authority ?? ''), 200],
  ] as const) {
    writeFileSync(file, trusted)
    await up('tutor')
    expect((await ask(`${staging.origin}/heartbeat`, { ca })).status).toBe(status)
  }
})

/** TLS in front of a port, as a load balancer: on loopback, and on the address that containers reach. */
async function startFronts(
  port: number,
  behind: number,
  { certificate, key }: TrustedPair,
): Promise<readonly Server[]> {
  return await Promise.all(
    ['127.0.0.1', await bridgeAddress()].map(async (address) => {
      const server = createServer({ cert: certificate, key }, (socket) => {
        const inner = connect(behind, '127.0.0.1')
        for (const one of [socket, inner]) one.on('error', () => one.destroy())
        socket.pipe(inner).pipe(socket)
      })
      server.listen(port, address)
      await once(server, 'listening')
      return server
    }),
  )
}
