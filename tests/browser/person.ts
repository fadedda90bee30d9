import { chownSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir, userInfo } from 'node:os'
import { join, resolve } from 'node:path'
import { startBareMachine } from '../bare/bare-machine.ts'
import { debianOfTheTests } from '../e2e/support/debian.ts'
import type { Person } from './browser.ts'

const rootDir = resolve(import.meta.dirname, '../..')

/** A person who uses a checkout on a machine of their own: what `setup-ssl` changes there is not changed here. */
export type Newcomer = {
  /** Runs a command in the checkout, on their machine; what it printed. */
  readonly sh: (script: string) => Promise<string>
  /** The person, on a machine that knows these names. */
  readonly with: (hosts: readonly string[]) => Person
  readonly remove: () => Promise<void>
}

/**
 * Their machine is a container with a hosts file and a system store of its own. Their home folder and the checkout are
 * those of this machine, so that browsers can be started here which trust what was trusted there.
 */
export async function welcomeNewcomer(checkoutDir: string): Promise<Newcomer> {
  const home = mkdtempSync(join(tmpdir(), 'campus-home-'))
  const firefox = join(home, '.mozilla/firefox')
  const firefoxProfile = join(firefox, 'first.default')
  mkdirSync(firefoxProfile, { recursive: true })
  writeFileSync(
    join(firefox, 'profiles.ini'),
    '[Profile0]\nName=default\nIsRelative=1\nPath=first.default\nDefault=1\n',
  )
  // A browser of npm's: their machine itself has none.
  mkdirSync(join(home, '.cache/ms-playwright'), { recursive: true })
  const machine = await startBareMachine({
    name: 'campustest-person',
    image: (await debianOfTheTests(0)) ?? 'debian:bookworm-slim',
    folders: { [rootDir]: 'ro', [checkoutDir]: 'rw', [home]: 'rw' },
  })
  const { uid, gid } = userInfo()
  chownSync(home, uid, gid)
  return {
    async sh(script) {
      const { exitCode, stdout, stderr } = await machine.sh(
        `export HOME=${home}; cd ${checkoutDir}; ${script}; code=$?; chown -R ${uid}:${gid} ${home} certs .campus; exit $code`,
      )
      if (exitCode !== 0) throw new Error(`exit code ${exitCode} of ${script}\n${stdout}${stderr}`)
      return stdout
    },
    with: (hosts) => ({ home, firefoxProfile, hosts }),
    async remove() {
      await machine.remove()
      rmSync(home, { recursive: true, force: true })
    },
  }
}
