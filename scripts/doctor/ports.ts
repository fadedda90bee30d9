import { fail, ok, warn, type Mend } from '../diagnosis/check.ts'
import type { Site } from '../plan/site.ts'
import type { DoctorCheck } from './doctor-check.ts'
import { planOf } from './machine-context.ts'
import { findPortUse } from './port-use.ts'

export const ports: DoctorCheck = {
  id: 'ports',
  title: "each site's port is free, or held by its own gateway",
  what: 'The gateway listens on one port of this machine for each site, 8070 for Richie and 8073 for the LMS by default. Where another program or container holds one, the gateway does not start; or worse, the other one answers in its place.',
  see: 'sudo ss -ltnp "sport = :8070 or sport = :8073"\ndocker ps --format "{{.Names}}\\t{{.Ports}}"',
  mend: 'End the program that is named (a service: `sudo systemctl stop ...`; a container: `docker stop ...`), or move the site: `richie: { port: ... }` or `lms: { edx: { port: ... } }` in `environment.local.yaml`.',
  symptoms: [
    'A port is in use: "address already in use", "port is already allocated"',
    'Another page than expected stands on the port',
  ],
  needs: ['spec'],
  async look(context) {
    const { answer } = await context.engine()
    const { sites } = planOf(context)
    const uses = await Promise.all(
      sites.map(async (site) => ({
        site,
        use: await findPortUse(context, site.port, answer?.containers ?? []),
      })),
    )
    const seen = [
      ...new Set(uses.map(({ site, use }) => `${site.port}: ${use.kind === 'free' ? 'free' : use.says}`)),
    ]
    const nowhere = uses.flatMap(({ use }) => (use.kind === 'no-address' ? use.says : []))[0]
    if (nowhere !== undefined)
      return fail(nowhere, [{ says: 'Change `bind` in the spec, or leave it out.' }], seen)
    const held = uses.flatMap(({ site, use }) => (use.kind === 'held' ? [{ site, ...use }] : []))
    if (held.length === 0) return ok(seen.join(', '))
    const says = [...Map.groupBy(held, (one) => one.says)].map(
      ([who, ones]) => `${listed([...new Set(ones.map(({ site }) => site.port))])} held by ${who}`,
    )
    const frees = [...new Map(held.map(({ free }) => [free.command, free])).values()]
    const mend = [...frees, move(held.map(({ site }) => site))]
    if (answer === undefined && held.every(({ mayBeOurs }) => mayBeOurs))
      return warn(`${says.join('; ')}: no engine can be asked whether that is our own gateway`, mend)
    return fail(says.join('; '), mend)
  },
}

/** `ports 8070 and 8073 are`. */
function listed(ports: readonly number[]): string {
  return ports.length === 1 ? `port ${ports[0]} is` : `ports ${ports.join(' and ')} are`
}

function move(sites: readonly Site[]): Mend {
  const setting = ({ key, port }: Site) => `${key}: { port: ${port + 100} }`
  const lmses = sites.filter(({ key }) => key !== 'richie').map(setting)
  const lines = [
    ...sites.filter(({ key }) => key === 'richie').map(setting),
    ...(lmses.length === 0 ? [] : [`lms: { ${lmses.join(', ')} }`]),
  ]
  return { says: ['Move to another port, in environment.local.yaml:', ...lines].join('\n') }
}
