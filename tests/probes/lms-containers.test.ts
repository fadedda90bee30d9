import { expect, test } from 'vitest'
import { connect, find, outcome, type Connected } from './connection.ts'

type Ran = { readonly exitCode: number; readonly output: string }
const answered: Ran = { exitCode: 0, output: '{"status": 200}\n' }
const untrusted: Ran = {
  exitCode: 0,
  output: '{"error": "certificate verify failed", "untrusted": true}\n',
}

test.each<readonly [string, Ran, Ran, readonly string[], RegExp]>([
  ['both answer', answered, answered, [], /./],
  ['Richie has no robots.txt', answered, { ...answered, output: '{"status": 404}' }, [], /./],
  [
    'the heartbeat is not there',
    { ...answered, output: '{"status": 404}' },
    answered,
    ['containers-reach'],
    /the container richie does not reach https:\/\/edx\.local\.dev:\d+: 404/,
  ],
  [
    'the gateway answers for a name that no site has',
    answered,
    { ...answered, output: '{"status": 404, "isGateway": true}' },
    ['containers-reach'],
    /the container edx does not reach https:\/\/richie\.local\.dev:\d+: 404, a page of the gateway/,
  ],
  [
    'the LMS is not trusted by Richie',
    untrusted,
    answered,
    ['containers-trust'],
    /^richie does not trust the certificate: certificate verify failed/,
  ],
  ['nobody trusts', untrusted, untrusted, ['containers-trust'], /^richie and edx do not trust/],
  [
    'Richie is not reached',
    answered,
    { exitCode: 0, output: '{"error": "getaddrinfo ENOTFOUND richie.local.dev", "untrusted": false}' },
    ['containers-reach'],
    /the container edx does not reach https:\/\/richie\.local\.dev:\d+: getaddrinfo ENOTFOUND/,
  ],
  [
    'the gateway answers for an LMS that is away',
    { exitCode: 0, output: '{"status": 503}' },
    answered,
    ['containers-reach'],
    /the container richie does not reach https:\/\/edx\.local\.dev:\d+: 503/,
  ],
  [
    'the program in the container does not run',
    { exitCode: 127, output: 'python: not found' },
    answered,
    ['containers-reach'],
    /exit code 127: python: not found/,
  ],
])('%s', async (_, richie, edx, failed, says) => {
  const { check } = await connect({ mode: 'tls', spec: 'release: teak' })
  const findings = await check({ inContainer: async (service) => (service === 'richie' ? richie : edx) })
  expect(outcome(findings)).toEqual({ failed, warned: [] })
  for (const id of failed) {
    expect(find(findings, id).says).toMatch(says)
    expect(
      find(findings, id)
        .fix.map(({ command }) => command)
        .join('\n'),
    ).toContain('make run-ssl')
  }
})

test('each container is asked once, and calls the other side’s public address', async () => {
  const connected = await connect({ mode: 'tls', spec: 'release: teak' })
  const asked: (readonly string[])[] = []
  await connected.check({
    inContainer: async (service, argv) => {
      asked.push([service, argv.at(0) ?? '', argv.at(-1) ?? ''])
      return answered
    },
  })
  expect(asked).toEqual([
    ['richie', '/opt/campus/venv/bin/python', `${addressOf(connected)}/heartbeat`],
    ['edx', 'node', `${connected.plan.richie.site.origin}/robots.txt`],
  ])
})

function addressOf({ plan }: Connected): string {
  return plan.lmses[0]?.connection.baseUrl ?? ''
}
