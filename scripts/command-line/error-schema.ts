import { z } from 'zod'

/** What a command with `--json` prints on standard output, in one line, when it fails. */
export const errorDocumentSchema = z.strictObject({
  error: z.strictObject({
    id: z
      .string()
      .nullable()
      .describe('Stable; its entry in docs/troubleshooting.md. Null for a bug in campus'),
    message: z.string().describe('What is wrong, and where; may have several lines'),
    hint: z.string().nullable().describe('The exact command or edit that fixes it, where there is one'),
  }),
})

export type ErrorDocument = z.output<typeof errorDocumentSchema>
