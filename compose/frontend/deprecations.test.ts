import { expect, test } from 'vitest'
import { openDeprecations } from './yarn.ts'

/* Lines of sass 1.97, shortened. */
const said = `[nodemon] starting \`yarn build-sass\`
$ sass scss/_main.scss out.css
Deprecation Warning [import]: Sass @import rules are deprecated and will be removed in Dart Sass 3.0.0.

More info and automated migrator: https://sass-lang.com/d/import

  ╷
1 │ @import 'settings';
  │         ^^^^^^^^^^
  ╵
    bootstrap/scss/_grid.scss 72:3  @import
    scss/_main.scss 1:9             root stylesheet
Warning: mine
    scss/_main.scss 5:1  root stylesheet

WARNING: 422 repetitive deprecation warnings omitted.
Run in verbose mode to see all warnings.
[nodemon] clean exit - waiting for changes before restart`

test("sass's deprecations are left out, a warning of one's own is not", () => {
  const isDeprecation = openDeprecations()
  const shown = said.split('\n').filter((line) => !isDeprecation(line) && line !== '')
  expect(shown).toEqual([
    '[nodemon] starting `yarn build-sass`',
    '$ sass scss/_main.scss out.css',
    'Warning: mine',
    '    scss/_main.scss 5:1  root stylesheet',
    '[nodemon] clean exit - waiting for changes before restart',
  ])
})

test('an error in the middle of a warning ends it', () => {
  const isDeprecation = openDeprecations()
  const lines = ['DEPRECATION WARNING on line 3', 'Error: expected a brace.', '  scss/_main.scss 91:18']
  expect(lines.filter((line) => !isDeprecation(line))).toEqual(lines.slice(1))
})
