import { expect, test } from 'vitest'
import { proxyVariables } from './proxy.ts'

test.each([
  [{}, {}],
  [{ HTTP_PROXY: '' }, {}],
  [{ https_proxy: 'http://p' }, { HTTPS_PROXY: 'http://p', https_proxy: 'http://p' }],
  [
    { NO_PROXY: 'a', no_proxy: 'b' },
    { NO_PROXY: 'a', no_proxy: 'a' },
  ],
])('proxy variables %j become %j', (env, expected) => {
  expect(proxyVariables(env)).toEqual(expected)
})
