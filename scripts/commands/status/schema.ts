import { z } from 'zod'
import { lastStartSchema } from './last-start.ts'

const count = z.int().min(0)

const serviceSchema = z.strictObject({
  name: z.string(),
  state: z.string().describe('What Docker says: running, exited...; absent where there is no container'),
  health: z
    .enum(['healthy', 'unhealthy', 'starting', 'none'])
    .describe('One that is to end once its work is done is healthy then, too'),
  status: z.string().describe('In the words of Docker'),
  since: z.iso.datetime().nullable().describe('Since when it runs, or has ended, or its health check fails'),
  exitCode: z.int().nullable().describe('With which it ended'),
  says: z.string().exactOptional().describe('What it is doing, or why its newest state is not to be seen'),
  versions: z.record(z.string(), z.string()).describe('Program -> version, as its image has it'),
  memoryBytes: count.nullable(),
  cpuPercent: z.number().min(0).nullable().describe('Of one core, over a fifth of a second'),
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
    withheld: count.describe('Not sent, by the fault webhook-withheld'),
    left: count.describe('Not answered yet'),
    away: z.string().nullable().describe('Why Richie could not be reached at the last try'),
  })
  .describe('Course runs that Richie was told of since it was ready')

const reachSchema = z
  .strictObject({ isReached: z.boolean(), says: z.string() })
  .describe('Whether it answers at its public address')

const lmsSchema = z.strictObject({
  key: z.string(),
  provider: z.enum(['mock', 'external']),
  release: z.string(),
  origin: z.string(),
  url: z.string().nullable().describe('Where one that is not ours is, without the gateway; null of a mock'),
  reach: reachSchema.nullable().describe('Of one that is not ours; null of a mock'),
  backend: z.string().describe("Richie's JS_BACKEND"),
  faults: z
    .array(z.string())
    .readonly()
    .nullable()
    .describe('Those that are on; null where it can not be asked'),
  webhook: webhookSchema.nullable(),
  learners: z.array(z.strictObject({ email: z.string(), password: z.string() })).readonly(),
})

/** What `campus status --json` prints. */
export const statusDocumentSchema = z.strictObject({
  name: z.string().describe('Name of the environment'),
  mode: z.enum(['http', 'tls']),
  engine: z.string().nullable().describe('Version of Docker; null where none answers'),
  compose: z.string().nullable(),
  services: z.array(serviceSchema).readonly(),
  sites: z.array(siteSchema).readonly(),
  admin: z.strictObject({
    username: z.string(),
    email: z.string(),
    password: z.string().exactOptional().describe('With --secrets'),
  }),
  lms: z.array(lmsSchema).readonly(),
  lastStart: lastStartSchema.nullable().describe('The last make run that came to its end'),
})

export type StatusDocument = z.output<typeof statusDocumentSchema>
export type Reach = z.output<typeof reachSchema>
export type ServiceStatus = StatusDocument['services'][number]
export type Webhook = NonNullable<StatusDocument['lms'][number]['webhook']>
