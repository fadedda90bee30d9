import { ok, skip, warn } from '../../diagnosis/check.ts'
import type { DoctorCheck } from '../doctor-check.ts'
import { answerOf } from '../facts/engine-facts.ts'
import { planOf } from '../facts/machine-context.ts'

export const neighbours: DoctorCheck = {
  id: 'neighbours',
  title: 'ports that are published on loopback are out of reach for neighbours in the network',
  what: 'Docker before 28.0 rewrites packets for a port on 127.0.0.1 whatever interface they come from. A machine in the same network segment (the same Wi-Fi, the same switch) that sends them on purpose reaches the sites: their admin, and the LMS whose API key is public. On a network that you trust nothing needs to be done.',
  see: 'docker version --format "{{.Server.Version}}"\nsudo iptables -t raw -S PREROUTING',
  fix: 'Upgrade Docker to 28 or later (github.com/moby/moby, pull request 49325). Until then, on a network that you do not trust, until the next boot: `sudo iptables -t raw -I PREROUTING ! -i lo -d 127.0.0.0/8 -j DROP`.',
  needs: ['engine-running', 'spec'],
  async look(context) {
    const { version, isNative, isRootless } = await answerOf(context)
    const { addresses } = planOf(context)
    if (!addresses.every((address) => ['127.0.0.1', '::1'].includes(address))) {
      return warn(
        `the spec publishes the sites on ${addresses.join(', ')}: everybody who reaches that address reaches them`,
        [{ says: 'Leave `bind` out of the spec where only you use them.' }],
      )
    }
    if (!isNative || isRootless) return skip('this engine publishes ports by a program, not by packet rules')
    const major = Number.parseInt(version, 10)
    if (Number.isNaN(major) || major >= 28) return ok(`Docker ${version} keeps them out`)
    return warn(`Docker ${version}: who is in the same network segment can reach ports on 127.0.0.1`, [
      { says: 'Upgrade Docker to 28 or later.' },
      {
        says: 'Until then, on a network that you do not trust (it holds until the next boot).',
        command: 'sudo iptables -t raw -I PREROUTING ! -i lo -d 127.0.0.0/8 -j DROP',
      },
    ])
  },
}
