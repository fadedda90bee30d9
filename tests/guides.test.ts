import { readdirSync, readFileSync } from 'node:fs'
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

  test('says where its first spec goes', () => {
    const [before = '', ...rest] = text.split('```yaml\n')
    expect(rest.length === 0 || before.includes('environment.local.yaml')).toBe(true)
  })

  test("makes Tutor's folder of plugins, which Tutor does not, before it writes there", () => {
    const [before = '', ...rest] = text.split('> "$(tutor plugins printroot)')
    expect(rest.length === 0 || before.includes('mkdir -p "$(tutor plugins printroot)"')).toBe(true)
  })

  test('activates a release of openedx-docker before what asks for one', () => {
    for (const section of text.split('\n## ')) {
      const [before = '', ...rest] = section.split(
        /^(?:.*&& )?(?:bin\/setup-ssl|make (?:tree|bootstrap|dev))/m,
      )
      expect(rest.length === 0 || /^\. releases\/\S+\/activate$/m.test(before)).toBe(true)
    }
  })
})
