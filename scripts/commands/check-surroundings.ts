import { join } from 'node:path'
import { execIn } from '../engine/containers.ts'
import { browserLookup } from '../hosts/browser-lookup.ts'
import { hostsFile } from '../hosts/hosts-file.ts'
import { lookupFor } from '../hosts/lookup.ts'
import type { Plan } from '../plan/plan.ts'
import type { Surroundings } from '../probes/surroundings.ts'
import { nginxVersion, renderNginx } from '../render/nginx.ts'
import { hostCertificates } from '../system/host-certificates.ts'
import { certificatesIn } from '../system/pem.ts'
import { faultsOn } from './faults-on.ts'
import { readTemplates, type Project } from './project.ts'
import type { Running } from './running-environment.ts'
import { readSecrets } from './secrets.ts'

/** All that the probes may use of this machine and of what runs, but for learners. */
export async function lookAround(
  project: Project,
  plan: Plan,
  { engine, states }: Running,
  wishes: Pick<Surroundings, 'links' | 'mayEnrol' | 'chosen'>,
): Promise<Surroundings> {
  return {
    ...wishes,
    plan,
    lookup: browserLookup(lookupFor(hostsFile())),
    authorities: certificatesIn(hostCertificates()),
    now: new Date(),
    syncSecrets: readSecrets(project).sync ?? {},
    async inContainer(service, argv) {
      const state = states.find((candidate) => candidate.service === service && candidate.state === 'running')
      return engine === undefined || state === undefined
        ? undefined
        : await execIn(engine, state.containerId, argv)
    },
    learners: {},
    faults: engine === undefined ? {} : Object.fromEntries(await faultsOn(engine, plan, states)),
    configuration: nginxVersion(renderNginx(plan, readTemplates(join(project.root, 'nginx')))),
  }
}
