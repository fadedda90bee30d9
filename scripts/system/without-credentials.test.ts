import { expect, test } from 'vitest'
import { withoutCredentials } from './proxy.ts'

test.each([
  ['http://ada:secret@127.0.0.1:9/x', 'http://127.0.0.1:9/x'],
  ['ada:secret@127.0.0.1:9', '127.0.0.1:9'],
  ['http://ada:p@secret@127.0.0.1', 'http://127.0.0.1'],
  ['http://ada:p/secret@127.0.0.1', 'http://127.0.0.1'],
  ['tcp://u:secret@10.0.0.1:2375', 'tcp://10.0.0.1:2375'],
  ['SSH://ada@host', 'SSH://host'],
  ['git+https://ada:secret@host', 'git+https://host'],
  ['http://secret\n@host', 'http://host'],
  ['unix:///var/run/docker.sock', 'unix:///var/run/docker.sock'],
  ['unix:///home/ada@work/docker.sock', 'unix:///home/ada@work/docker.sock'],
  ['/home/ada@work/docker.sock', '/home/ada@work/docker.sock'],
  ['127.0.0.1:9', '127.0.0.1:9'],
  ['', ''],
])('%j is shown as %s', (address, expected) => {
  expect(withoutCredentials(address)).toBe(expected)
})
