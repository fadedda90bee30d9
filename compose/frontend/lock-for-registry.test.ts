import { expect, test } from 'vitest'

import { lockForRegistry } from './lock-for-registry.ts'

test('addresses of the public registries become those of another; their hashes stay', () => {
  const lock = `"@a/b@^1", "@a/b@^1.2":
  version "1.2.3"
  resolved "https://registry.yarnpkg.com/@a/b/-/b-1.2.3.tgz#abc"
  integrity sha512-x==

c@1:
  resolved "https://registry.npmjs.org/c/-/c-1.0.0.tgz#def"

d@1:
  resolved "https://npm.corp/d/-/d-1.0.0.tgz#ghi"
`
  expect(lockForRegistry(lock, 'https://npm.corp/api/npm/all/')).toBe(
    lock
      .replace('https://registry.yarnpkg.com/', 'https://npm.corp/api/npm/all/')
      .replace('https://registry.npmjs.org/', 'https://npm.corp/api/npm/all/'),
  )
})
