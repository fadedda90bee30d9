import { existsSync, mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, test } from 'vitest'
import type { Lookup } from '../hosts/lookup.ts'
import { findNamesHere } from './names-here.ts'

let stateDir: string
beforeEach(() => (stateDir = mkdtempSync(join(tmpdir(), 'campus-names-'))))
afterEach(() => rmSync(stateDir, { recursive: true }))

const host = 'lms.example.org'
const leadsTo =
  (...addresses: string[]): Lookup =>
  (names) =>
    Promise.resolve(new Map(names.map((name) => [name, addresses])))
const fails: Lookup = () => Promise.resolve(new Map())

test.each([
  ['loopback of either family', ['127.0.0.1', '::1'], [host]],
  ['another machine', ['192.0.2.7'], []],
  ['both', ['127.0.0.1', '192.0.2.7'], []],
  ['nothing', [], []],
])('a name that leads to %s', async (_, addresses, expected) => {
  expect((await findNamesHere({ stateDir }, [host], leadsTo(...addresses))).names).toEqual(expected)
})

test('a resolver that gives no answer leaves the last one as it was', async () => {
  const first = await findNamesHere({ stateDir }, [host], leadsTo('127.0.0.1'))
  first.keep()
  expect((await findNamesHere({ stateDir }, [host], fails)).names).toEqual([host])
  const then = await findNamesHere({ stateDir }, [host], leadsTo('192.0.2.7'))
  then.keep()
  expect((await findNamesHere({ stateDir }, [host], fails)).names).toEqual([])
})

test('nothing is written until it is kept', async () => {
  const file = join(stateDir, 'names-here.json')
  const here = await findNamesHere({ stateDir }, [host], leadsTo('127.0.0.1'))
  expect(existsSync(file)).toBe(false)
  here.keep()
  expect(existsSync(file)).toBe(true)
})

test('without a name the resolver is not asked', async () => {
  const asked: string[] = []
  const lookup: Lookup = (names) => {
    asked.push(...names)
    return Promise.resolve(new Map())
  }
  expect((await findNamesHere({ stateDir }, [], lookup)).names).toEqual([])
  expect(asked).toEqual([])
})
