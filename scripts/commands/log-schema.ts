import { z } from 'zod'

/** A line of `campus logs --json`. */
export const logLineSchema = z.strictObject({
  at: z.iso.datetime().describe('Time at which the start of the line was written: UTC, nanoseconds'),
  service: z.string().describe('Who wrote it: gateway, richie, an LMS by its key, database, search'),
  stream: z.enum(['stdout', 'stderr']),
  line: z.string().describe('As it was written, control characters included'),
})

export type LoggedLine = z.output<typeof logLineSchema>
