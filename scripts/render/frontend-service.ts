import { yarn } from '../plan/frontend.ts'
import type { Frontend } from '../plan/frontend.ts'
import type { Plan } from '../plan/plan.ts'
import { checkoutMount } from '../plan/richie-source.ts'
import type { Checkout } from '../plan/richie-source.ts'
import { runFolder } from '../plan/run-folder.ts'
import { common, healthcheck, runVolume, trustVolume, trustedCertificates } from './service.ts'
import type { Service } from './service.ts'

/** Builds or watches a checkout's front end, as the checkout's owner. */
export function frontendContainer(plan: Plan, { path, owner }: Checkout, frontend: Frontend): Service {
  const service = common(plan, 'frontend', {
    NODE_PACKAGE: plan.linuxNode.package,
    YARN_VERSION: yarn.version,
  })
  const contexts = { node: plan.linuxNode.modulesDir, yarn: yarn.modulesDir }
  return {
    ...service,
    build: { ...service.build, additional_contexts: contexts },
    user: `${owner.uid}:${owner.gid}`,
    group_add: ['1000'],
    environment: {
      CAMPUS_FRONTEND: `${checkoutMount}/${frontend.folder}`,
      CAMPUS_FRONTEND_MODE: frontend.mode,
      CAMPUS_STATUS: runFolder.status('frontend'),
      NODE_EXTRA_CA_CERTS: trustedCertificates,
    },
    volumes: [
      trustVolume,
      runVolume,
      // Registries and their tokens: a file, which no log, image or `docker inspect` shows.
      '../.campus/npm:/etc/campus/npm:ro',
      'frontend:/data/frontend',
      `${path}:${checkoutMount}`,
    ],
    // A first build takes minutes, and on a busy machine many.
    healthcheck: { ...healthcheck('test -e /dev/shm/campus-ready'), start_period: '60m' },
  }
}
