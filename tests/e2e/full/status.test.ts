import { afterEach, expect, test } from 'vitest'
import { statusDocumentSchema, type StatusDocument } from '../../../scripts/commands/status/schema.ts'
import { docker } from '../support/docker.ts'
import { name, checkout } from '../support/environment.ts'

afterEach(async () => {
  await checkout.campus(['lms', 'edx', 'fault', '--clear'])
})

async function status(): Promise<StatusDocument> {
  return statusDocumentSchema.parse(JSON.parse((await checkout.campus(['status', '--json'])).output))
}

async function up(): Promise<void> {
  const { exitCode, output } = await checkout.campus(['up'])
  expect(exitCode, output).toBe(0)
}

test('each service has its health, versions, memory and share of the processor', async () => {
  const { services, engine, compose } = await status()
  expect([engine, compose]).toEqual([expect.stringMatching(/^\d+\./), expect.stringMatching(/^\d+\./)])
  expect(Object.fromEntries(services.map(({ name, versions }) => [name, Object.entries(versions)]))).toEqual({
    gateway: [['nginx', expect.stringMatching(/^1\.\d+\.\d+$/)]],
    edx: [['Node', expect.stringMatching(/^\d+\.\d+\.\d+$/)]],
    database: [['PostgreSQL', expect.stringMatching(/^15\.\d+$/)]],
    search: [['Elasticsearch', expect.stringMatching(/^7\.10\.\d+$/)]],
    richie: [['Richie', expect.stringMatching(/^\d+\.\d+\.\d+$/)]],
  })
  for (const { name, health, since, memoryBytes, cpuPercent } of services) {
    expect({ name, health }).toEqual({ name, health: 'healthy' })
    expect(Date.parse(since ?? '')).toBeLessThan(Date.now())
    expect(memoryBytes).toBeGreaterThan(2 ** 20)
    expect(cpuPercent).toBeGreaterThanOrEqual(0)
  }
})

test('what Richie was told of is shown, and the fault that withholds it', async () => {
  await checkout.campus(['lms', 'edx', 'sync'])
  const told = (await status()).lms[0]?.webhook
  expect(told).toMatchObject({ accepted: expect.any(Number), refused: 0, withheld: 0, left: 0, away: null })
  expect(told?.accepted).toBeGreaterThanOrEqual(8)
  expect(Date.parse(told?.toldAt ?? '')).toBeGreaterThan(Date.now() - 60_000)

  await checkout.campus(['lms', 'edx', 'fault', 'webhook-withheld'])
  await checkout.campus(['lms', 'edx', 'sync'])
  expect((await status()).lms[0]).toMatchObject({
    faults: ['webhook-withheld'],
    webhook: { accepted: 0, withheld: told?.accepted, toldAt: told?.toldAt },
  })
  const { exitCode, output } = await checkout.campus(['status'])
  expect(exitCode).toBe(0)
  expect(output).toMatch(/^ {13}active faults: webhook-withheld$/m)
  expect(output).toMatch(
    new RegExp(`edx: 0 course runs synced, ${told?.accepted} not sent\\s+\\(fault webhook-withheld\\)`),
  )

  await checkout.campus(['lms', 'edx', 'fault', '--clear'])
  await checkout.campus(['lms', 'edx', 'sync'])
  expect((await status()).lms[0]?.webhook).toMatchObject({ accepted: told?.accepted, withheld: 0 })
})

test('a service that was killed is named with its exit code, and how to start it', async () => {
  await docker(['kill', `${name}-search-1`])
  const { exitCode, output } = await checkout.campus(['status'])
  expect(exitCode).toBe(1)
  expect(output).toMatch(/^ {2}search +Elasticsearch 7\.10\.\d +exited \(137\) \d+ s ago$/m)
  expect(output).toContain('Start what is not running: make run\n  Read its log: bin/campus logs search')
  const search = (await status()).services.find(({ name }) => name === 'search')
  expect(search).toMatchObject({
    state: 'exited',
    health: 'none',
    exitCode: 137,
    memoryBytes: null,
    cpuPercent: null,
  })
  await up()
  const { lastStart } = await status()
  expect(lastStart?.kind).toBe('change')
  expect(lastStart?.parts.map(({ name }) => name)).toEqual(
    expect.arrayContaining(['engine', 'images', 'gateway', 'edx', 'database', 'search', 'richie', 'courses']),
  )
})

test('the last start says whether there was anything to do', async () => {
  await up()
  expect((await status()).lastStart).toMatchObject({ kind: 'nothing-to-do', ms: expect.any(Number) })
  expect((await checkout.campus(['down'])).exitCode).toBe(0)
  const stopped = await checkout.campus(['status'])
  expect(stopped.exitCode).toBe(1)
  expect(stopped.output).toMatch(/^ {2}richie +Richie [\d.]+ +not running$/m)
  await up()
  const { lastStart } = await status()
  expect(lastStart?.kind).toBe('after-stop')
  expect(lastStart?.ms).toBeGreaterThan(500)
  expect((await checkout.campus(['status'])).output).toMatch(
    /^ {2}last start .* ago, took .* \(services were stopped\)$/m,
  )
})
