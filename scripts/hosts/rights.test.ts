import { expect, test } from 'vitest'
import { run } from '../system/process.ts'
import { blockLines } from './block.ts'
import type { Rights } from './rights.ts'
import { block, environment, names, noRights, useTemporaryHosts } from './testing/temporary-hosts.ts'

const hosts = useTemporaryHosts()

/** Root by running the command as ourselves. */
const throughSudo: Rights = {
  ...noRights,
  mayUseRoot: () => Promise.resolve(true),
  asRoot: ({ argv }) => run(argv),
}

test.each([
  ['with a last line end', 'x\n', block],
  ['without one', 'x', ['', ...block]],
  ['with CRLF', 'x\r\n', block],
])('without root, a file %s is left, and the lines are there to paste', async (_title, text, lines) => {
  hosts.write(text)
  const outcome = await hosts.ensure({ rights: noRights })
  expect(outcome).toMatchObject({ state: 'left', lines: block, astray: names })
  expect(outcome.advice).toEqual([
    `${hosts.file} was not changed: root access is needed and was not given.`,
    '',
    `To change ${hosts.file} by hand:`,
    '',
    `printf '%s\\n' ${lines.map((line) => `'${line}'`).join(' ')} | sudo tee -a ${hosts.file} > /dev/null`,
  ])
  expect(hosts.read()).toBe(text)
})

test('without root, a block that is to be changed is left, with the command that changes it', async () => {
  hosts.write(`${blockLines({ environment, names: ['richie.test'] }).join('\n')}\n`)
  const { advice } = await hosts.ensure({ rights: noRights })
  expect(advice.at(-1)).toMatch(
    /^sudo \S+ \S+change-hosts-as-root\.ts add \S+hosts campus richie\.test edx\.test$/,
  )
})

test('with root, a program of its own adds and removes', async () => {
  hosts.write('x')
  expect((await hosts.ensure({ rights: throughSudo })).state).toBe('added')
  expect(hosts.read()).toBe(`x\n${block.join('\n')}`)
  expect((await hosts.remove({ rights: throughSudo })).state).toBe('removed')
  expect(hosts.read()).toBe('x')
})

test('what the program of root finds wrong reaches the person as a fault', async () => {
  hosts.write('')
  const later: Rights = {
    ...throughSudo,
    asRoot({ argv }) {
      hosts.write('# >>> campus: campus\n')
      return run(argv)
    },
  }
  await expect(hosts.ensure({ rights: later })).rejects.toThrow(
    expect.objectContaining({
      name: 'UserError',
      message: expect.stringContaining('begins at line 1') as string,
      hint: expect.stringContaining('delete these markers') as string,
    }),
  )
})

test('where sudo fails, what it said is passed on', async () => {
  hosts.write('')
  const failing: Rights = {
    ...throughSudo,
    asRoot: () => Promise.resolve({ exitCode: 1, stdout: '', stderr: 'sudo: not allowed here\n' }),
  }
  const { state, advice } = await hosts.ensure({ rights: failing })
  expect([state, ...advice.slice(0, 2)]).toEqual([
    'left',
    `${hosts.file} was not changed:`,
    '  sudo: not allowed here',
  ])
})

test('without root a removal is left, with the command that does it', async () => {
  hosts.write(`${block.join('\n')}\n`)
  const { state, advice } = await hosts.remove({ rights: noRights })
  expect(state).toBe('left')
  expect(advice.at(-1)).toMatch(/^sudo \S+ \S+change-hosts-as-root\.ts remove \S+hosts campus$/)
  expect(hosts.read()).toBe(`${block.join('\n')}\n`)
})
