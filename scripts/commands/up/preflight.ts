import { existsSync, statfsSync } from 'node:fs'
import { join } from 'node:path'
import type { Engine } from '../../engine/find-engine.ts'
import { checkoutOf, environmentOfContainer } from '../../engine/labels.ts'
import type { Plan } from '../../plan/plan.ts'
import type { Project } from '../../project/project.ts'
import { pause } from '../../system/interruption.ts'
import { findPortHolder, bindFault, type PortHolder } from '../../system/ports.ts'
import { shellWord } from '../../system/shell-words.ts'
import { UserError } from '../../system/user-error.ts'

const neededGigabytes = 4

/** Finds early what would fail later: an engine elsewhere, ports that other programs hold, a full disk. */
export async function preflight(project: Project, plan: Plan, engine: Engine): Promise<void> {
  if (!engine.host.startsWith('unix:')) {
    throw new UserError(
      `The Docker engine is not on this machine (${engine.host}): it can't see these files and ports.`,
      {
        id: 'docker-remote',
        hint: 'Use a local one: unset DOCKER_HOST; docker context use default',
      },
    )
  }
  await requirePorts(plan, engine)
  if (!existsSync(join(project.stateDir, 'images.json'))) await checkDisk(engine)
}

/** Docker and compose take these characters of a folder's name for something else, and say so in words of their own after minutes. */
export function requireUsableFolder({ root }: Pick<Project, 'root'>): void {
  const bad = /[:,"\\\p{Cc}]/u.exec(root)?.[0]
  if (bad === undefined) return
  throw new UserError(
    `The folder of this checkout has ${JSON.stringify(bad)} in its path, which Docker can't mount: ${root}`,
    {
      id: 'checkout-folder',
      hint: `Move it: mv ${shellWord(root)} ~/campus`,
      exitCode: 2,
    },
  )
}

/** Requires every port of a site to be free, or in use by this environment; the error names the program that holds it. */
export async function requirePorts(plan: Plan, engine: Engine): Promise<void> {
  let faults = await portFaults(plan, engine)
  // The engine lets go of a port a moment after the container is gone: `make stop && make run`.
  for (let waits = 0; waits < 40 && faults.some(({ isOfEngine }) => isOfEngine); waits += 1) {
    await pause(250)
    faults = await portFaults(plan, engine)
  }
  if (faults.length === 0) return
  throw new UserError(faults.map((fault) => fault.message).join('\n'), {
    id: 'port-taken',
    hint: faults.map((fault) => fault.hint).join('\n'),
  })
}

type Fault = { message: string; hint: string; isOfEngine?: true }

async function portFaults(plan: Plan, engine: Engine): Promise<Fault[]> {
  const containers = await engine.docker.listContainers()
  const faults = new Map<number, Fault>()
  for (const { key, port } of plan.sites) {
    const holder = containers.find((container) =>
      container.Ports.some((published) => published.PublicPort === port),
    )
    if (holder !== undefined && environmentOfContainer(holder.Labels) === plan.name) continue
    const move = `Or move ${key}:${' '.repeat(Math.max(1, 9 - key.length))}set ${key === 'richie' ? '' : 'lms.'}${key}.port in environment.local.yaml`
    if (holder !== undefined) {
      const name = holder.Names[0]?.replace(/^\//, '') ?? holder.Id.slice(0, 12)
      const other = environmentOfContainer(holder.Labels)
      if (other !== undefined) {
        faults.set(port, {
          message: `Port ${port} is held by the environment "${other}" of ${checkoutOf(holder.Labels)}.`,
          hint: move.replace('Or move', 'Move'),
        })
        continue
      }
      faults.set(port, {
        message: `Port ${port} is held by the container ${name}.`,
        hint: `Free it:         docker stop ${name}\n${move}`,
      })
      continue
    }
    for (const address of plan.addresses) {
      const fault = await bindFault(address, port)
      if (fault === undefined || faults.has(port)) continue
      const holder = findPortHolder(port)
      faults.set(
        port,
        holder !== undefined && enginesOwn.test(holder.name)
          ? {
              message: `Port ${port} is held by Docker (${holder.name}, pid ${holder.pid}), for no container that it lists.`,
              hint: `Restart Docker:  sudo systemctl restart docker\n${move}`,
              isOfEngine: true,
            }
          : { message: describeFault(fault, address, port, holder), hint: `${freeHint(holder)}${move}` },
      )
    }
  }
  return [...faults.values()]
}

/** Programs that hold ports for containers. */
const enginesOwn = /^(?:docker-proxy|rootlessport|com\.docker\.)/

function describeFault(fault: string, address: string, port: number, holder: PortHolder | undefined): string {
  if (fault === 'EADDRNOTAVAIL') return `${address} is not an address of this machine (bind in the spec).`
  if (fault === 'EACCES') return `Port ${port} is privileged here: only root may listen on it.`
  return holder === undefined
    ? `Port ${port} is held by another program.`
    : `Port ${port} is held by ${holder.name} (pid ${holder.pid}).`
}

function freeHint(holder: PortHolder | undefined): string {
  return holder === undefined ? '' : `Free it:         kill ${holder.pid}\n`
}

async function checkDisk(engine: Engine): Promise<void> {
  const info = (await engine.docker.info()) as { DockerRootDir?: string }
  let free: number
  try {
    const { bavail, bsize } = statfsSync(info.DockerRootDir ?? '/var/lib/docker')
    free = (bavail * bsize) / 2 ** 30
  } catch {
    return // the engine's disk is not this machine's
  }
  if (free >= neededGigabytes) return
  throw new UserError(
    `${free.toFixed(1)} GB are free where Docker keeps its data (${info.DockerRootDir}); the images need ${neededGigabytes} GB.`,
    { id: 'disk-full', hint: 'See what uses the space: docker system df' },
  )
}
