import { existsSync } from 'node:fs'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { makeCheckout } from '../support/checkout.ts'
import { shareDebian } from '../support/debian.ts'
import { docker } from '../support/docker.ts'
import { name } from '../support/environment.ts'
import { ask } from '../support/http.ts'

const local = {
  name: 'campustest-clean',
  richie: { port: 18270, database: 'sqlite', search: 'none', demo: 'none' },
  lms: { edx: { port: 18273 } },
}
const checkout = makeCheckout(local)
const other = makeCheckout(local)
let untouched: Awaited<ReturnType<typeof everything>>
beforeAll(async () => void (untouched = await everything()))
afterAll(() => {
  checkout.remove()
  other.remove()
})

const everything = async () => ({
  containers: await list('ps', '-a', '--format', '{{.Names}}'),
  volumes: await list('volume', 'ls', '-q'),
  networks: await list('network', 'ls', '--format', '{{.Name}}'),
  images: await list('images', '--format', '{{.Repository}}:{{.Tag}}', '--filter', 'dangling=false'),
})

/** Of this environment, and of the one that the other tests of this project use: those of other projects come and go beside it. The
 * Debian is shared with them, and stays; that a person's own goes is asked on a bare machine. */
async function list(...argv: readonly string[]): Promise<readonly string[]> {
  const ours = new RegExp(
    `^(?:campustest-clean|${name})(?:[-_](?:base|checkout|database|edx|gateway|lms|postgres|richie|run|search|default)\\b|$)`,
  )
  const lines = (await docker(argv)).split('\n')
  return lines.filter((line) => ours.test(line)).toSorted()
}

test('what one checkout has made, another with the same name neither shows nor touches, but where it is told to', async () => {
  await shareDebian('campustest-clean')
  const up = await checkout.campus(['up'])
  expect(up.exitCode, up.output).toBe(0)
  const ways = ['status', 'logs', 'lms edx', 'lms edx reset --yes', 'manage check', 'check', 'down', 'up']
  await isRefused(ways)
  expect((await checkout.campus(['down'])).exitCode).toBe(0)
  const before = await everything()
  await isRefused(['clean --yes', 'up'])
  expect(await everything()).toEqual(before)

  const adopted = await other.campus(['clean', '--adopt', '--yes'])
  expect(adopted.exitCode, adopted.output).toBe(0)
  expect((await everything()).volumes).not.toContain('campustest-clean_run')
})

async function isRefused(ways: readonly string[]): Promise<void> {
  for (const way of ways) {
    const { exitCode, output } = await other.campus(way.split(' '))
    expect(exitCode, `${way}: ${output}`).toBe(1)
    expect(output).toContain(`"campustest-clean" was made by another checkout: ${checkout.dir}`)
  }
}

test('clean --images leaves nothing of ours and touches nothing else', async () => {
  expect(untouched.containers).toContain(`${name}-richie-1`)
  const up = await checkout.campus(['up'])
  expect(up.exitCode, up.output).toBe(0)
  expect((await ask('http://localhost:18270/en/')).status).toBe(200)
  // Both carry the labels of the image that they are built on.
  await docker(['create', '--name', 'campustest-persons-container', 'campustest-clean-lms-mock'])
  await docker(['tag', 'campustest-clean-gateway', 'campustest-persons-image'])

  const refused = await checkout.campus(['clean', '--images'])
  expect(refused.exitCode, 'without a terminal and --yes').toBe(1)
  expect(refused.output).toContain('campustest-clean-richie-1')
  expect(refused.output).toContain('Nothing was removed')
  expect((await ask('http://localhost:18270/en/')).status).toBe(200)

  const { exitCode, output } = await checkout.campus(['clean', '--images', '--yes'])
  expect(exitCode, output).toBe(0)
  expect(output).toContain('The image campustest-clean-lms-mock:latest stays: another container uses it')
  expect(await docker(['rm', 'campustest-persons-container'])).toBe('campustest-persons-container')
  expect(await docker(['rmi', 'campustest-persons-image'])).toContain('Untagged: campustest-persons-image')
  expect((await checkout.campus(['clean', '--images', '--yes'])).output).toContain(
    'Removed: 1 from Docker, 0 from this folder.',
  )
  expect(await everything()).toEqual(untouched)
  expect(existsSync(join(checkout.dir, 'generated'))).toBe(false)
  expect(existsSync(join(checkout.dir, '.campus'))).toBe(false)
  expect((await checkout.campus(['clean', '--images', '--yes'])).output).toContain(
    'There is nothing to remove.',
  )
})
