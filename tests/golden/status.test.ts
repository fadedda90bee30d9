import { join } from 'node:path'
import { expect, test } from 'vitest'
import { statusDocumentSchema, type StatusDocument } from '../../scripts/commands/status/schema.ts'
import { formatStatus } from '../../scripts/commands/status/text.ts'
import { loadEnvironment } from '../../scripts/environment/load.ts'
import { makePlan, type Plan } from '../../scripts/plan/plan.ts'
import { facts } from './facts.ts'

/* What `campus status` prints of some environments: one file a case and width in status/. `vitest -u` writes them anew. */

const now = Date.parse('2026-11-23T05:00:00Z')
const planOf = (mode: 'http' | 'tls', text: string): Plan =>
  makePlan(loadEnvironment({ file: 'environment.yaml', text }, undefined).environment, mode, facts).plan

const http = planOf('http', '')
const several = planOf(
  'http',
  'lms: { edx: {}, far: { provider: external, url: "https://lms.example.org" }, behind: { provider: external, proxy: true, port: 8075, url: "http://localhost:8000" }, moodle: { provider: external, url: "http://127.0.0.1:8080", courseLink: "/course/view.php?id={course_id}" } }',
)
const tls = planOf(
  'tls',
  'lms: { edx: {}, hawthorn-lms: { port: 8074, release: hawthorn }, real: { provider: external, url: "https://lms.example.org" } }',
)

type Service = StatusDocument['services'][number]

const service = (name: string, megabytes: number, cpuPercent: number, versions: Service['versions']): Service => ({
  name,
  state: 'running',
  health: 'healthy',
  status: 'Up 12 minutes (healthy)',
  since: '2026-11-23T04:47:40.123456789Z',
  exitCode: null,
  versions,
  memoryBytes: megabytes * 2 ** 20,
  cpuPercent,
})
const gateway = service('gateway', 12, 0, { nginx: '1.22.1' })
const edx = service('edx', 91, 0.4, { Node: '24.21.0' })
const database = service('database', 44, 0.1, { PostgreSQL: '15.20' })
const search = service('search', 1342, 103.7, { Elasticsearch: '7.10.2' })
const richie = service('richie', 228, 0.3, { Richie: '3.5.1' })
const absent = (name: string): Service => ({
  name, state: 'absent', health: 'none', status: 'not running', since: null, exitCode: null,
  versions: {}, memoryBytes: null, cpuPercent: null,
})
const ended: Service = {
  ...search,
  state: 'exited', health: 'none', status: 'Exited (137) 3 minutes ago', exitCode: 137,
  since: '2026-11-23T04:57:00Z', memoryBytes: null, cpuPercent: null,
}

const webhook = { toldAt: '2026-11-23T04:48:00Z', accepted: 11, refused: 0, withheld: 0, left: 0, away: null }

const document = (plan: Plan, services: readonly Service[], more: Partial<StatusDocument> = {}): StatusDocument => ({
  name: plan.name,
  mode: plan.mode,
  engine: '26.1.5',
  compose: '2.26.1',
  services,
  sites: [],
  admin: plan.richie.admin,
  lms: lmses(plan, {}),
  lastStart: {
    at: '2026-11-23T04:47:38.000Z',
    kind: 'after-stop',
    ms: 11_200,
    parts: [
      { name: 'engine', ms: 40 },
      { name: 'images', ms: 310 },
      { name: 'gateway', ms: 420 },
      { name: 'edx', ms: 900 },
      { name: 'database', ms: 1900 },
      { name: 'search', ms: 8700 },
      { name: 'richie', ms: 9800 },
      { name: 'courses', ms: 640 },
    ],
  },
  ...more,
})

const lmses = (
  plan: Plan,
  said: Readonly<Record<string, Partial<StatusDocument['lms'][number]>>>,
): StatusDocument['lms'] =>
  plan.lmses.map(({ key, provider, url, release, connection }) => ({
    key, provider, url, release, origin: connection.baseUrl,
    reach: provider === 'mock' ? null : { isReached: true, says: 'answers 200' }, backend: connection.jsBackend, learners: [],
    faults: provider === 'mock' ? [] : null, webhook: provider === 'mock' ? webhook : null,
    ...said[key],
  }))

const all = [gateway, edx, database, search, richie]
const faults = ['slow=3000', 'webhook-withheld', 'throttled', 'server-error', 'dropped', 'session-ended']

test.each<[string, Plan, StatusDocument]>([
  ['healthy', http, document(http, all)],
  ['with the password', http, document(http, all, { admin: { ...http.richie.admin, password: 'xxxxxxxxxxxx' } })],
  [
    'in trouble',
    tls,
    document(
      tls,
      [
        gateway,
        { ...edx, health: 'unhealthy', since: '2026-11-23T04:58:31Z' },
        { ...service('hawthorn-lms', 88, 0, { Node: '24.21.0' }) },
        { ...database, health: 'starting', since: '2026-11-23T04:59:52Z', versions: {} },
        ended,
        { ...richie, since: '2026-11-13T04:00:00Z' },
      ],
      {
        lms: lmses(tls, {
          edx: { faults: null, webhook: null },
          'hawthorn-lms': {
            faults,
            webhook: { ...webhook, accepted: 7, refused: 1, withheld: 2, left: 1, away: 'connect ECONNREFUSED 127.0.0.1:8070' },
          },
        }),
      },
    ),
  ],
  [
    'external LMSes',
    several,
    document(several, all, {
      lms: lmses(several, {
        behind: { reach: { isReached: false, says: "the gateway can't reach it" } },
        moodle: { reach: { isReached: false, says: 'does not answer (ECONNREFUSED)' } },
      }),
    }),
  ],
  [
    'nothing runs',
    http,
    document(http, all.map(({ name }) => absent(name)), {
      engine: null, compose: null, lastStart: null,
      lms: lmses(http, { edx: { faults: null, webhook: null } }),
    }),
  ],
  [
    'first start, nothing synced',
    http,
    document(http, all, {
      lastStart: { at: '2026-11-23T04:00:00.000Z', kind: 'first', ms: 173_400, parts: [] },
      lms: lmses(http, { edx: { webhook: { ...webhook, toldAt: null, accepted: 0, withheld: 11 } } }),
    }),
  ],
])('status: %s', async (name, plan, status) => {
  expect(statusDocumentSchema.parse(status)).toEqual(status)
  for (const width of [80, 120]) {
    const text = formatStatus(plan, status, now, width)
    const commandsAndLinks = /bin\/campus|make |https?:/
    const long = text.split('\n').filter((line) => line.length > width && !commandsAndLinks.test(line))
    expect(long).toEqual([])
    await expect(`${text}\n`).toMatchFileSnapshot(join(import.meta.dirname, 'status', `${name} ${width}.txt`))
  }
})
