import { expect, test } from 'vitest'
import { formatDeb822, parseDeb822, parseOneLine, siblingRelease, sourcesOfRelease } from './apt-sources.ts'

const deb822 = `Types: deb
# a comment inside
URIs: https://mirror.test/debian
Suites: bookworm bookworm-updates
Components: main contrib
Signed-By: /usr/share/keyrings/ring.gpg

Types: deb deb-src
URIs: https://mirror.test/security
Suites: bookworm-security
Components: main

Types: deb
Enabled: no
URIs: https://mirror.test/off
Suites: bookworm
Components: main

Types: deb
URIs: https://third.test/apt
Suites: stable
Components: main
Signed-By:
 -----BEGIN PGP PUBLIC KEY BLOCK-----
 .
 abc
`
const oneLine = `# deb https://mirror.test/off bookworm main
deb [arch=amd64 signed-by=/ring.gpg] https://mirror.test/debian bookworm main contrib # main
deb-src https://mirror.test/debian bookworm main
deb https://third.test/apt /
`

test('deb822: enabled binary repositories, a key in the file stays whole', () => {
  expect(parseDeb822(deb822).map(({ uris, suites }) => [...uris, ...suites])).toEqual([
    ['https://mirror.test/debian', 'bookworm', 'bookworm-updates'],
    ['https://mirror.test/security', 'bookworm-security'],
    ['https://third.test/apt', 'stable'],
  ])
  expect(parseDeb822(deb822)[2]?.signedBy).toBe('-----BEGIN PGP PUBLIC KEY BLOCK-----\n .\n abc')
})

test('one line each: options, comments and flat repositories', () => {
  expect(parseOneLine(oneLine)).toEqual([
    {
      uris: ['https://mirror.test/debian'],
      suites: ['bookworm'],
      components: ['main', 'contrib'],
      signedBy: '/ring.gpg',
    },
    { uris: ['https://third.test/apt'], suites: ['/'], components: [] },
  ])
})

test('what is formatted is parsed to the same', () => {
  const sources = parseDeb822(deb822)
  expect(parseDeb822(formatDeb822(sources))).toEqual(sources)
})

test('the repositories of one release leave the others out', () => {
  expect(sourcesOfRelease(parseDeb822(deb822), 'bookworm').map(({ suites }) => suites)).toEqual([
    ['bookworm', 'bookworm-updates'],
    ['bookworm-security'],
  ])
  expect(sourcesOfRelease(parseDeb822(deb822), 'trixie')).toEqual([])
})

test('a sibling release comes from the same mirror with the same key ring', () => {
  expect(siblingRelease(parseDeb822(deb822), 'bookworm', 'trixie')).toEqual({
    uris: ['https://mirror.test/debian'],
    suites: ['trixie'],
    components: ['main'],
    signedBy: '/usr/share/keyrings/ring.gpg',
  })
  expect(siblingRelease(parseOneLine('deb https://third.test/apt stable main'), 'bookworm', 'trixie')).toBe(
    undefined,
  )
})
