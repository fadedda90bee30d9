import { expect, test } from 'vitest'
import { readStarts } from './log-follow.ts'
import { collect, cut } from './testing/log-stream.ts'

const event = (id: string, attributes: object) =>
  `${JSON.stringify({ Type: 'container', Action: 'start', Actor: { ID: id, Attributes: attributes } })}\n`

test('each start of a service is told, however the events are cut; one-off containers are not services', async () => {
  const bytes = Buffer.from(
    event('1', { 'com.docker.compose.service': 'edx' }) +
      event('2', { 'com.docker.compose.service': 'richie', 'com.docker.compose.oneoff': 'True' }) +
      event('3', {}) +
      event('4', { 'com.docker.compose.service': 'richie', 'com.docker.compose.oneoff': 'False' }),
  )
  expect(await collect(readStarts(cut(bytes, [7, 100, 1])))).toEqual([
    { service: 'edx', containerId: '1' },
    { service: 'richie', containerId: '4' },
  ])
})
