import { buildSecrets, runFolder } from '../plan/container-paths.ts'
import type { Plan } from '../plan/plan.ts'

/** One service of the compose file, as Compose reads it. */
export type Service = {
  readonly image: string
  readonly build: {
    readonly context: string
    /** Below the context; absent where it is the Dockerfile there. */
    readonly dockerfile?: string
    readonly args: Readonly<Record<string, string>>
    readonly additional_contexts?: Readonly<Record<string, string>>
    readonly secrets: readonly string[]
    readonly labels: Readonly<Record<string, string>>
  }
  readonly volumes: readonly string[]
  readonly healthcheck: object
  readonly [key: string]: unknown
}

/** The certificates that this machine trusts, and the development CA: for the services that call others. `up` writes it. */
export const trustVolume = '../.campus/trust:/etc/campus/trust:ro'
export const trustedCertificates = '/etc/campus/trust/ca-certificates.crt'
export const runVolume = `run:${runFolder.path}`

/** Hash of a settings file, by its path: a service whose settings changed is recreated. */
export type Fingerprint = (settingsPath: string) => string

/** What all services have in common. `folder` of `compose/`: that of the image, unless it is called differently. */
export function common(plan: Plan, image: string, args: Record<string, string> = {}, folder = image) {
  return {
    image: `${plan.name}-${image}`,
    build: {
      context: `../compose/${folder}`,
      args: { BASE: plan.base.image, ...args },
      secrets: Object.keys(buildSecrets),
      labels: labels(plan),
    },
    pull_policy: 'never',
    cap_drop: ['ALL'],
    security_opt: ['no-new-privileges:true'],
    stop_grace_period: '10s',
    labels: labels(plan),
  }
}

export function labels(plan: Plan): Record<string, string> {
  return { 'campus.environment': plan.name }
}

/** Often while it starts, seldom afterwards: a check costs a process each time. */
export function healthcheck(command: string): object {
  return {
    test: ['CMD', ...command.split(' ')],
    interval: '15s',
    timeout: '5s',
    retries: 3,
    start_period: '10m',
    start_interval: '500ms',
  }
}
