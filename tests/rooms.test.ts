import { globSync, readFileSync } from 'node:fs'
import { dirname, join, normalize } from 'node:path'
import { expect, test } from 'vitest'

const root = join(import.meta.dirname, '..')
const read = (file: string) => readFileSync(join(root, file), 'utf8')
const files = globSync('{scripts,compose}/**/*.ts', { cwd: root })
  .filter((file) => !/\.test\.ts$|\/(?:testing|node_modules)\//.test(file))
  .toSorted()

type Import = { readonly from: string; readonly to: string; readonly isType: boolean }

const specifier =
  /^(?:import|export) (type )?[^'"]*?'(\.{1,2}\/[^']+\.ts)'|import\('(\.{1,2}\/[^']+\.ts)'\)/gm

const imports = files.flatMap((from): Import[] =>
  [...read(from).matchAll(specifier)].map(([, type, still = '', late]) => ({
    from,
    to: normalize(join(dirname(from), late ?? still)),
    isType: type !== undefined,
  })),
)

/** `scripts/plan/site.ts` -> `plan`, `compose/lms-mock/web/csrf.ts` -> `compose/lms-mock`. */
function roomOf(file: string): string {
  const [top = '', room = ''] = file.split('/')
  return top === 'scripts' ? room : `${top}/${room}`
}

const table = new Map(
  [...read('docs/decisions/rooms.md').matchAll(/^\| ([\w.-]+) \| .* \| (.+) \|$/gm)]
    .filter(([, room]) => room !== 'room' && room !== '---')
    .map(([, room = '', allowed = '']) => [room, allowed]),
)

function isAllowed({ from, to, isType }: Import): boolean {
  const [room, other] = [roomOf(from), roomOf(to)]
  if (room === other) return true
  const allowed = table.get(room)
  if (allowed === undefined) return false
  const [, exceptions] = /^anything but (.+)$/.exec(allowed) ?? []
  const named = (exceptions ?? allowed).split(', ')
  if (exceptions !== undefined) return !named.includes(other) && !other.includes('/')
  return named.includes(other) || (isType && named.includes(`${other} (types)`))
}

test('every room is in the table, and the table has no other', () => {
  const rooms = files.filter((file) => file.startsWith('scripts/')).map(roomOf)
  expect([...new Set(rooms)].toSorted()).toEqual([...table.keys()].toSorted())
})

test('a file imports what the table of docs/decisions/rooms.md allows its room, and nothing else', () => {
  const wrong = imports.filter((one) => !isAllowed(one))
  expect(wrong.map(({ from, to }) => `${from} imports ${to}`)).toEqual([])
})

test('there are no circles between files', () => {
  expect(circleIn(imports.map(({ from, to }) => [from, to]))).toEqual([])
})

test('there are no circles between folders', () => {
  const arrows = imports.flatMap(({ from, to }): [string, string][] => {
    // The first place where the two paths part: below it each is a folder, or a file.
    const [a, b] = [from.split('/'), to.split('/')]
    const parting = a.findIndex((part, index) => part !== b[index]) + 1
    return parting === 0 ? [] : [[a.slice(0, parting).join('/'), b.slice(0, parting).join('/')]]
  })
  expect(circleIn(arrows)).toEqual([])
})

test('a folder holds at most 24 source files', () => {
  const folders = Object.groupBy(files, dirname)
  const crowded = Object.entries(folders).filter(([, all = []]) => all.length > 24)
  expect(crowded.map(([folder]) => folder)).toEqual([])
})

test('constants are written likeThis', () => {
  const all = globSync('{scripts,compose,tests}/**/*.ts', { cwd: root })
  expect(all.filter((file) => /^(?:export )?const [A-Z][A-Z0-9_]+\b/m.test(read(file)))).toEqual([])
})

/** The first circle that arrows make, each place once; empty where there is none. */
function circleIn(arrows: readonly (readonly [string, string])[]): readonly string[] {
  const targets = Map.groupBy(arrows, ([from]) => from)
  const done = new Set<string>()
  const visit = (place: string, path: readonly string[]): readonly string[] => {
    if (path.includes(place)) return path.slice(path.indexOf(place))
    if (done.has(place)) return []
    for (const [, next] of targets.get(place) ?? []) {
      const circle = visit(next, [...path, place])
      if (circle.length > 0) return circle
    }
    done.add(place)
    return []
  }
  return [...targets.keys()].map((place) => visit(place, [])).find((circle) => circle.length > 0) ?? []
}
