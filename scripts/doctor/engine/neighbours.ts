import { ok, skip, warn } from '../../diagnosis/check.ts'
import type { DoctorCheck } from '../doctor-check.ts'
import { answerOf } from '../facts/engine-facts.ts'
import { planOf } from '../facts/machine-context.ts'

export const neighbours: DoctorCheck = {
  id: 'neighbours',
  title: "other machines on the network can't reach ports on loopback",
  what: 'Before version 28.0 Docker rewrites packets for a port on 127.0.0.1 whatever interface they arrive on. A machine in the same network segment (the same Wi-Fi, the same switch) that sends such packets on purpose reaches the sites: their admin, and the LMS, whose API key is public. On a network that you trust you need to do nothing.',
  see: 'docker version --format "{{.Server.Version}}"\nsudo iptables -t raw -S PREROUTING',
  fix: 'Upgrade Docker to 28 or later (github.com/moby/moby, pull request 49325). Until then, on a network that you do not trust: `sudo iptables -t raw -I PREROUTING ! -i lo -d 127.0.0.0/8 -j DROP`, which lasts until the next boot.',
  needs: ['engine-running', 'spec'],
  async look(context) {
    const { version, isNative, isRootless } = await answerOf(context)
    const { addresses } = planOf(context)
    if (!addresses.every((address) => ['127.0.0.1', '::1'].includes(address))) {
      return warn(
        `the spec publishes the sites on ${addresses.join(', ')}: anybody who reaches that address reaches them`,
        [{ says: 'Remove `bind` from the spec if only you use them.' }],
      )
    }
    if (!isNative || isRootless)
      return skip('this engine publishes ports with a program, not with packet rules')
    const major = Number.parseInt(version, 10)
    if (Number.isNaN(major) || major >= 28) return ok(`Docker ${version} blocks them`)
    return warn(`Docker ${version}: machines in the same network segment can reach ports on 127.0.0.1`, [
      { says: 'Upgrade Docker to 28 or later.' },
      {
        says: 'Block them until the next boot, on a network that you do not trust.',
        command: 'sudo iptables -t raw -I PREROUTING ! -i lo -d 127.0.0.0/8 -j DROP',
      },
    ])
  },
}
