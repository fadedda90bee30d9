import type { Check, Verdict } from '../../scripts/diagnosis/check.ts'
import type { Mode } from '../../scripts/plan/site.ts'
import { openClient } from '../../scripts/probes/http/client.ts'
import type { RichieContext } from '../../scripts/probes/richie/richie-context.ts'
import { visitRichie, type RichieVisit } from '../../scripts/probes/richie/visit.ts'
import type { Surroundings } from '../../scripts/probes/surroundings.ts'
import { openLocalSite, type Asked, type Reply } from './local-site.ts'
import { anyAuthority, anyCertificate } from './test-certificates.ts'
import { planOf, surroundingsWith } from './test-surroundings.ts'

export type Answers = (asked: Asked, origin: string) => Reply | undefined

export type RichieOptions = Partial<Omit<Surroundings, 'plan'>> & {
  readonly mode?: Mode
  /** The spec but for Richie's port. */
  readonly spec?: string
  /** `richie:` of the spec but for the port. */
  readonly richie?: string
}

/** A Richie that gives these answers, 404 without one, and what visits it. */
export async function richieWith(
  answers: Answers,
  { mode = 'http', spec = '', richie = '', ...given }: RichieOptions = {},
): Promise<
  RichieContext & { readonly origin: string; readonly asked: readonly Asked[]; readonly visit: RichieVisit }
> {
  const authority = await anyAuthority()
  const pair = await anyCertificate({ names: ['richie.local.dev'], issuer: authority })
  let origin = ''
  const site = await openLocalSite(
    (asked) => answers(asked, origin) ?? { status: 404 },
    mode === 'tls' ? { pair } : {},
  )
  const plan = planOf(`richie: { port: ${site.port} ${richie === '' ? '' : `, ${richie}`} }\n${spec}`, mode)
  ;({ origin } = plan.richie.site)
  const surroundings = surroundingsWith({ plan, authorities: [authority.certificate], ...given })
  const client = openClient(surroundings)
  const visit = visitRichie(plan, client, surroundings.now)
  return { surroundings, client, visit, origin, asked: site.asked }
}

/** The verdict of a check on a Richie that gives these answers. */
export async function lookAtRichie(
  check: Check<RichieContext>,
  answers: Answers,
  options: RichieOptions = {},
): Promise<Verdict & { readonly origin: string; readonly asked: readonly Asked[] }> {
  const { origin, asked, ...context } = await richieWith(answers, options)
  return { ...(await check.look(context)), origin, asked }
}

/** A page as Richie's base template makes it. */
export function richiePage(context: object = {}, head = ''): string {
  const json = JSON.stringify({ context })
    .replaceAll('\\', '\\\\')
    .replaceAll("'", String.raw`\u0027`)
  return `<html><head>${head}</head><script>window.__richie_frontend_context__ = JSON.parse('${json}');</script></html>`
}

/** The home page in English, with the redirect to it. */
export function home(reply: Reply): Answers {
  return ({ path }) => {
    if (path === '/') return { status: 302, headers: { Location: '/en/' } }
    return path.replace(/\?campus-check=\d+$/, '') === '/en/' ? reply : undefined
  }
}
