import { afterEach, expect, test } from 'vitest'
import { readFrontEnd } from './front-end.ts'
import { makeSmallFrontEnd, type SmallFrontEnd } from './testing/small-front-end.ts'

let frontEnd: SmallFrontEnd

afterEach(() => frontEnd.remove())

const readPackage = (content: object) => {
  frontEnd = makeSmallFrontEnd()
  frontEnd.write('src/frontend/package.json', JSON.stringify(content))
  return readFrontEnd(frontEnd.folder)
}

test("Richie's own: where webpack writes to stands in its configuration", () => {
  const scripts = {
    'build-ts': 'tsc --noEmit && webpack',
    'build-sass': 'sass scss/_main.scss ../richie/static/richie/css/main.css --load-path=node_modules',
  }
  expect(readPackage({ scripts })).toMatchObject({
    jsFolder: `${frontEnd.root}/src/richie/static/richie/js/build`,
    cssFile: `${frontEnd.root}/src/richie/static/richie/css/main.css`,
    isOnTopOfRichie: false,
  })
})

test("a site factory's: where it writes to stands in its scripts", () => {
  const scripts = {
    'build-ts':
      'webpack --config node_modules/richie-education/webpack.config.js --output-path ../backend/base/static/richie/js/build --env richie-dependent-build',
    'build-sass': 'sass scss/_main.scss ../backend/base/static/richie/css/main.css --load-path=node_modules',
  }
  expect(readPackage({ scripts, dependencies: { 'richie-education': '3.5.1' } })).toMatchObject({
    jsFolder: `${frontEnd.root}/src/backend/base/static/richie/js/build`,
    cssFile: `${frontEnd.root}/src/backend/base/static/richie/css/main.css`,
    isOnTopOfRichie: true,
  })
})

test.each([
  ['no such script', { scripts: { 'build-ts': 'webpack' } }, 'no script "build-sass"'],
  [
    'no stylesheet named',
    { scripts: { 'build-ts': 'webpack', 'build-sass': 'make css' } },
    'which .css file',
  ],
])('%s is said, with the way out', (_title, content, expected) => {
  expect(() => readPackage(content)).toThrow(expected)
  expect(() => readFrontEnd(frontEnd.folder)).toThrow('frontend: none')
})
