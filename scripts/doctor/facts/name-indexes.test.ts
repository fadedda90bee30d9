import { expect, test } from 'vitest'
import { mavenMirror } from './name-indexes.ts'

test.each([
  ['nothing', '', undefined],
  [
    'a mirror',
    '<settings><mirrors><mirror><id>x</id><url> https://a.example.org/maven </url></mirror></mirrors></settings>',
    'https://a.example.org/maven',
  ],
  ['a mirror that is commented out', '<!-- <mirror><url>https://a.example.org</url></mirror> -->', undefined],
  ['a server, which is no mirror', '<server><url>https://a.example.org</url></server>', undefined],
])('the mirror of a settings.xml: %s', (_title, settings, url) => {
  expect(mavenMirror(settings)).toBe(url)
})
