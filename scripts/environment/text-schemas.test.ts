import { expect, test } from 'vitest'
import { loadEnvironment } from './load.ts'

test.each([
  ['https://lms.example.org:443', 'https://lms.example.org'],
  ['http://lms.example.org:80/', 'http://lms.example.org'],
  ['https://lms.example.org:80', 'https://lms.example.org:80'],
  ['http://lms.example.org:8000', 'http://lms.example.org:8000'],
])('%s is %s, as links have it', (url, origin) => {
  const text = `lms: { far: { provider: external, url: "${url}" } }`
  const { environment, problems } = loadEnvironment({ file: 'environment.yaml', text })
  expect(problems).toEqual([])
  expect(environment.lms['far']?.url).toBe(origin)
})

test('no password stands in an error', () => {
  const text = 'richie: { source: { url: "https://me:secret@richie.example.org" } }'
  const { problems } = loadEnvironment({ file: 'environment.yaml', text })
  expect(problems[0]?.message).toBe('has a user or a password in it: leave them out')
})
