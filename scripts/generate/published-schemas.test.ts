import { globSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { Ajv } from 'ajv'
import { expect, test } from 'vitest'
import { parse } from 'yaml'
import { loadEnvironment } from '../environment/load.ts'
import { publishedSchemas } from './published-schemas.ts'

test.each(publishedSchemas())('$path is current (npm run schema writes it)', ({ path, text }) => {
  expect(readFileSync(new URL(`../../${path}`, import.meta.url), 'utf8')).toBe(text)
})

const root = join(import.meta.dirname, '../..')
const schema = JSON.parse(readFileSync(join(root, 'environment.schema.json'), 'utf8')) as object
const isRightInEditor = new Ajv({ strict: false, validateFormats: false }).compile(schema)

/* Editors and the loader judge a spec by one definition: what the loader takes, an editor does not underline. */
const specs = [
  ...globSync('{environment.yaml,tests/golden/plans/*/environment*.yaml}', { cwd: root }).map(
    (file) => [file, readFileSync(join(root, file), 'utf8')] as const,
  ),
  ...[
    '',
    '# nothing\n',
    'richie:\nlms:\n',
    'lms:\n  edx:\n',
    'richie:\n  source:\n    frontend:\n',
    'x-ports: &ports { port: 9000 }\nrichie:\n  <<: *ports\n',
    'lms: { edx: { courses: [{ id: course-v1:a+b+c, title: x, start: , modes: [{ slug: audit, expires: }] }] } }',
  ].map((text) => [JSON.stringify(text), text] as const),
]

test.each(specs)('%s is right for both', (_, text) => {
  expect(loadEnvironment({ file: 'environment.yaml', text }).problems).toEqual([])
  isRightInEditor(parse(text, { merge: true }))
  expect(isRightInEditor.errors ?? []).toEqual([])
})

test.each(['prot: 1', 'richie: { prot: 1 }', 'lms: { edx: { port: eighty } }', 'name: [1]'])(
  '%s is wrong for both',
  (text) => {
    expect(loadEnvironment({ file: 'environment.yaml', text }).problems).toHaveLength(1)
    expect(isRightInEditor(parse(text))).toBe(false)
  },
)
