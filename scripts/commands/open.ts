import { release } from 'node:os'
import { ownServices } from '../project/ownership.ts'
import { loadPlan, openProject } from '../project/project.ts'
import { nothingRuns, requireEngine } from '../project/require.ts'
import { run } from '../system/process.ts'
import { unknownWord } from '../system/unknown-word.ts'

/** `campus open [site]`: opens a site in the browser; prints its address, for machines without one. */
export async function openCommand(site: string): Promise<void> {
  const project = openProject()
  const plan = await loadPlan(project)
  const addresses = new Map([
    ['richie', plan.richie.site.origin],
    ...plan.lmses.map(({ key, connection }) => [key, connection.baseUrl] as const),
  ])
  const url = addresses.get(site)
  if (url === undefined) throw unknownWord('site', site, [...addresses.keys()])
  if ((await ownServices(await requireEngine(plan), project, plan.name)).length === 0) throw nothingRuns(plan)
  console.log(url)
  for (const argv of browsers()) if ((await run([...argv, url], { timeoutMs: 10_000 })).exitCode === 0) return
  console.log('No browser could be opened from here: open that address by hand.')
}

/** Commands that open an address in the person's browser. */
function browsers(): readonly (readonly string[])[] {
  if (process.platform === 'darwin') return [['open']]
  const isWindows = /microsoft/i.test(release()) // WSL
  return isWindows ? [['wslview'], ['explorer.exe']] : hasDisplay() ? [['xdg-open']] : []
}

function hasDisplay(): boolean {
  return ['DISPLAY', 'WAYLAND_DISPLAY'].some((name) => (process.env[name] ?? '') !== '')
}
