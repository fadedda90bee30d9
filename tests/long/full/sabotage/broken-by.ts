import { machineScenarios } from './scenarios/machine.ts'
import { runningScenarios } from './scenarios/running.ts'

export const allScenarios = [...runningScenarios, ...machineScenarios]

/** Names of the scenarios in which an id fails or warns. */
export function brokenBy(id: string): readonly string[] {
  return allScenarios
    .filter(({ fails, warns = [] }) => [...fails, ...warns].some((name) => name.endsWith(`/${id}`)))
    .map(({ name }) => name)
}

/** Id -> what breaks it, a line each, for the end of a run. */
export function formatTable(): string {
  const named = allScenarios.flatMap(({ fails, warns = [] }) => [...fails, ...warns])
  const ids = [...new Set(named.map((name) => name.slice(name.lastIndexOf('/') + 1)))].toSorted()
  return ids.map((id) => `${id.padEnd(20)} ${brokenBy(id).join('; ')}`).join('\n')
}
