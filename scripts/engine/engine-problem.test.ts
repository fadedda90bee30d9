import { expect, test } from 'vitest'
import { classifySilence, classifyVersions } from './engine-problem.ts'

const at = { host: 'unix:///var/run/docker.sock', origin: 'default' } as const
const refused = { at, code: 'ECONNREFUSED', message: 'refused' }
const denied = { at, code: 'EACCES', message: 'denied' }

test.each([
  ['no socket and no client', [], false, 'not-installed'],
  ['a client alone', [], true, 'not-running'],
  ['a socket that nobody listens on', [refused], false, 'not-running'],
  ['a socket that we may not open, behind one that is dead', [refused, denied], true, 'no-permission'],
])('%s', (_title, attempts, hasClient, kind) => {
  expect(classifySilence(attempts, hasClient).kind).toBe(kind)
})

test.each([
  ['26.1.5+dfsg1', '2.26.1-4', undefined],
  ['25.0.0', 'v2.24.0', undefined],
  ['29.0.1', '5.0.0', undefined],
  ['dev', 'dev', undefined],
  ['20.10.24', '2.30.0', { kind: 'too-old', part: 'engine', version: '20.10.24', needed: '25.0' }],
  ['26.1.5', '2.23.3', { kind: 'too-old', part: 'compose', version: '2.23.3', needed: '2.24' }],
  ['26.1.5', undefined, { kind: 'no-compose', engineVersion: '26.1.5', hasClient: true }],
])('engine %s with compose %s', (engine, compose, expected) => {
  expect(classifyVersions({ engine, compose, hasClient: true })).toEqual(expected)
})
