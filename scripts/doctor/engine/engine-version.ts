import { fail, ok } from '../../diagnosis/check.ts'
import { classifyVersions } from '../../engine/engine-problem.ts'
import type { DoctorCheck } from '../doctor-check.ts'
import { answerOf } from '../facts/engine-facts.ts'

export const engineVersion: DoctorCheck = {
  id: 'engine-version',
  title: 'the engine is recent enough',
  what: 'Docker 25.0 is the first version that can check a service often while it starts and rarely afterwards (`start_interval` of a health check). Debian 12 itself has 20.10.',
  see: 'docker version --format "{{.Server.Version}}"',
  fix: "Upgrade it with the package manager that installed it. On Debian 12, with Debian's own: `sudo apt-get remove docker.io docker-compose`, then `make run`, which installs the one from Debian 13. On macOS update Docker Desktop, OrbStack or Colima.",
  needs: ['engine-running'],
  async look(context) {
    const { version } = await answerOf(context)
    // Only the engine is checked here.
    const problem = classifyVersions({ engine: version, compose: '999.0', hasClient: true })
    if (problem?.kind !== 'too-old') return ok(`Docker ${version}`)
    return fail(`Docker ${version} is too old: ${problem.needed} is the oldest that works`, [
      context.machine.os.codename === 'bookworm'
        ? {
            says: "Remove Debian 12's Docker; the next start installs Debian 13's.",
            command: 'sudo apt-get remove docker.io docker-compose && make run',
          }
        : { says: 'Upgrade Docker with the package manager that installed it.' },
    ])
  },
}
