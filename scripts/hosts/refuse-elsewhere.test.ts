import { expect, test } from 'vitest'
import { addBlock } from './block.ts'
import { refuseElsewhere } from './entries.ts'

const file = '/etc/hosts'
const names = ['richie.local.dev', 'edx.local.dev']

test('names that other lines send elsewhere are all named, each with its line and the way out', () => {
  const text = [
    '127.0.0.1 localhost',
    '10.0.0.5 Richie.local.dev printer # caf\u00c3\u00a9',
    '0.0.0.0 edx.local.dev',
  ].join('\n')
  expect(() => refuseElsewhere(text, names, file)).toThrow(
    expect.objectContaining({
      message:
        '/etc/hosts:2 points richie.local.dev to 10.0.0.5.\n/etc/hosts:3 points edx.local.dev to 0.0.0.0.',
      hint: [
        'Remove richie.local.dev from line 2 of /etc/hosts: 10.0.0.5 Richie.local.dev printer # café',
        'Delete line 3 of /etc/hosts: 0.0.0.0 edx.local.dev',
        'Or use other names: domain, or host of the site, in environment.local.yaml',
      ].join('\n'),
    }),
  )
})

test.each([
  ['a name that only ends the same', '10.0.0.5 my-richie.local.dev\n'],
  ['a line that leads to this machine', '127.0.1.1 richie.local.dev\n'],
  ['a comment', '# 10.0.0.5 richie.local.dev\n'],
  ['our own block', addBlock('', { environment: 'campus', names }, file)],
])('%s is no fault', (_title, text) => {
  expect(() => refuseElsewhere(text, names, file)).not.toThrow()
})
