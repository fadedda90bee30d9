import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, expect, test } from 'vitest'
import { forgetReplaced, readReplaced } from './replaced.ts'
import { stageArtifacts } from './stage.ts'

const folder = mkdtempSync(join(tmpdir(), 'campus-replaced-'))
afterAll(() => rmSync(folder, { recursive: true }))

const generated = join(folder, 'generated')
const state = join(folder, 'state')
const write = (text: string) =>
  stageArtifacts(generated, state, [
    { path: 'richie/connection.json', text },
    { path: 'compose.yaml', text: 'same' },
  ]).commit()

test('a file that was edited by hand and is written anew is remembered until it is forgotten', () => {
  write('first')
  write('second')
  expect(readReplaced(state)).toEqual([])
  writeFileSync(join(generated, 'richie/connection.json'), 'by hand')
  write('second')
  write('third')
  expect(readReplaced(state)).toEqual(['richie/connection.json'])
  forgetReplaced(state)
  expect(readReplaced(state)).toEqual([])
})

test('a candidate that is taken away again has replaced nothing', () => {
  writeFileSync(join(generated, 'compose.yaml'), 'by hand')
  stageArtifacts(generated, state, [{ path: 'compose.yaml', text: 'other' }]).discard()
  expect(readReplaced(state)).toEqual([])
})
