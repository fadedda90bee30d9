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
    publish('environment.schema.json', 'campus environment', environmentSchema, 'input', asInFiles),
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

/** What the loader takes besides: keys without a value, an empty file, and `x-` keys. */
function asInFiles(schema: Json): Json {
  const root = withoutValues(schema)
  return { ...root, type: ['object', 'null'], patternProperties: { '^x-': {} } }
}

/** Takes null for every property that is not required, in maps and lists at any depth. */
function withoutValues(schema: Json): Json {
  const { properties, additionalProperties, items, anyOf, required = [] } = schema
  const orNull = (inner: Json) => {
    const { description, default: byDefault, ...rest } = withoutValues(inner)
    const notes = Object.entries({ description, default: byDefault }).filter(([, note]) => note !== undefined)
    return { ...Object.fromEntries(notes), anyOf: [rest, { type: 'null' }] }
  }
  return {
    ...schema,
    ...(properties === undefined
      ? {}
      : {
          properties: Object.fromEntries(
            Object.entries(properties).map(([key, inner]) => [
              key,
              required.includes(key) ? withoutValues(inner) : orNull(inner),
            ]),
          ),
        }),
    ...(typeof additionalProperties === 'object'
      ? { additionalProperties: orNull(additionalProperties) }
      : {}),
    ...(items === undefined ? {} : { items: withoutValues(items) }),
    ...(anyOf === undefined ? {} : { anyOf: anyOf.map(withoutValues) }),
  }
}

/** The part of a JSON Schema that is looked at here. */
type Json = {
  readonly [key: string]: unknown
  readonly description?: string
  readonly properties?: Readonly<Record<string, Json>>
  readonly additionalProperties?: Json | boolean
  readonly items?: Json
  readonly anyOf?: readonly Json[]
  readonly required?: readonly string[]
}

function publish(
  path: string,
  title: string,
  schema: z.ZodType,
  io: 'input' | 'output',
  adapt: (schema: Json) => Json = (same) => same,
): PublishedSchema {
  const json = adapt(z.toJSONSchema(schema, { io, target: 'draft-7' }) as Json)
  return { path, text: `${JSON.stringify({ ...json, title }, null, 2)}\n` }
}
