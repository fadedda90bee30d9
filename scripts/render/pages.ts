import { gatewayPages, type GatewayPage } from '../explained/gateway-pages.ts'
import type { Plan } from '../plan/plan.ts'
import { startCommand, type Site } from '../plan/site.ts'
import type { UrlUpstream } from '../plan/upstream.ts'
import { header, type Artifact, fillPage, type Templates, type View } from './templates.ts'

/** The gateway's own pages: one for each site that does not answer, one for unknown names. */
export function renderPages(plan: Plan, templates: Templates): readonly Artifact[] {
  const { 'unknown-host': unknown, 'too-large': large } = gatewayPages
  return [
    ...plan.sites.map((site) => ({
      path: `nginx/pages/${site.key}-down.html`,
      text:
        site.upstream.kind === 'socket'
          ? page(plan, templates, 'pages/down.html.hbs', downView(plan, site))
          : page(plan, templates, 'pages/away.html.hbs', awayView(plan, site, site.upstream)),
    })),
    {
      path: 'nginx/pages/unknown-host.html',
      text: page(plan, templates, 'pages/unknown-host.html.hbs', {
        title: unknown.heading,
        refreshes: false,
        ...viewOf(unknown, { run: startCommand(plan.mode) }),
      }),
    },
    {
      path: 'nginx/pages/too-large.html',
      text: page(plan, templates, 'pages/state.html.hbs', {
        title: large.heading,
        refreshes: false,
        ...viewOf(large, {}),
      }),
    },
  ]
}

/** All variants of the page: nginx chooses one by the service's status file. */
function downView(plan: Plan, site: Site): View {
  const name = nameOf(site)
  // Filled in by nginx, while it serves the page.
  const step = '<!--# echo var="step" -->'
  const words = { name, key: site.key, step, run: startCommand(plan.mode) }
  return {
    title: `${name} is starting`,
    refreshes: true,
    key: site.key,
    starting: viewOf(gatewayPages['service-starting'], words),
    failed: viewOf(gatewayPages['service-failed'], words),
    stopped: viewOf(gatewayPages['service-stopped'], words),
    silent: viewOf(gatewayPages['service-silent'], words),
  }
}

/** The same for an external site: nginx knows how it failed. */
function awayView(plan: Plan, site: Site, { origin, isSecure }: UrlUpstream): View {
  const name = nameOf(site)
  const address = '<!--# echo var="upstream_addr" -->'
  const words = { name, key: site.key, url: origin, address, run: startCommand(plan.mode) }
  return {
    title: `${name} cannot be reached`,
    refreshes: true,
    isSecure,
    unknown: viewOf(gatewayPages['upstream-unknown'], words),
    late: viewOf(gatewayPages['upstream-late'], words),
    untrusted: viewOf(gatewayPages['upstream-untrusted'], words),
    closed: viewOf(gatewayPages['upstream-closed'], words),
    cut: viewOf(gatewayPages['upstream-cut'], words),
  }
}

function nameOf({ key }: Site): string {
  return key === 'richie' ? 'Richie' : key
}

function viewOf({ id, heading, says, help }: GatewayPage, words: Readonly<Record<string, string>>): View {
  const fillIn = (text: string) => text.replace(/\{(\w+)\}/g, (_, word: string) => words[word] ?? '')
  return {
    id,
    heading: fillIn(heading),
    says: fillIn(says),
    help: help.map(({ says: what, command }) => ({ says: what, command: fillIn(command) })),
  }
}

function page(plan: Plan, templates: Templates, path: string, view: View): string {
  const common = {
    header,
    environment: plan.name,
    mode: plan.mode,
    sites: plan.sites.map((site) => ({ origin: site.origin })),
  }
  const partials = { body: path, state: 'pages/state.html.hbs' }
  return fillPage(templates, 'pages/layout.html.hbs', { ...common, ...view }, partials)
}
