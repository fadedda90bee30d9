import { chmodSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join, resolve } from 'node:path'
import { loadEnvironment } from '../../../../scripts/environment/load.ts'
import { makePlan } from '../../../../scripts/plan/plan.ts'
import type { Mode } from '../../../../scripts/plan/site.ts'
import { readTemplates } from '../../../../scripts/project/project.ts'
import { renderNginx } from '../../../../scripts/render/nginx.ts'
import { pairFiles } from '../../../../scripts/tls/read-certificate.ts'
import type { TrustedPair } from '../../../browser/trusted-pair.ts'
import { facts } from '../../../golden/facts.ts'
import { docker } from '../../support/docker.ts'
import { name as environment } from '../../support/environment.ts'

type Settings = {
  readonly name: string
  readonly mode: Mode
  /** As in environment.yaml. */
  readonly spec: object
  /** What all sites present, and what the gateway trusts. */
  readonly pair: TrustedPair
  /** Docker's network, where the gateway shall find others by name. */
  readonly network?: string
}

export type LoneGateway = {
  /** Starts it again, as it is found then. */
  restart(): Promise<void>
  remove(): Promise<void>
}

/** The gateway of a spec and nothing else: the image of the environment that is up, on the ports of the spec. */
export async function startLoneGateway({
  name,
  mode,
  spec,
  pair,
  network = 'bridge',
}: Settings): Promise<LoneGateway> {
  const loaded = loadEnvironment({ file: 'spec', text: JSON.stringify(spec) }, undefined)
  const { plan, faults } = makePlan(loaded.environment, mode, facts)
  const problems = loaded.withFaults(faults)
  if (problems.length > 0) throw new Error(JSON.stringify(problems))
  const folder = mkdtempSync(join(tmpdir(), 'campus-gateway-'))
  const write = (path: string, text: string) => {
    mkdirSync(dirname(join(folder, path)), { recursive: true })
    writeFileSync(join(folder, path), text)
  }
  const templates = readTemplates(resolve(import.meta.dirname, '../../../../nginx'))
  for (const { path, text } of renderNginx(plan, templates)) write(path, text)
  write('trust/ca-certificates.crt', pair.authority)
  for (const { host } of plan.sites) {
    const files = pairFiles('certs', host)
    write(files.certificate, pair.certificate)
    write(files.key, pair.key)
  }
  chmodSync(folder, 0o755) // its user is another one
  const ports = [...new Set(plan.sites.map(({ port }) => port))]
  await docker([
    'run',
    '--detach',
    '--name',
    name,
    '--network',
    network,
    '--add-host',
    'host.docker.internal:host-gateway',
    ...ports.flatMap((port) => ['--publish', `127.0.0.1:${port}:${port}`]),
    '--volume',
    `${folder}:/etc/campus:ro`,
    `${environment}-gateway`,
  ])
  await untilServing(name, ports)
  return {
    async restart() {
      await docker(['restart', name])
      await untilServing(name, ports)
    },
    async remove() {
      await docker(['rm', '--force', name])
      rmSync(folder, { recursive: true })
    },
  }
}

/** It says itself when all its ports answer; where it ends instead, its log says why. */
async function untilServing(name: string, ports: readonly number[]): Promise<void> {
  for (;;) {
    const isServing = await docker(['exec', name, '/opt/campus/healthcheck', ...ports.map(String)]).then(
      () => true,
      () => false,
    )
    if (isServing) return
    if ((await docker(['inspect', name, '--format', '{{.State.Running}}'])) !== 'true')
      throw new Error(await docker(['logs', name]))
  }
}

/** The address of this machine that containers reach. */
export async function bridgeAddress(): Promise<string> {
  return await docker(['network', 'inspect', 'bridge', '--format', '{{(index .IPAM.Config 0).Gateway}}'])
}
