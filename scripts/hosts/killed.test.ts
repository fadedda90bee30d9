import { expect, test } from 'vitest'
import { applyChange, changeHosts, type Change } from './change-hosts.ts'
import { readHosts } from './read-hosts.ts'
import { Killed, mortalDisk, type Step } from './testing/mortal-disk.ts'

const file = '/etc/hosts'
const original = '127.0.0.1 localhost # caf\u00e9 \u0001\r\n10.0.0.1 printer'
const add: Change = { action: 'add', environment: 'campus', names: ['richie.test', 'edx.test'] }
const addOther: Change = { ...add, environment: 'other', names: ['other.test'] }
const addThird: Change = { ...add, environment: 'third' }
const shorten: Change = { ...add, names: ['one.test'] }
const lengthen: Change = { ...add, names: ['richie.test', 'edx.test', 'a-third-and-long-name.test'] }
const remove: Change = { action: 'remove', environment: 'campus', names: [] }

const cases = [
  ['a first block', original, add],
  ['a second block', after(original, addOther), add],
  ['a block in an empty file', '', add],
  ['fewer names', after(original, add, addOther), shorten],
  ['more names', after(original, add, addOther), lengthen],
  ['more names at the end', after(original, add), lengthen],
  ['a removal from the middle', after(original, add, addOther), remove],
  ['the last removal', after(original, add), remove],
] as const

function after(text: string, ...changes: readonly Change[]): string {
  return changes.reduce((before, change) => applyChange(before, change, file), text)
}

/** A machine with a hosts file. Without one, with no files. */
function machine(text?: string): Map<string, string> {
  return new Map(text === undefined ? [] : [[file, text]])
}

/** Every moment at which a run can be cut: before and within each step. */
function momentsOf(steps: readonly Step[]): readonly { dieAt: number; bytes: number }[] {
  return steps.flatMap(({ bytes: all }, dieAt) =>
    Array.from({ length: all + 1 }, (_, bytes) => ({ dieAt, bytes })),
  )
}

function left(files: Map<string, string>): readonly string[] {
  return [...files.keys()].filter((path) => path !== file && path !== `${file}.campus-backup`)
}

test.each([...cases, ['a block in a new file', undefined, add] as const])(
  'killed at any moment of %s, the file is the old or the new one, and the next run goes on',
  (_title, old, change) => {
    const text = after(old ?? '', change)
    const whole = mortalDisk(machine(old))
    changeHosts(file, change, whole)
    for (const moment of momentsOf(whole.steps)) {
      const files = machine(old)
      expect(() => changeHosts(file, change, mortalDisk(files, moment))).toThrow(Killed)
      expect([old, text]).toContain(files.get(file))
      changeHosts(file, change, mortalDisk(files))
      expect(files.get(file)).toBe(text)
      expect(left(files)).toEqual([])
    }
  },
)

test.each(cases)(
  'killed at any moment and byte of %s on a mount, the next run completes it, whatever that run is for',
  (_title, old, change) => {
    const text = after(old, change)
    const whole = mortalDisk(machine(old), { mounted: file })
    changeHosts(file, change, whole)
    for (const moment of momentsOf(whole.steps)) {
      for (const next of [change, addThird]) {
        const files = machine(old)
        expect(() => changeHosts(file, change, mortalDisk(files, { ...moment, mounted: file }))).toThrow(
          Killed,
        )
        const seen = readHosts(file, mortalDisk(files)).text
        expect([old, text]).toContain(seen)
        changeHosts(file, next, mortalDisk(files, { mounted: file }))
        expect(files.get(file)).toBe(after(seen, next))
        expect(left(files)).toEqual([])
      }
    }
  },
)

test.each(cases)(
  'a completion of %s that is cut short in its turn is completed by the next run',
  (_title, old, change) => {
    const whole = mortalDisk(machine(old), { mounted: file })
    changeHosts(file, change, whole)
    const written = whole.steps.findIndex(({ name }) => name === 'append' || name === 'overwrite')
    for (let bytes = 0; bytes < (whole.steps[written]?.bytes ?? 0); bytes += 7) {
      const cut = machine(old)
      expect(() =>
        changeHosts(file, change, mortalDisk(cut, { dieAt: written, bytes, mounted: file })),
      ).toThrow(Killed)
      const completing = mortalDisk(new Map(cut), { mounted: file })
      changeHosts(file, change, completing)
      for (const moment of momentsOf(completing.steps)) {
        const files = new Map(cut)
        expect(() => changeHosts(file, change, mortalDisk(files, { ...moment, mounted: file }))).toThrow(
          Killed,
        )
        changeHosts(file, change, mortalDisk(files, { mounted: file }))
        expect(files.get(file)).toBe(after(old, change))
        expect(left(files)).toEqual([])
      }
    }
  },
)

test('on a mount, an addition is one append to the file', () => {
  const disk = mortalDisk(machine(original), { mounted: file })
  changeHosts(file, add, disk)
  expect(disk.steps.filter(({ path, name }) => path === file && !['read', 'rename'].includes(name))).toEqual([
    { name: 'append', path: file, bytes: after(original, add).length - original.length },
  ])
})

test.each([
  ['was edited', (text: string) => `${text}10.0.0.9 mine\n`],
  ['was emptied', () => ''],
  ['is gone', () => undefined],
])('a file that %s after a change was cut short is not touched, and nothing is lost', (_title, edit) => {
  const old = after(original, add, addOther)
  const whole = mortalDisk(machine(old), { mounted: file })
  changeHosts(file, remove, whole)
  const dieAt = whole.steps.findIndex(({ name }) => name === 'overwrite')
  const files = machine(old)
  expect(() => changeHosts(file, remove, mortalDisk(files, { dieAt, bytes: 20, mounted: file }))).toThrow(
    Killed,
  )
  const edited = edit(files.get(file) ?? '')
  files.delete(file)
  if (edited !== undefined) files.set(file, edited)
  expect(() => changeHosts(file, remove, mortalDisk(files))).toThrow(
    expect.objectContaining({
      message: `campus was interrupted while it changed ${file}, and the file has changed since: campus leaves it alone.`,
      hint: expect.stringContaining(`rm ${file}.campus-after ${file}.campus-before`) as string,
    }),
  )
  expect(files.get(file)).toBe(edited)
  expect(files.get(`${file}.campus-before`)).toBe(old)
})
