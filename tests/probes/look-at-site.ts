import type { Check, Verdict } from '../../scripts/diagnosis/check.ts'
import type { Mode } from '../../scripts/plan/site.ts'
import { openClient } from '../../scripts/probes/http/client.ts'
import { catalogueSite, siteContext, type SiteContext } from '../../scripts/probes/site/site-context.ts'
import type { Surroundings } from '../../scripts/probes/surroundings.ts'
import { planOf, surroundingsWith } from './test-surroundings.ts'

/** The verdict of a check of Richie's site, which is served on a port of this machine. */
export async function lookAtSite(
  check: Check<SiteContext>,
  { port, mode, ...given }: { readonly port: number; readonly mode: Mode } & Partial<Surroundings>,
): Promise<Verdict> {
  const plan = planOf(`richie: { port: ${port} }`, mode)
  const surroundings = surroundingsWith({ plan, ...given })
  return await check.look(siteContext(catalogueSite(plan), surroundings, openClient(surroundings)))
}
