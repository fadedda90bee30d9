import { expect, test } from 'vitest'
import { mergeNpmSettings, npmFiles } from './npm-settings.ts'

const empty: Readonly<Record<string, string>> = {}

test.each([
  ['nothing set, nothing said', [], '', empty, ''],
  [
    'paths of the host, and what is no matter of the network, stay at home',
    ['cafile=/c.pem\nprefix=~/.npm\nsave-exact=true\n//npm.corp/:certfile=/c\n; registry=https://no\n'],
    '',
    empty,
    '',
  ],
  [
    'the later file wins, and the environment over both',
    ['registry = https://one/\nstrict-ssl=false', 'registry=https://two/'],
    '',
    { NPM_CONFIG_HTTPS_PROXY: 'http://proxy:3128' },
    'registry=https://two/\nstrict-ssl=false\nhttps-proxy=http://proxy:3128\n',
  ],
  [
    'tokens by registry and scope, filled in from the environment',
    ['@acme:registry=https://npm.corp/\n//npm.corp/:_authToken=${NPM_TOKEN}\n//npm.corp/:email=${NOBODY}\n'],
    '',
    { NPM_TOKEN: 'abc' },
    '@acme:registry=https://npm.corp/\n//npm.corp/:_authToken=abc\n//npm.corp/:email=${NOBODY}\n',
  ],
  [
    "yarn's own settings win",
    ['registry=https://one/\n'],
    '# yarn lockfile v1\nregistry "https://yarn.corp/"\nlastUpdateCheck 1700000000000\n"strict-ssl" false\n',
    empty,
    'registry=https://yarn.corp/\nstrict-ssl=false\n',
  ],
  ['several authorities', ['ca[]="a"\nca[]="b"\n'], '', empty, 'ca[]="a"\nca[]="b"\n'],
])('%s', (_title, npmrcs, yarnrc, env, expected) => {
  expect(mergeNpmSettings(npmrcs, yarnrc, env)).toBe(expected)
})

test("npm's files, unless it is told of others", () => {
  expect(npmFiles('/home/me', {})).toEqual([
    '/etc/npmrc',
    '/usr/etc/npmrc',
    '/usr/local/etc/npmrc',
    '/home/me/.npmrc',
  ])
  expect(npmFiles('/home/me', { npm_config_userconfig: '/u', NPM_CONFIG_GLOBALCONFIG: '/g' })).toEqual([
    '/g',
    '/u',
  ])
})
