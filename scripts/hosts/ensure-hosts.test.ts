import { readFileSync, writeFileSync } from 'node:fs'
import { expect, test } from 'vitest'
import { blockLines } from './block.ts'
import { lookUpIn, type Lookup } from './lookup.ts'
import { block, environment, names, noRights, useTemporaryHosts } from './testing/temporary-hosts.ts'

const hosts = useTemporaryHosts()

/** The hosts file first, then what DNS would say. */
function lookupWith(dns: Readonly<Record<string, readonly string[]>>): Lookup {
  return (asked) => {
    const found = lookUpIn(readFileSync(hosts.file, 'latin1'), asked)
    const answer = (name: string) => (found.get(name)?.length ? (found.get(name) ?? []) : (dns[name] ?? []))
    return Promise.resolve(new Map(asked.map((name) => [name, answer(name)])))
  }
}

test('names that do not resolve are added, the lines are shown, and again there is nothing to do', async () => {
  hosts.write('127.0.0.1 localhost\n')
  const added = await hosts.ensure()
  expect(added).toEqual({ state: 'added', file: hosts.file, lines: block, astray: [], advice: [] })
  expect(hosts.read()).toBe(`127.0.0.1 localhost\n${block.join('\n')}\n`)
  expect(hosts.said).toEqual([
    `  Lines for ${hosts.file}:`,
    ...block.map((line) => `    ${line}`),
    `done 2 names in ${hosts.file}`,
  ])
  hosts.said.length = 0
  expect(await hosts.ensure()).toMatchObject({ state: 'right', astray: [] })
  expect(hosts.said).toEqual(['done 2 names resolve to this machine'])
})

test.each([
  ['this machine without the file', ['127.0.0.1'], ['edx.test'], '  Already right: richie.test'],
  ['this machine and another one', ['127.0.0.1', '2001:db8::1'], names, '  Lines for'],
  ['another machine', ['203.0.113.7'], names, '  Lines for'],
])('where a name resolves to %s, the file gets what is needed', async (_title, dns, needed, said) => {
  hosts.write('')
  const { state, lines } = await hosts.ensure({ lookup: lookupWith({ 'richie.test': dns }) })
  expect([state, lines]).toEqual(['added', blockLines({ environment, names: needed })])
  expect(hosts.said[0]).toContain(said)
})

test('the file is not touched where all names lead to this machine', async () => {
  hosts.write('x\n')
  const lookup = lookupWith({ 'richie.test': ['127.0.0.1'], 'edx.test': ['::1'] })
  expect((await hosts.ensure({ lookup, rights: noRights })).state).toBe('right')
  expect(hosts.list()).toEqual(['hosts'])
})

test('names that are in our block stay there when others are added; those not asked for go', async () => {
  hosts.write(`${blockLines({ environment, names: ['old.test', 'richie.test'] }).join('\n')}\n`)
  await hosts.ensure()
  expect(hosts.read()).toBe(`${block.join('\n')}\n`)
})

test('a name that another line sends elsewhere is refused, and nothing is written', async () => {
  hosts.write('10.0.0.5 edx.test\n')
  await expect(hosts.ensure()).rejects.toThrow(`${hosts.file}:1 points edx.test to 10.0.0.5.`)
  expect(hosts.list()).toEqual(['hosts'])
})

test('a name that still leads elsewhere afterwards is reported, with a reason', async () => {
  hosts.write('')
  const lookup: Lookup = () => Promise.resolve(new Map([['richie.test', ['127.0.0.1']]]))
  const outcome = await hosts.ensure({ lookup, patienceMs: 0 })
  expect(outcome).toMatchObject({ state: 'added', astray: ['edx.test'] })
  expect(outcome.advice[0]).toBe(`edx.test is in ${hosts.file}, but does not resolve.`)
  expect(hosts.said.at(-1)).toBe('failed not resolved here: edx.test')
})

test('a resolver that sees the change late is waited for', async () => {
  hosts.write('')
  let asked = 0
  const lookup: Lookup = (wanted) => {
    asked += 1
    return Promise.resolve(asked < 3 ? new Map() : lookUpIn(readFileSync(hosts.file, 'latin1'), wanted))
  }
  expect(await hosts.ensure({ lookup })).toMatchObject({ astray: [] })
})

test('a change that was cut short is completed before names are looked at', async () => {
  const old = `${block.join('\n')}\n10.0.0.1 printer\n`
  const after = '10.0.0.1 printer\n'
  writeFileSync(`${hosts.file}.campus-before`, old)
  writeFileSync(`${hosts.file}.campus-after`, after)
  hosts.write(after.slice(0, 10) + old.slice(10))
  // What is left of our lines still answers.
  const lookup = lookupWith({ 'richie.test': ['127.0.0.1'], 'edx.test': ['127.0.0.1'] })
  expect(await hosts.ensure({ lookup })).toMatchObject({
    state: 'added',
    astray: [],
  })
  expect(hosts.read()).toBe(`${after}${block.join('\n')}\n`)
  expect(hosts.list()).toEqual(['hosts', 'hosts.campus-backup'])
})
