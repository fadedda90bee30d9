import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, onTestFinished, test } from 'vitest'
import { openStore } from '../store/store.ts'
import { faultSwitch, headerProblem } from './fault-switch.ts'

function ask(headers: Record<string, string> = {}, path = '/api/user/v1/me'): Request {
  return new Request(`http://edx.local.dev:8073${path}`, { headers })
}

function memory() {
  return faultSwitch(openStore(':memory:').database)
}

test('a fault that is on meets every request, with its parameter', () => {
  const faults = memory()
  faults.turnOn(new Map([['slow', '300']]))
  expect(faults.at(ask()).get('slow')).toBe('300')
})

test('the header adds faults to its own request alone', () => {
  const faults = memory()
  faults.turnOn(new Map([['slow', '300']]))
  const met = faults.at(ask({ 'X-Mock-Fault': 'slow=7, dropped' }))
  expect(Object.fromEntries(met)).toEqual({ slow: '7', dropped: '' })
  expect(Object.fromEntries(faults.at(ask()))).toEqual({ slow: '300' })
})

test('the health check meets none', () => {
  const faults = memory()
  faults.turnOn(new Map([['maintenance', '']]))
  expect(faults.at(ask({ 'X-Mock-Fault': 'dropped' }, '/heartbeat?extended')).size).toBe(0)
})

test('a header that can’t be understood is reported, and turns nothing on', () => {
  const request = ask({ 'X-Mock-Fault': 'slow=1, slwo' })
  expect(headerProblem(request)).toBe('There is no fault "slwo".')
  expect(memory().at(request).size).toBe(0)
  expect(headerProblem(ask())).toBeUndefined()
})

test('some are turned off, or all', () => {
  const faults = memory()
  faults.turnOn(new Map(['a', 'b', 'c'].map((name) => [name, ''])))
  faults.clear(['b', 'unknown'])
  expect([...faults.active().keys()]).toEqual(['a', 'c'])
  faults.clear()
  expect(faults.active().size).toBe(0)
})

test('faults outlive a restart, and so does their end', () => {
  const folder = mkdtempSync(join(tmpdir(), 'campus-faults-'))
  onTestFinished(() => rmSync(folder, { recursive: true }))
  const path = join(folder, 'lms.sqlite3')
  const restart = (work: (faults: ReturnType<typeof memory>) => void) => {
    const store = openStore(path)
    work(faultSwitch(store.database))
    store.close()
  }
  restart((faults) =>
    faults.turnOn(
      new Map([
        ['slow', '5'],
        ['dropped', ''],
      ]),
    ),
  )
  restart((faults) => {
    expect(Object.fromEntries(faults.active())).toEqual({ slow: '5', dropped: '' })
    faults.clear(['dropped'])
  })
  restart((faults) => expect(Object.fromEntries(faults.active())).toEqual({ slow: '5' }))
})
