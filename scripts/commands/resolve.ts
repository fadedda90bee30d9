import type { Mode } from '../plan/site.ts'
import { textWidth } from '../system/wrap.ts'
import { loadPlan, openProject } from './project.ts'
import { resolveLink } from './resolve-link.ts'
import { resolveText } from './resolve-text.ts'

export type ResolveOptions = { readonly mode?: Mode; readonly json?: true; readonly verify?: true }

/**
 * `campus resolve <url>`: which LMS a course link belongs to, and why; exit code 1 where none does, or where the two sides of
 * Richie, or Richie itself, differ.
 */
export async function resolveCommand(link: string, options: ResolveOptions): Promise<void> {
  const plan = await loadPlan(openProject(), options.mode)
  const planned = resolveLink(plan, link)
  const document = options.verify
    ? { ...planned, verified: await (await import('./verify-route.ts')).verifyRoute(plan, planned) }
    : planned
  process.exitCode = document.ok && document.verified?.agrees !== false ? 0 : 1
  console.log(
    options.json ? JSON.stringify(document, null, 2) : resolveText(document, textWidth()).join('\n'),
  )
}
