import { expect, test } from 'vitest'
import { planOf, surroundingsWith } from '../../tests/probes/test-surroundings.ts'
import { allProbes } from './all-probes.ts'

const two = 'lms: { edx: {}, far: { provider: external, url: https://far.local.dev } }'
const probes = (spec = '') => allProbes(surroundingsWith({ plan: planOf(spec, 'tls') }))

test('the gateway comes first, then Richie, then each LMS', () => {
  expect([...new Set(probes(two).map(({ subject }) => subject))]).toEqual(['gateway', 'richie', 'edx', 'far'])
})

test('every site is looked at from its name on', () => {
  const site = [
    'name',
    'port',
    'certificate-trust',
    'certificate-names',
    'certificate-dates',
    'plain-http',
    'other-names',
  ]
  for (const subject of ['richie', 'edx', 'far']) {
    const ids = probes(two)
      .filter((probe) => probe.subject === subject)
      .map(({ id }) => id)
    expect(ids.slice(0, site.length)).toEqual(site)
  }
})

test('no subject has an id twice, and whatever is needed is there', () => {
  const all = probes(two)
  const keys = all.map(({ subject, id }) => `${subject}/${id}`)
  expect(new Set(keys).size).toBe(keys.length)
  const ids = new Set(all.map(({ id }) => id))
  expect(all.flatMap(({ needs }) => needs).filter((need) => !ids.has(need))).toEqual([])
})

test('making them asks nothing', () => {
  const lookup = () => {
    throw new Error('not to be asked')
  }
  expect(allProbes(surroundingsWith({ plan: planOf(''), lookup })).length).toBeGreaterThan(40)
})
