import { fail, ok, warn, type Fix } from '../../diagnosis/check.ts'
import { classifyVersions } from '../../engine/engine-problem.ts'
import type { Machine } from '../../system/machine.ts'
import type { DoctorCheck } from '../doctor-check.ts'

export const composeVersion: DoctorCheck = {
  id: 'compose-version',
  title: 'docker compose is installed, and recent enough',
  what: 'The environment is started with the compose plugin of the docker command, 2.24 or later (`docker compose`, with a space). The old program `docker-compose`, 1.x, is not used.',
  see: 'docker compose version',
  fix: "Install the plugin: `docker-compose` on Debian 13, `docker-compose-v2` on Ubuntu, `docker-compose-plugin` from Docker's own packages.",
  symptoms: ['"compose is not a docker command"'],
  needs: ['engine-installed'],
  async look({ engine, machine }) {
    const { compose, hasClient, late } = await engine()
    if (late.includes('compose')) return warn('docker compose did not answer in time', [tryIt('compose')])
    if (compose === undefined) {
      return fail(
        'docker compose is missing',
        [installFix(machine, 'compose')],
        ['docker compose version: no answer'],
      )
    }
    const problem = classifyVersions({ engine: '999.0', compose, hasClient })
    if (problem?.kind !== 'too-old') return ok(`docker compose ${compose}`)
    return fail(`docker compose ${compose} is too old: ${problem.needed} is the oldest that works`, [
      installFix(machine, 'compose'),
    ])
  },
}

/** How to install a plugin of the docker command. */
function installFix({ platform, os }: Machine, plugin: 'compose' | 'buildx'): Fix {
  if (platform !== 'linux') return { says: 'Update Docker Desktop, OrbStack or Colima.' }
  const name = os.id === 'ubuntu' && plugin === 'compose' ? 'docker-compose-v2' : `docker-${plugin}`
  const installer = { debian: 'apt-get', ubuntu: 'apt-get', fedora: 'dnf' }[os.id]
  if (installer === undefined) return { says: `Install the ${plugin} plugin of Docker.` }
  return {
    says: `Install the plugin; among Docker's own packages it is docker-${plugin}-plugin.`,
    command: `sudo ${installer} install ${name}`,
  }
}

/** A machine that is busy takes longer than doctor waits. */
function tryIt(plugin: 'compose' | 'buildx'): Fix {
  return { says: 'Try it; this machine may be very busy.', command: `docker ${plugin} version` }
}

export const buildx: DoctorCheck = {
  id: 'buildx',
  title: 'the buildx plugin is installed',
  what: 'The images are built with BuildKit, which lets a build read the settings of this machine (indexes, certificates) without keeping them in the image. The docker command needs its buildx plugin for that; without it a build fails with "the buildx component is missing".',
  see: 'docker buildx version',
  fix: "Install the plugin: `docker-buildx` on Debian and Ubuntu, `docker-buildx-plugin` from Docker's own packages.",
  needs: ['engine-installed'],
  async look({ engine, machine }) {
    const { buildx, late } = await engine()
    if (late.includes('buildx')) return warn('docker buildx did not answer in time', [tryIt('buildx')])
    if (buildx !== undefined) return ok(`buildx ${buildx}`)
    return fail(
      'the buildx plugin is missing',
      [installFix(machine, 'buildx')],
      ['docker buildx version: no answer'],
    )
  },
}
