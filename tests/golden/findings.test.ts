import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { z } from 'zod'
import { findingSchema } from '../../scripts/diagnosis/document-schema.ts'
import { formatFindings } from '../../scripts/diagnosis/findings-text.ts'

/* Findings as `check` and `doctor` show them: findings/NAME.json becomes NAME.80.txt, NAME.120.txt and NAME.verbose.txt. */

const folder = join(import.meta.dirname, 'findings')
const names = readdirSync(folder).flatMap((file) => /^(.+)\.json$/.exec(file)?.[1] ?? [])
const shapes = [
  ['80', { width: 80 }],
  ['120', { width: 120 }],
  ['verbose', { width: 80, verbose: true }],
] as const

test.each(names.flatMap((name) => shapes.map((shape) => [name, ...shape] as const)))(
  'the findings %s are shown as in their text of %s',
  async (name, shape, options) => {
    const findings = z
      .array(findingSchema)
      .parse(JSON.parse(readFileSync(join(folder, `${name}.json`), 'utf8')))
    const text = formatFindings(findings, { ...options, ms: 1834 })
    await expect(`${text}\n`).toMatchFileSnapshot(join(folder, `${name}.${shape}.txt`))
  },
)
