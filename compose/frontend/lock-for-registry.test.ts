import { expect, test } from 'vitest'
import { lockForRegistry } from './install.ts'

test('addresses of registries become those of another; hashes, and what a scope has a registry for, stay', () => {
  const lock = `"@a/b@^1", "@a/b@^1.2":
  version "1.2.3"
  resolved "https://one.test/@a/b/-/b-1.2.3.tgz#abc"
  integrity sha512-x==

c@1:
  resolved "https://two.test/c/-/c-1.0.0.tgz#def"

"@acme/d@1":
  resolved "https://npm.acme.test/@acme/d/-/d-1.0.0.tgz#ghi"

e@1:
  resolved "https://npm.corp/api/npm/all/e/-/e-1.0.0.tgz#jkl"

f@1:
  resolved "https://git.test/f/archive/main.tgz#mno"
`
  expect(lockForRegistry(lock, 'https://npm.corp/api/npm/all/', ['@acme'])).toBe(
    lock
      .replace('https://one.test/', 'https://npm.corp/api/npm/all/')
      .replace('https://two.test/', 'https://npm.corp/api/npm/all/'),
  )
})
