import { fail, ok } from '../../diagnosis/check.ts'
import type { DoctorCheck } from '../doctor-check.ts'
import { shownHost } from './engine-context.ts'

export const engineInstalled: DoctorCheck = {
  id: 'engine-installed',
  title: 'Docker is installed: an engine, and the docker command',
  what: 'Everything runs in containers of a Docker engine, and is started with the `docker` command. The two are separate: the command may be installed without an engine. Podman is not a Docker engine.',
  see: 'command -v docker dockerd\ndocker version',
  fix: '`make run` installs and starts an engine on Debian 12 and later and on Ubuntu 24.04 and later, after saying so. On other Linux systems: the packages of your distribution or of Docker. On macOS: Docker Desktop, OrbStack or Colima. In WSL: WSL integration in the settings of Docker Desktop.',
  async look({ engine, machine }) {
    const { hosts, hasClient, answer, attempts } = await engine()
    const evidence = [
      `docker command: ${hasClient ? 'found' : 'missing'}`,
      `dockerd on this machine: ${machine.hasDockerd ? 'found' : 'none'}`,
      `engine addresses: ${hosts.map(({ host }) => shownHost(host)).join(', ') || 'none'}`,
    ]
    const podman = attempts.find(({ message }) => message.includes('Podman'))
    if (podman !== undefined) {
      return fail(
        `${shownHost(podman.at.host)} is Podman, not a Docker engine`,
        [{ says: 'Install Docker, and make sure that its socket is used.', command: 'make run' }],
        evidence,
      )
    }
    if (answer !== undefined || hosts.length > 0 || machine.hasDockerd) {
      if (hasClient)
        return ok(answer === undefined ? 'an engine is installed' : `Docker ${answer.version}`, evidence)
      return fail(
        'the docker command is missing',
        [
          {
            says: 'Install it with its compose plugin; make run does if the engine is from Debian or Ubuntu.',
            command: 'make run',
          },
        ],
        evidence,
      )
    }
    const says = hasClient ? 'the docker command is installed, but no engine' : 'Docker is not installed'
    return fail(says, [fixFor(machine)], evidence)
  },
}

function fixFor({ platform, isWsl }: { readonly platform: NodeJS.Platform; readonly isWsl: boolean }) {
  if (platform === 'darwin') return { says: 'Install Docker Desktop, OrbStack or Colima, and start it.' }
  if (isWsl) {
    return {
      says: 'Turn on WSL integration in Docker Desktop (Settings, Resources), or install Docker in this distribution.',
    }
  }
  return { says: 'On Debian and Ubuntu this installs and starts it, after saying so.', command: 'make run' }
}
