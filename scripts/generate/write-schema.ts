import { join } from 'node:path'
import { writeIfChanged } from '../system/files.ts'
import { publishedSchemas } from './published-schemas.ts'

/* `npm run schema`: writes every published JSON Schema. A unit test fails where one is not current. */
for (const { path, text } of publishedSchemas())
  writeIfChanged(join(import.meta.dirname, '../..', path), text)
