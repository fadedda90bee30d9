import { z } from 'zod'
import { lastStartSchema } from './last-start.ts'

const count = z.int().min(0)

const serviceSchema = z.strictObject({
  name: z.string(),
  state: z.string().describe('State in Docker: running, exited...; absent if there is no container'),
  health: z
    .enum(['healthy', 'unhealthy', 'starting', 'none'])
    .describe('A service that ends when its work is done counts as healthy then'),
  status: z.string().describe("Docker's own text"),
  since: z.iso.datetime().nullable().describe('When it started, ended, or its health check began to fail'),
  exitCode: z.int().nullable().describe('Exit code, once it has ended'),
  says: z.string().exactOptional().describe('What it is doing, or why its latest changes are not visible'),
  versions: z.record(z.string(), z.string()).describe('Program -> version in its image'),
  memoryBytes: count.nullable(),
  cpuPercent: z.number().min(0).nullable().describe('Percent of one core, measured over a fifth of a second'),
})

const siteSchema = z.strictObject({
  key: z.string().describe('richie, or the key of the LMS'),
  origin: z.string(),
  aliases: z.array(z.string()).readonly(),
})

const webhookSchema = z
  .strictObject({
    toldAt: z.iso.datetime().nullable().describe('When Richie last answered'),
    accepted: count,
    refused: count,
    withheld: count.describe('Not sent, because of the fault webhook-withheld'),
    left: count.describe('Not answered yet'),
    away: z.string().nullable().describe('Why Richie could not be reached at the last try'),
  })
  .describe('Course runs synced to Richie since it was ready')

const reachSchema = z
  .strictObject({ isReached: z.boolean(), says: z.string() })
  .describe('Whether it answers at its public address')

const lmsSchema = z.strictObject({
  key: z.string(),
  provider: z.enum(['mock', 'external']),
  release: z.string(),
  origin: z.string(),
  url: z.string().nullable().describe('Address of an external LMS without the gateway; null for a mock'),
  reach: reachSchema.nullable().describe('Of an external LMS; null for a mock'),
  backend: z.string().describe("Richie's JS_BACKEND"),
  faults: z
    .array(z.string())
    .readonly()
    .nullable()
    .describe('Active faults; null if the mock does not answer'),
  webhook: webhookSchema.nullable(),
  learners: z.array(z.strictObject({ email: z.string(), password: z.string() })).readonly(),
})

/** What `campus status --json` prints. */
export const statusDocumentSchema = z.strictObject({
  name: z.string().describe('Name of the environment'),
  mode: z.enum(['http', 'tls']),
  engine: z.string().nullable().describe('Docker version; null if no engine answers'),
  compose: z.string().nullable(),
  services: z.array(serviceSchema).readonly(),
  sites: z.array(siteSchema).readonly(),
  admin: z.strictObject({
    username: z.string(),
    email: z.string(),
    password: z.string().exactOptional().describe('With --secrets'),
  }),
  lms: z.array(lmsSchema).readonly(),
  lastStart: lastStartSchema.nullable().describe('The last make run that finished'),
})

export type StatusDocument = z.output<typeof statusDocumentSchema>
export type Reach = z.output<typeof reachSchema>
export type ServiceStatus = StatusDocument['services'][number]
export type Webhook = NonNullable<StatusDocument['lms'][number]['webhook']>
