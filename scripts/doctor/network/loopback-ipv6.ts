import { ok, warn } from '../../diagnosis/check.ts'
import type { DoctorCheck } from '../doctor-check.ts'

export const loopbackIpv6: DoctorCheck = {
  id: 'loopback-ipv6',
  title: 'the IPv6 loopback address ::1 can be used',
  what: 'Browsers send `*.localhost` names to ::1 first, then to 127.0.0.1. The sites are published on both if ::1 can be bound, else on 127.0.0.1 only. Everything works then too, except for a program that uses only ::1.',
  see: 'sysctl net.ipv6.conf.lo.disable_ipv6\nip -6 addr show lo',
  fix: '`sudo sysctl -w net.ipv6.conf.lo.disable_ipv6=0`, then `make run`.',
  async look({ network }) {
    const fault = await network.bindFault('::1', 0)
    if (fault === undefined) return ok('::1 can be bound')
    return warn(`::1 can't be bound (${fault}): the sites are published on 127.0.0.1 only`, [
      {
        says: 'Turn it on, if this machine has IPv6.',
        command: 'sudo sysctl -w net.ipv6.conf.lo.disable_ipv6=0',
      },
    ])
  },
}
