import { z } from 'zod'
import { environmentSchema } from './schema.ts'

/** The JSON Schema of the spec, for editors: made from the one definition, so that the two can't drift apart. */
export function environmentJsonSchema(): string {
  const schema = z.toJSONSchema(environmentSchema, { io: 'input', target: 'draft-7' })
  return `${JSON.stringify({ ...schema, title: 'campus environment' }, null, 2)}\n`
}
