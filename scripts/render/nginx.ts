import { createHash } from 'node:crypto'
import type { Plan } from '../plan/plan.ts'
import { staticFrom } from '../plan/richie-source.ts'
import { externalView } from './external-view.ts'
import { renderPages } from './pages.ts'
import { header, type Artifact, fillConfiguration, type Templates } from './templates.ts'

/** The gateway's configuration, one file so that it is switched as one, and its own pages. */
export function renderNginx(plan: Plan, templates: Templates): readonly Artifact[] {
  return [{ path: 'nginx/nginx.conf', text: nginxConf(plan, templates) }, ...renderPages(plan, templates)]
}

/** The version of a rendered gateway configuration, as the gateway reports it. */
export function nginxVersion(artifacts: readonly Artifact[]): string {
  const text = artifacts.find(({ path }) => path === 'nginx/nginx.conf')?.text ?? ''
  return /return 200 "(ok \w+)/.exec(text)?.[1] ?? ''
}

function nginxConf(plan: Plan, templates: Templates): string {
  const tls = plan.mode === 'tls'
  const firstOnPort = plan.sites.filter(
    (site, index) => plan.sites.findIndex(({ port }) => port === site.port) === index,
  )
  const view = {
    header,
    mode: plan.mode,
    tls,
    catalogue: plan.richie.site.origin,
    hasExternal: plan.sites.some(({ upstream }) => upstream.kind === 'url'),
    siteList: plan.sites.map((site) => site.origin).join(', '),
    ports: firstOnPort.map(({ port, host }) => ({ port: String(port), certificate: host })),
    sites: plan.sites.map((site) => ({
      key: site.key,
      origin: site.origin,
      // Over TLS one name is served, because cookies and CSRF rules know no other; the rest redirect to it.
      names: (tls ? [site.host] : site.names).join(' '),
      aliases: tls ? site.names.slice(1).join(' ') : '',
      port: String(site.port),
      certificate: site.host,
      isCatalogue: site.key === 'richie',
      staticFromVolume: staticFrom(plan.richie.source) === 'volume',
      isOurs: site.upstream.kind === 'socket',
      ...(site.upstream.kind === 'socket'
        ? { socket: site.upstream.path }
        : externalView(plan, site, site.upstream)),
    })),
  }
  const partials = {
    site: 'site.conf.hbs',
    external: 'external.conf.hbs',
    aliases: 'aliases.conf.hbs',
    tls: 'tls.conf.hbs',
    pages: 'pages.conf.hbs',
  }
  const withVersion = (version: string) =>
    fillConfiguration(templates, 'nginx.conf.hbs', { ...view, version }, partials)
  return withVersion(configurationVersion(withVersion('')))
}

/** nginx reloads in the background: the version that it serves shows which configuration it uses. */
function configurationVersion(text: string): string {
  return createHash('sha256').update(text).digest('hex').slice(0, 12)
}
