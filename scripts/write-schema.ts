import { join } from 'node:path'
import { environmentJsonSchema } from './environment/json-schema.ts'
import { writeAtomic } from './system/files.ts'

/* `npm run schema`: writes environment.schema.json. A unit test fails where the file is not current. */
writeAtomic(join(import.meta.dirname, '../environment.schema.json'), environmentJsonSchema())
