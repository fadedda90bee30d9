import { ok, skip, warn } from '../../diagnosis/check.ts'
import type { DoctorCheck } from '../doctor-check.ts'
import { planOf } from '../facts/machine-context.ts'

/** What Elasticsearch asks of a server in production. */
const recommended = 262_144
/** The kernel's own default: with less even a small Java program may fail. */
const usual = 65_530

export const mapCount: DoctorCheck = {
  id: 'map-count',
  title: 'vm.max_map_count is high enough for Elasticsearch',
  what: "In production Elasticsearch refuses to start with fewer than 262144 memory maps. campus runs a single node that uses no memory maps for its indices (`node.store.allow_mmap: false`), so the kernel's default is enough; only a lower value can cause failures. An Elasticsearch of your own needs the higher value.",
  see: 'sysctl vm.max_map_count',
  fix: '`sudo sysctl -w vm.max_map_count=262144`; to keep it, add the line `vm.max_map_count=262144` to `/etc/sysctl.d/99-elasticsearch.conf`.',
  symptoms: ['Elasticsearch exits: `vm.max_map_count`'],
  needs: ['spec'],
  look(context) {
    if (planOf(context).richie.search === 'none') return skip('the spec uses no Elasticsearch')
    const value = Number.parseInt(context.disk.read('/proc/sys/vm/max_map_count'), 10)
    if (Number.isNaN(value)) return skip("a Linux setting, inside the engine's virtual machine")
    if (value < usual) {
      return warn(
        `vm.max_map_count is ${value}: below the kernel's default, and Java may fail`,
        [
          {
            says: 'Raise it, until the next boot.',
            command: `sudo sysctl -w vm.max_map_count=${recommended}`,
          },
        ],
        [`vm.max_map_count = ${value}`],
      )
    }
    if (value >= recommended) return ok(`${value}`)
    return ok(`${value}: enough here, since Elasticsearch uses no memory maps`)
  },
}
