import { setTimeout as delay } from 'node:timers/promises'
import { runFolder } from '../plan/container-paths.ts'
import type { Row } from '../system/board.ts'
import { interruption } from '../system/interruption.ts'
import { UserError } from '../system/user-error.ts'
import { type ServiceState, hasEndedWell, listServices } from './containers.ts'
import type { Engine } from './find-engine.ts'
import { tailLog } from './logs/logs.ts'
import { lookIntoRunFolder } from './run-folder.ts'

export type Waiting = {
  readonly service: string
  readonly row: Row
  readonly ready: string
  /** It ends once its work is done. */
  readonly endsWhenDone?: boolean
}

const pollMs = 200
/** A container that has just started may still show what the one before it said last. */
const staleMs = 3000
/** Longest time without any news from a service that is not ready. */
const patienceMs = 10 * 60_000

/**
 * Waits until every service is healthy, and shows on its row what it is doing. One that exited, or reports a failure, ends
 * the wait at once with the end of its log.
 */
export async function waitUntilHealthy(
  engine: Engine,
  environment: string,
  waiting: readonly Waiting[],
): Promise<void> {
  const left = new Map(waiting.map((one) => [one.service, one]))
  const failedSince = new Map<string, number>()
  const failedFor = (service: string) => {
    const since = failedSince.get(service) ?? performance.now()
    failedSince.set(service, since)
    return performance.now() - since
  }
  let news = ''
  let newsAt = performance.now()
  while (left.size > 0) {
    interruption.throwIfInterrupted()
    const states = await listServices(engine, environment)
    for (const { service, row, ready, endsWhenDone = false } of left.values()) {
      const state = states.find((candidate) => candidate.service === service)
      if (state === undefined) {
        throw new UserError(`The container of ${service} was removed.`, {
          id: 'service-not-ready',
          hint: 'Start it again: make run',
        })
      }
      const isDone = endsWhenDone && hasEndedWell(state)
      if (hasFailed(state) && !isDone) {
        row.failed(state.status)
        throw await failure(engine, state)
      }
      if (state.health === 'healthy' || isDone) {
        row.done(ready)
        left.delete(service)
      }
    }
    const said = await readStatuses(engine, states, [...left.keys()])
    for (const [service, { text, isFailure }] of said) {
      const state = states.find((candidate) => candidate.service === service)
      if (isFailure && state !== undefined && failedFor(service) > staleMs) {
        left.get(service)?.row.failed(text)
        throw await failure(engine, state)
      }
      left.get(service)?.row.doing(text)
    }
    const now = JSON.stringify([[...left.keys()], [...said]])
    if (now !== news) [news, newsAt] = [now, performance.now()]
    if (performance.now() - newsAt > patienceMs) {
      const [service] = left.keys()
      const state = states.find((candidate) => candidate.service === service)
      if (state !== undefined) throw await failure(engine, state)
    }
    if (left.size > 0) await delay(pollMs)
  }
}

function hasFailed(state: ServiceState): boolean {
  return ['exited', 'dead', 'removing'].includes(state.state) || state.health === 'unhealthy'
}

async function failure(engine: Engine, state: ServiceState): Promise<UserError> {
  const log = await tailLog(engine, state, 15)
  return new UserError(
    `${state.service} did not become ready (${state.status}). The end of its log:\n\n${indent(log)}\n`,
    {
      id: 'service-not-ready',
      hint: `See more of the log: bin/campus logs ${state.service} --tail 1000\nThen start it again: make run`,
    },
  )
}

/** The status that services report: lines such as `starting: migrating the database` in the shared volume. */
async function readStatuses(
  engine: Engine,
  states: readonly ServiceState[],
  services: readonly string[],
): Promise<ReadonlyMap<string, { readonly text: string; readonly isFailure: boolean }>> {
  if (services.length === 0) return new Map()
  const output = await lookIntoRunFolder(engine, states, [
    'grep',
    '-H',
    '',
    ...services.map(runFolder.status),
  ])
  return new Map(
    [...output.matchAll(/^\S+\/([\w-]+)\.status:(starting|failed): (.+)$/gm)].map(
      ([, service = '', state, text = '']) => [service, { text, isFailure: state === 'failed' }],
    ),
  )
}

function indent(text: string): string {
  return text.replace(/^/gm, '  ')
}
