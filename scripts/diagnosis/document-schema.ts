import { z } from 'zod'
import type { Finding } from './run-checks.ts'

const fixSchema = z.strictObject({
  says: z.string().describe('What to do; lines after the first are for pasting'),
  command: z.string().exactOptional().describe('The exact command that does it, where one does'),
})

export const findingSchema = z.strictObject({
  id: z.string().describe('Stable; its entry in docs/troubleshooting.md'),
  subject: z.string().describe('What was looked at: a site, the machine, a store'),
  title: z.string().describe('What the check proves'),
  status: z.enum(['ok', 'warn', 'fail', 'skipped']),
  says: z.string().describe('What was found, or why it was skipped'),
  evidence: z.array(z.string()).readonly().describe('What was seen, a line each; never a secret'),
  fix: z.array(fixSchema).readonly().describe('Ways to fix it, the best one first'),
  because: z
    .string()
    .exactOptional()
    .describe('subject/id of the failed check for which this one was skipped'),
  ms: z.int().min(0).describe('Milliseconds that it took'),
}) satisfies z.ZodType<Finding>

const count = z.int().min(0)

const common = {
  ok: z.boolean().describe('Whether nothing failed; warnings do not count'),
  counts: z.strictObject({ ok: count, warn: count, fail: count, skipped: count }),
  ms: count.describe('Milliseconds, whole'),
  findings: z.array(findingSchema).readonly(),
}

const mode = z.enum(['http', 'tls'])

/** What `campus check --json` prints. */
export const checkDocumentSchema = z.strictObject({
  name: z.string().describe('Name of the environment'),
  mode,
  ...common,
})

/** What `campus doctor --json` prints: it has an answer too where the spec is wrong, and then neither name nor mode. */
export const doctorDocumentSchema = z.strictObject({
  name: z.string().nullable().describe('Name of the environment; null where the spec can not be read'),
  mode: mode.nullable(),
  ...common,
})

export type CheckDocument = z.output<typeof checkDocumentSchema>
export type DoctorDocument = z.output<typeof doctorDocumentSchema>
