import { z } from 'zod'
import { errorDocumentSchema } from '../command-line/error-schema.ts'
import { logLineSchema } from '../commands/log-schema.ts'
import { resolveDocumentSchema } from '../commands/resolve/schema.ts'
import { statusDocumentSchema } from '../commands/status/schema.ts'
import { checkDocumentSchema, doctorDocumentSchema } from '../diagnosis/document-schema.ts'
import { environmentSchema } from '../environment/schema.ts'

/** A published JSON Schema: a path in the checkout, and the file's text. */
export type PublishedSchema = { readonly path: string; readonly text: string }

/**
 * Every JSON Schema that this project publishes: of the spec, for editors, and of what commands print with `--json`, for
 * scripts. Each is made from the one definition, so that the two can't drift apart.
 */
export function publishedSchemas(): readonly PublishedSchema[] {
  return [
    publish('environment.schema.json', 'campus environment', environmentSchema, 'input'),
    ...Object.entries(documents).map(([command, schema]) =>
      publish(`docs/reference/${command}.schema.json`, `campus ${command} --json`, schema, 'output'),
    ),
    publish(
      'docs/reference/error.schema.json',
      'a command that fails, with --json',
      errorDocumentSchema,
      'output',
    ),
  ]
}

/** Command -> what it prints with `--json`. */
const documents: Readonly<Record<string, z.ZodType>> = {
  check: checkDocumentSchema,
  doctor: doctorDocumentSchema,
  resolve: resolveDocumentSchema,
  status: statusDocumentSchema,
  logs: logLineSchema,
}

function publish(path: string, title: string, schema: z.ZodType, io: 'input' | 'output'): PublishedSchema {
  const json = z.toJSONSchema(schema, { io, target: 'draft-7' })
  return { path, text: `${JSON.stringify({ ...json, title }, null, 2)}\n` }
}
