import type { Mode } from '../plan/site.ts'
import { printJson } from '../system/print-json.ts'
import { textWidth } from '../system/wrap.ts'
import { loadPlan, openProject } from './project.ts'
import { requireLink } from './require-link.ts'
import { resolveLink } from './resolve-link.ts'
import { resolveText } from './resolve-text.ts'

export type ResolveOptions = { readonly mode?: Mode; readonly json?: true; readonly verify?: true }

/**
 * `campus resolve <url>`: which LMS a course link belongs to, and why; exit code 1 where none does, or where the two sides of
 * Richie, or Richie itself, differ.
 */
export async function resolveCommand(link: string, options: ResolveOptions): Promise<void> {
  const url = requireLink(link)
  const plan = await loadPlan(openProject(), options.mode)
  const planned = resolveLink(plan, url)
  const document = options.verify
    ? { ...planned, verified: await (await import('./verify-route.ts')).verifyRoute(plan, planned) }
    : planned
  process.exitCode = document.ok && document.verified?.agrees !== false ? 0 : 1
  if (options.json) printJson(document)
  else console.log(resolveText(document, textWidth()).join('\n'))
}
