import { join } from 'node:path'
import { rolldown, type Plugin } from 'rolldown'
import { fetchPackage } from './npm-package.ts'

/** Richie's front end, and of its dependencies those that its LMS clients really use; the versions are the ones it pins. */
const richie = {
  name: 'richie-education',
  version: '3.4.0',
  integrity:
    'sha512-ffJZLk1IsD3+pSwaK0ID2+lsTM4wx3Rn6+cO/oMkZxiWZf1+08g+JQ/uJtPXlZVttF0yI9FYJR5q9k7HaFZzLA==',
}
const dependencies = [
  {
    name: 'js-cookie',
    version: '3.0.5',
    integrity:
      'sha512-cEiJEAEoIbWfCZYKWhVwFuvPX1gETRYPw6LlaTKoxD3s2AkXzkCjnp6h0V77ozyqj0jakteJ4YqDJT830+lVGw==',
  },
  {
    name: 'lodash-es',
    version: '4.17.23',
    integrity:
      'sha512-kVI48u3PZr38HdYz98UmfPnXl2DXrpdctLrFLCd3kOx1xUkOmpFPx7gCWWM5MPkL/fD8zb+Ph0QzjGFs4+hHWg==',
  },
]

/**
 * Richie's own clients of Open edX as one script for a page, unchanged: it makes `window.clients`, an object of
 * `openedx-hawthorn` and `openedx-dogwood`, each a function from an LMS's configuration to its API.
 */
export async function bundleClient(): Promise<string> {
  const [root, ...folders] = await Promise.all([richie, ...dependencies].map(fetchPackage))
  if (root === undefined) throw new Error('One package, one folder')
  const alias = Object.fromEntries(dependencies.map(({ name }, index) => [name, folders[index] ?? '']))
  const bundle = await rolldown({
    input: entryName,
    // Its `types/...`, `utils/...` and `settings` start at js/, the baseUrl of its tsconfig.json, which its webpack reads.
    resolve: { alias, modules: [join(root, 'js')] },
    plugins: [ourModules(join(root, 'js'))],
    transform: { define: { 'process.env.NODE_ENV': '"production"' } },
    onLog: (_level, log) => {
      throw new Error(`Bundling Richie's client: ${log.message}`)
    },
  })
  const { output } = await bundle.generate({ format: 'iife', name: 'clients' })
  if (output.length !== 1) throw new Error(`One script expected, got ${output.length} files`)
  return output[0].code
}

const entryName = 'clients'

/** The entry; and in place of Sentry one that fails: without an address to report to, Richie must not use it. */
function ourModules(js: string): Plugin {
  const never = 'function never() { throw new Error("Sentry was used") }'
  const modules: Readonly<Record<string, string>> = {
    [entryName]: ['hawthorn', 'dogwood']
      .map(
        (name) =>
          `export { default as 'openedx-${name}' } from ${JSON.stringify(join(js, `api/lms/openedx-${name}.ts`))}`,
      )
      .join('\n'),
    '@sentry/browser': `${never}\nexport { never as init, never as setTag, never as captureException }`,
  }
  return {
    name: 'our-modules',
    resolveId: (id) => (id in modules ? { id: `\0${id}` } : null),
    load: (id) => modules[id.replace('\0', '')] ?? null,
  }
}
