import { z } from 'zod'
import type { Finding } from './run-checks.ts'

const fixSchema = z.strictObject({
  says: z.string().describe('What to do; lines after the first are for pasting'),
  command: z.string().exactOptional().describe('The exact command that does it, if there is one'),
})

export const findingSchema = z.strictObject({
  id: z.string().describe('Stable; its entry in docs/troubleshooting.md'),
  subject: z.string().describe('What was looked at: a site, the machine, a store'),
  title: z.string().describe('What the check proves'),
  status: z.enum(['ok', 'warn', 'fail', 'skipped']),
  says: z.string().describe('What was found, or why it was skipped'),
  evidence: z.array(z.string()).readonly().describe('What was seen, one line each; never a secret'),
  fix: z.array(fixSchema).readonly().describe('Ways to fix it, the best one first'),
  because: z
    .string()
    .exactOptional()
    .describe('subject/id of the failed check because of which this one was skipped'),
  ms: z.int().min(0).describe('Duration in milliseconds'),
}) satisfies z.ZodType<Finding>

const count = z.int().min(0)

const common = {
  ok: z.boolean().describe('Whether nothing failed; warnings do not count'),
  counts: z.strictObject({ ok: count, warn: count, fail: count, skipped: count }),
  ms: count.describe('Duration of the whole run in milliseconds'),
  findings: z.array(findingSchema).readonly(),
}

const mode = z.enum(['http', 'tls'])

/** What `campus check --json` prints. */
export const checkDocumentSchema = z.strictObject({
  name: z.string().describe('Name of the environment'),
  mode,
  ...common,
})

/** What `campus doctor --json` prints: a wrong spec gives an answer too, without name and mode. */
export const doctorDocumentSchema = z.strictObject({
  name: z.string().nullable().describe('Name of the environment; null if the spec cannot be read'),
  mode: mode.nullable(),
  ...common,
})

export type CheckDocument = z.output<typeof checkDocumentSchema>
export type DoctorDocument = z.output<typeof doctorDocumentSchema>
