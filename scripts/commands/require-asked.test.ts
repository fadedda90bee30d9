import { expect, test } from 'vitest'
import { loadEnvironment } from '../environment/load.ts'
import { requireAsked } from './settings.ts'

const { environment } = loadEnvironment({
  file: 'environment.yaml',
  text: `lms:
  edx: { provider: external, url: "http://edx.local.dev:81", proxy: true, backendOverHttp: openedx-hawthorn }
  mine: { port: 81 }
  apps: { host: apps.edx.local.dev, provider: external, url: "http://apps.edx.local.dev:81", proxy: true, backend: base }
  over-http: { port: 80, backend: base, backendOverHttp: openedx-hawthorn }`,
})

test.each(['edx', 'mine', 'over-http'])('Richie asks %s in one mode at least', (key) => {
  expect(() => requireAsked(environment, key)).not.toThrow()
})

test('what has the backend base in both modes has no settings', () => {
  expect(() => requireAsked(environment, 'apps')).toThrow('apps needs no settings')
})
