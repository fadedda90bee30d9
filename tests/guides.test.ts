import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { makeProgram } from '../scripts/command-line/program.ts'
import { loadEnvironment } from '../scripts/environment/load.ts'
import { makePlan } from '../scripts/plan/plan.ts'
import { facts } from './golden/facts.ts'

/* What the guides have people write and run is there: specs without a problem, commands and make targets that exist, links to files. */

const root = join(import.meta.dirname, '..')
const folder = join(root, 'docs/guides')
const read = (file: string) => ({ file, text: readFileSync(join(root, file), 'utf8') })
const base = read('environment.yaml')
const readme = { name: 'README.md', text: read('README.md').text }
const guides = readdirSync(folder).map((name) => ({ name, text: read(join('docs/guides', name)).text }))
const all = (text: string, pattern: RegExp) => [...text.matchAll(pattern)].map(([, found = '']) => found)

const specs = [readme, ...guides].flatMap(({ name, text }) =>
  all(text, /^```yaml\n([\s\S]*?)^```$/gm).map((spec, index) => ({ name, number: index + 1, spec })),
)
/** As the guides say: in environment.local.yaml, over the environment.yaml that is there. */
const loaded = (spec: string) => loadEnvironment(base, { file: 'environment.local.yaml', text: spec })

describe.each(specs)('$name: spec $number', ({ spec }) => {
  test('has no problem, in either mode', () => {
    const { environment, problems } = loaded(spec)
    expect(problems).toEqual([])
    for (const mode of ['http', 'tls'] as const) expect(makePlan(environment, mode, facts).faults).toEqual([])
  })

  test('has each LMS where Richie enrols below the domain, which shares the cookies', () => {
    const { domain, lms } = loaded(spec).environment
    const hosts = Object.values(lms)
      .filter(({ url, proxy, backend }) => url !== undefined && proxy !== true && backend !== 'base')
      .map(({ url = '' }) => new URL(url).hostname)
    expect(hosts.filter((host) => !host.endsWith(`.${domain}`))).toEqual([])
  })
})

describe.each(guides)('$name', ({ text }) => {
  test('its commands exist', () => {
    const commands = makeProgram().commands.map((command) => command.name())
    expect(commands).toEqual(expect.arrayContaining(all(text, /bin\/campus ([a-z-]+)/g)))
  })

  test('its links lead to files', () => {
    const there = readdirSync(folder)
    expect(there).toEqual(expect.arrayContaining(all(text, /\]\(([a-z-]+\.md)\)/g)))
  })
})

test.each(['README.md', 'CONTRIBUTING.md'])('the links and pictures of %s are files', (file) => {
  const links = all(read(file).text, /\]\(([^)#]+)[^)]*\)/g).filter((link) => !/^https?:/.test(link))
  expect(links.filter((link) => !existsSync(join(root, link)))).toEqual([])
})

const sections = guides.flatMap(({ name, text }) =>
  text.split('\n## ').map((section) => ({ name, text: section })),
)
const openedxDocker = /^(?:.*&& )?(?:bin\/setup-ssl|make (?:tree|bootstrap|dev))/m

test.each([
  ['where a spec goes, before the first of a guide', guides, '```yaml\n', /environment\.local\.yaml/],
  [
    "Tutor's folder of plugins is made, which Tutor does not, before a guide writes there",
    guides,
    '> "$(tutor plugins printroot)',
    /mkdir -p "\$\(tutor plugins printroot\)"/,
  ],
  [
    'a release of openedx-docker is activated, before a section runs what asks for one',
    sections,
    openedxDocker,
    /^\. releases\/\S+\/activate$/m,
  ],
])('%s', (_, texts, what, needed) => {
  const parted = texts.map(({ name, text }) => ({ name, parts: text.split(what) }))
  const concerned = parted.filter(({ parts }) => parts.length > 1)
  expect(concerned).not.toEqual([])
  const lacking = concerned.filter(({ parts: [before = ''] }) => !needed.test(before))
  expect(lacking.map(({ name }) => name)).toEqual([])
})
