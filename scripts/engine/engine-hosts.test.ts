import { createHash } from 'node:crypto'
import { expect, test } from 'vitest'
import { engineHosts } from './engine-hosts.ts'

const id = createHash('sha256').update('colima').digest('hex')
const files: Record<string, string> = {
  '/h/.docker/config.json': '{"currentContext":"colima"}',
  [`/h/.docker/contexts/meta/${id}/meta.json`]: '{"Endpoints":{"docker":{"Host":"unix:///h/c.sock"}}}',
}

function look(env: Record<string, string>, there: Record<string, string>) {
  return engineHosts({
    env,
    home: '/h',
    readText: (path) => there[path] ?? '',
    exists: (path) => path in there,
  })
}

test.each([
  ['DOCKER_HOST wins over a context', { DOCKER_HOST: 'unix:///x' }, files, [['unix:///x', 'DOCKER_HOST']]],
  [
    'DOCKER_HOST without a scheme is tcp',
    { DOCKER_HOST: 'box:2375' },
    {},
    [['tcp://box:2375', 'DOCKER_HOST']],
  ],
  ['the current context of the CLI', {}, files, [['unix:///h/c.sock', 'context']]],
  [
    'DOCKER_CONTEXT=default means the default sockets',
    { DOCKER_CONTEXT: 'default' },
    { ...files, '/var/run/docker.sock': '' },
    [['unix:///var/run/docker.sock', 'default']],
  ],
  [
    'a context without its files is passed over',
    { DOCKER_CONTEXT: 'gone' },
    { '/h/.rd/docker.sock': '' },
    [['unix:///h/.rd/docker.sock', 'default']],
  ],
  [
    'broken config.json is passed over, and only sockets that exist are named, in order',
    { XDG_RUNTIME_DIR: '/run/user/5' },
    { '/h/.docker/config.json': '{', '/run/user/5/docker.sock': '', '/var/run/docker.sock': '' },
    [
      ['unix:///var/run/docker.sock', 'default'],
      ['unix:///run/user/5/docker.sock', 'default'],
    ],
  ],
  ['nothing anywhere', {}, {}, []],
])('%s', (_title, env, there, expected) => {
  expect(look(env, there).map(({ host, origin }) => [host, origin])).toEqual(expected)
})

test('the certificates of a context are found', () => {
  const cert = `/h/.docker/contexts/tls/${id}/docker/cert.pem`
  expect(look({}, { ...files, [cert]: '' })[0]?.certPath).toBe(`/h/.docker/contexts/tls/${id}/docker`)
})
