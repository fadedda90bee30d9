import { expect, test } from 'vitest'
import { environmentOfContainer } from './labels.ts'

const own = {
  'campus.environment': 'campus',
  'com.docker.compose.project': 'campus',
  'com.docker.compose.project.config_files': '/checkout/generated/compose.yaml',
}

test.each([
  ['made by compose from our file', own, 'campus'],
  ['of nobody we know', {}, undefined],
  ['built on our Debian', { 'campus.environment': 'campus' }, undefined],
  [
    'built on an image that compose built for us',
    { 'campus.environment': 'campus', 'com.docker.compose.project': 'campus' },
    undefined,
  ],
  [
    "built on it, in a person's own compose project",
    { ...own, 'com.docker.compose.project': 'theirs' },
    undefined,
  ],
])('a container %s', (_, labels, environment) => {
  expect(environmentOfContainer(labels)).toBe(environment)
})
