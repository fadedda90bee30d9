import { fail, ok, warn, type Fix } from '../../diagnosis/check.ts'
import { classifyVersions } from '../../engine/engine-problem.ts'
import type { Machine } from '../../system/machine.ts'
import type { DoctorCheck } from '../doctor-check.ts'

export const composeVersion: DoctorCheck = {
  id: 'compose-version',
  title: 'docker compose is there, and recent enough',
  what: 'The environment is started by the compose plugin of the docker command, 2.24 or later (`docker compose`, with a space). The program `docker-compose` of old, 1.x, is another one and is not used.',
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

/** How a plugin of the docker command is had. */
function installFix({ platform, os }: Machine, plugin: 'compose' | 'buildx'): Fix {
  if (platform !== 'linux') return { says: 'Update Docker Desktop, OrbStack or Colima.' }
  const name = os.id === 'ubuntu' && plugin === 'compose' ? 'docker-compose-v2' : `docker-${plugin}`
  const installer = { debian: 'apt-get', ubuntu: 'apt-get', fedora: 'dnf' }[os.id]
  if (installer === undefined) return { says: `Install the ${plugin} plugin of Docker.` }
  return {
    says: `Install the plugin; from Docker's own packages it is called docker-${plugin}-plugin.`,
    command: `sudo ${installer} install ${name}`,
  }
}

/** A machine that is busy takes longer than doctor waits. */
function tryIt(plugin: 'compose' | 'buildx'): Fix {
  return { says: 'Try it: is this machine very busy?', command: `docker ${plugin} version` }
}

export const buildx: DoctorCheck = {
  id: 'buildx',
  title: 'the buildx plugin is there: images are built with it',
  what: 'The images are built by BuildKit: it lets a build read the settings of this machine (indexes, certificates) without keeping them in the image. The docker command needs its buildx plugin for that; without it a build ends with "the buildx component is missing".',
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
