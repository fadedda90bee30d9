import { expect, test } from 'vitest'
import { describeBuilds, followBuild } from './build-log.ts'

function follow(text: string) {
  const log = followBuild()
  for (const line of text.trim().split('\n')) log.read(line)
  return log
}

const install =
  '#5 [richie 2/3] RUN --mount=type=cache,target=/x /usr/local/lib/campus/install-packages nginx && true'

test.each([
  ['', ''],
  ['#0 building with "default" instance using docker driver', ''],
  ['#1 [richie internal] load build definition from Dockerfile', ''],
  [install, '2/3 install-packages nginx'],
  [`${install}\n#5 0.4 Reading lists`, '2/3 install-packages nginx'],
  [`${install}\n#5 DONE 2.0s\n#6 [richie 3/3] COPY . /app`, '3/3 copying . /app'],
  [`${install}\n#6 [richie 3/3] COPY . /app\n#6 CACHED`, '2/3 install-packages nginx'],
  [`${install}\n#5 DONE 2.0s`, '2/3 install-packages nginx'],
  ['#5 [fetch 1/4] RUN python3 -m venv /venv', '1/4 python3 -m venv /venv'],
  ['#6 [richie 3/3] COPY --chown=a:b --link src /app', '3/3 copying src /app'],
  ['#5 [1/2] FROM registry.test/library/campus-base:bookworm@sha256:0', '1/2'],
])('%j shows %j', (text, expected) => {
  expect(follow(text).now()).toBe(expected)
})

test('a failure is told by the lines of the step that failed, without those of its neighbours', () => {
  const log = follow(`
${install}
#6 [richie 3/3] COPY . /app
#5 0.412 E: no such package
#6 0.500 not this
#5 ERROR: process "/bin/sh -c x" did not complete successfully: exit code: 100
#6 CANCELED`)
  expect(log.failure()).toEqual([
    'E: no such package',
    'ERROR: process "/bin/sh -c x" did not complete successfully: exit code: 100',
  ])
})

test('a failure outside any step is told by the last lines', () => {
  expect(follow('failed to read dockerfile\n\nno such file').failure()).toEqual([
    'failed to read dockerfile',
    'no such file',
  ])
})

test('a failure is told in 20 lines', () => {
  const lines = Array.from({ length: 50 }, (_, at) => `#5 0.1 line ${at}`)
  const log = follow([install, ...lines, '#5 ERROR: no'].join('\n'))
  expect(log.failure()).toHaveLength(20)
  expect(log.failure().at(-1)).toBe('ERROR: no')
})

test.each([
  [[{ name: 'richie', now: '4/7 pip install richie' }], 'richie 4/7 pip install richie'],
  [[{ name: 'richie', now: '' }], 'richie'],
  [
    [
      { name: 'richie', now: '4/7 pip install richie[sandbox] and more words' },
      { name: 'search', now: '2/5 x' },
    ],
    'richie 4/7 pip install richie[sandbox…, search 2/5',
  ],
  [
    ['richie', 'database', 'gateway', 'search'].map((name) => ({ name, now: '1/2 apt-get' })),
    'richie 1/2, database 1/2, gateway 1/2, search 1/2',
  ],
])('%j is %j', (builds, expected) => {
  expect(describeBuilds(builds)).toBe(expected)
  expect(describeBuilds(builds).length).toBeLessThanOrEqual(50)
})

test('many builds are cut at the width', () => {
  const builds = Array.from({ length: 9 }, (_, at) => ({ name: `service${at}`, now: '1/2 x' }))
  expect(describeBuilds(builds)).toHaveLength(50)
})

test("of pip's list of releases the newest are shown", () => {
  const log = followBuild()
  const versions = Array.from({ length: 150 }, (_, at) => `1.${at}`)
  log.read('#9 [richie 4/7] RUN pip install richie')
  log.read(`#9 1.2 ERROR: Could not find a version of richie==3.99.0 (from versions: ${versions.join(', ')})`)
  log.read('#9 ERROR: process did not complete')
  expect(log.failure()[0]).toBe(
    'ERROR: Could not find a version of richie==3.99.0 (the newest are 1.144, 1.145, 1.146, 1.147, 1.148, 1.149)',
  )
})
