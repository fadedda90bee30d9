import { existsSync } from 'node:fs'
import { join } from 'node:path'
import { afterAll, expect, test } from 'vitest'
import { makeCheckout } from '../support/checkout.ts'
import { shareDebian } from '../support/debian.ts'
import { docker } from '../support/docker.ts'
import { name } from '../support/environment.ts'
import { ask } from '../support/http.ts'

const checkout = makeCheckout({
  name: 'campustest-clean',
  richie: { port: 18270, database: 'sqlite', search: 'none', demo: 'none' },
  lms: { edx: { port: 18273 } },
})
afterAll(() => checkout.remove())

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
    `^(?:campustest-clean|${name})(?:[-_](?:base|database|edx|gateway|lms|postgres|richie|run|search|default)\\b|$)`,
  )
  const lines = (await docker(argv)).split('\n')
  return lines.filter((line) => ours.test(line)).toSorted()
}

test('clean --images leaves nothing of ours and touches nothing else', async () => {
  const before = await everything()
  expect(before.containers).toContain(`${name}-richie-1`)
  await shareDebian('campustest-clean')
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
  expect(await everything()).toEqual(before)
  expect(existsSync(join(checkout.dir, 'generated'))).toBe(false)
  expect(existsSync(join(checkout.dir, '.campus'))).toBe(false)
  expect((await checkout.campus(['clean', '--images', '--yes'])).output).toContain(
    'There is nothing to remove.',
  )
})
