import { expect, test } from 'vitest'
import { whyFailed, whyFailedInShort } from './why-failed.ts'

/* Outputs of the real programs, as Richie 3.5.1 has them, shortened. */

const cases = {
  tsc: `yarn run v1.22.22
$ tsc --noEmit && webpack
js/zz.ts(1,14): error TS2322: Type 'number' is not assignable to type 'string'.
error Command failed with exit code 2.
info Visit https://yarn.test/en/docs/cli/run for documentation about this command.`,
  webpack: `assets by status 92.8 KiB [cached] 1 asset
./js/index.tsx 39 bytes [built] [code generated] [1 error]

ERROR in ./js/index.tsx
Module build failed (from ./node_modules/babel-loader/lib/index.js):
SyntaxError: /opt/checkout/src/frontend/js/index.tsx: Unexpected token (133:6)

> 133 | const ( = 3;

webpack 5.109.2 compiled with 1 error in 230 ms`,
  sass: `$ yarn build-sass
Error: Expected expression.
   ╷
91 │ .broken { color: 
  scss/_main.scss 91:18  root stylesheet
error Command failed with exit code 65.
[nodemon] app crashed - waiting for file changes before starting...`,
  network: `[2/4] Fetching packages...
error Error: https://packages.test/a/-/a-5.62.1.tgz: Request failed "404 Not Found"
    at ResponseError.ExtendableBuiltin (/opt/yarn/lib/cli.js:696:66)
    at Request.<anonymous> (/opt/yarn/lib/cli.js:66750:16)
info Visit https://yarn.test/en/docs/cli/install for documentation about this command.`,
  yarn: `[1/4] Resolving packages...
error Your lockfile needs to be updated, but yarn was run with \`--frozen-lockfile\`.
info Visit https://yarn.test/en/docs/cli/install for documentation about this command.`,
}

test.each([
  ['tsc', "js/zz.ts(1,14): error TS2322: Type 'number' is not assignable to type 'string'."],
  ['webpack', 'SyntaxError: /opt/checkout/src/frontend/js/index.tsx: Unexpected token (133:6)'],
  ['sass', 'Error: Expected expression.'],
  ['yarn', 'error Your lockfile needs to be updated, but yarn was run with `--frozen-lockfile`.'],
] as const)('%s, in one line', (program, expected) => {
  expect(whyFailedInShort(cases[program].split('\n'))).toBe(expected)
})

test('the lines from the error on, without what says nothing', () => {
  expect(whyFailed(cases.sass.split('\n'))).toEqual(
    cases.sass.split('\n').filter((line) => !/^\$|Command failed/.test(line)),
  )
  expect(whyFailed(cases.webpack.split('\n'))[0]).toBe('ERROR in ./js/index.tsx')
})

test('what to do about a yarn.lock that is behind is said', () => {
  expect(whyFailed(cases.yarn.split('\n')).at(-1)).toContain('run yarn install')
})

test('a stack of the program itself says nothing', () => {
  expect(whyFailed(cases.network.split('\n'))).toEqual([
    'error Error: https://packages.test/a/-/a-5.62.1.tgz: Request failed "404 Not Found"',
  ])
})

test('a program that gives no reason is quoted from its end', () => {
  expect(whyFailed(['one', '', 'Killed'])).toEqual(['one', 'Killed'])
  expect(whyFailedInShort(['one', '', 'Killed'])).toBe('Killed')
  expect(whyFailedInShort([])).toBe('it ended')
})
