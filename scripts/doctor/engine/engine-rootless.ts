import { fail, ok } from '../../diagnosis/check.ts'
import type { DoctorCheck } from '../doctor-check.ts'
import { answerOf } from '../facts/engine-facts.ts'
import { planOf } from '../facts/machine-context.ts'

const setting = '/proc/sys/net/ipv4/ip_unprivileged_port_start'

export const engineRootless: DoctorCheck = {
  id: 'engine-rootless',
  title: 'a rootless engine can publish the ports of the spec',
  what: "A rootless engine runs as you. It can't publish ports below 1024 unless the system allows everybody to. A program that is root in a container has only your own rights outside, and the engine's data is in your home folder. For campus nothing else changes.",
  see: 'docker info --format "{{.SecurityOptions}}"\nsysctl net.ipv4.ip_unprivileged_port_start',
  fix: 'Use ports from 1024 on in `environment.local.yaml`, or let everybody use lower ones: `sudo sysctl net.ipv4.ip_unprivileged_port_start=80`.',
  needs: ['engine-running', 'spec'],
  async look(context) {
    const { isRootless, rootDir } = await answerOf(context)
    if (!isRootless) return ok('the engine runs as root')
    const said = Number.parseInt(context.disk.read(setting), 10)
    const first = Number.isNaN(said) ? 1024 : said
    const low = planOf(context).sites.filter(({ port }) => port < first)
    if (low.length === 0) return ok(`rootless: its data is in ${rootDir}`)
    return fail(
      `a rootless engine can't publish ${low.map(({ port }) => `port ${port}`).join(', ')}`,
      [
        {
          says: `Choose ports from ${first} on: ${low.map(({ key }) => `${key}.port`).join(', ')} in environment.local.yaml.`,
        },
        {
          says: 'Let everybody use lower ones.',
          command: `sudo sysctl net.ipv4.ip_unprivileged_port_start=${Math.min(...low.map(({ port }) => port))}`,
        },
      ],
      [`${setting}: ${first}`],
    )
  },
}
