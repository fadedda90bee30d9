import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import type { Mode } from '../../../../scripts/plan/site.ts'
import type { Scenario } from './scenario.ts'
import { openStage, type Stage } from './stage.ts'
import type { TlsMachine } from './tls-machine.ts'

/** A checkout whose environment was never started, for `campus doctor`: it looks at the machine around it. */
export type MachineStage = Stage &
  Pick<TlsMachine, 'authority'> & {
    /** An image that is there. */
    readonly image: string
    /** Merges keys of a section into environment.local.yaml. */
    readonly setSpec: (sections: Readonly<Record<string, object>>) => void
  }

export type MachineScenario = Scenario<MachineStage>

export function openMachineStage(
  dir: string,
  mode: Mode,
  { authority, env }: TlsMachine,
  image: string,
): MachineStage {
  const stage = openStage(dir, env)
  writeFileSync(join(dir, '.campus/mode'), `${mode}\n`)
  return {
    ...stage,
    authority,
    image,
    setSpec: (sections) =>
      stage.edit('environment.local.yaml', (text) => {
        const spec = JSON.parse(text) as Record<string, object>
        const merged = Object.entries(sections).map(([key, values]) => [key, { ...spec[key], ...values }])
        return JSON.stringify({ ...spec, ...Object.fromEntries(merged) })
      }),
  }
}
