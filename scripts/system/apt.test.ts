import { expect, test } from 'vitest'
import { describeAptLine, tornPackages } from './apt.ts'

test.each([
  ['Need to get 92.9 MB of archives.', 'downloading 92.9 MB'],
  ['Get:3 https://mirror.test/debian trixie InRelease [140 kB]', 'reading the package lists'],
  ['Get:3 https://mirror.test/debian trixie/main amd64 docker.io amd64 26.1.5 [20 MB]', undefined],
  ['Unpacking docker.io (26.1.5) ...', 'unpacking'],
  ['Setting up docker.io (26.1.5) ...', 'setting up'],
  [
    'Waiting for cache lock: Could not get lock. It is held by process 12',
    'waiting for another apt to finish',
  ],
  ['Reading package lists...', undefined],
])('apt says %j: we say %j', (line, expected) => {
  expect(describeAptLine(line)).toBe(expected)
})

test('packages that were cut off while they were unpacked', () => {
  expect(tornPackages('bash ok\ndocker-buildx reinstreq\nlibc6 ok\n')).toEqual(['docker-buildx'])
})
