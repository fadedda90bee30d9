import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import type { KeyPair } from '../../../../scripts/tls/authority.ts'
import type { Signed } from '../../../../scripts/tls/testing/any-certificate.ts'
import { docker } from '../../../e2e/support/docker.ts'
import { openStage, type Stage } from './stage.ts'
import type { TlsMachine } from './tls-machine.ts'

/** A stage whose environment runs. */
export type RunningStage = Stage & {
  /** The environment's name. */
  readonly name: string
  /** Who signed the sites' certificates. */
  readonly authority: Signed
  /** Public origins in the present mode. */
  readonly origins: () => { readonly richie: string; readonly edx: string }
  /** Edits the settings of a service, JSON, and starts it again: it runs with them. */
  readonly editSettings: (service: 'edx' | 'richie', change: (settings: Settings) => object) => Promise<void>
  /** Edits the gateway's configuration, and has nginx take it. */
  readonly editGateway: (change: (configuration: string) => string) => Promise<void>
  /** Puts something between the gateway and one of its sites: lines of nginx, ahead of all in the site's server block. */
  readonly addToSite: (site: 'edx' | 'richie', lines: string) => Promise<void>
  /** Has the gateway present another certificate for a host, with its key. */
  readonly certify: (host: string, pair: KeyPair) => Promise<void>
  /** Sets keys of the LMS in environment.local.yaml; nothing is started again. */
  readonly setLms: (keys: Settings) => void
  readonly stop: (service: string) => Promise<void>
  /** Runs SQL in Richie's database. */
  readonly sql: (statement: string) => Promise<string>
  /** Runs a program in a service's container. */
  readonly exec: (service: string, argv: readonly string[]) => Promise<string>
}

// oxlint-disable-next-line typescript/no-explicit-any -- settings are broken here in every way
export type Settings = Record<string, any>

/** What the services read. */
export const generated = {
  edx: 'generated/lms/edx/settings.json',
  richie: 'generated/richie/connection.json',
  gateway: 'generated/nginx/nginx.conf',
} as const

const psql =
  'PGPASSWORD=$CAMPUS_DATABASE_PASSWORD psql --host 127.0.0.1 --username richie --dbname richie --command "$1"'

export function openRunningStage(dir: string, { env, authority }: TlsMachine): RunningStage {
  const stage = openStage(dir, env)
  const name = /^name: (\S+)$/m.exec(stage.read('generated/compose.yaml'))?.[1] ?? ''
  const container = (service: string) => `${name}-${service}-1`

  const restart = async (service: string) => {
    await docker(['restart', container(service)])
    await untilHealthy(container(service))
  }
  const reload = async () => {
    const workers = async () => {
      const lines = (await docker(['top', container('gateway'), '-o', 'pid,args'])).split('\n')
      return lines.filter((line) => line.endsWith('nginx: worker process'))
    }
    const before = await workers()
    await docker([
      'exec',
      container('gateway'),
      'nginx',
      '-e',
      'stderr',
      '-s',
      'reload',
      '-c',
      '/etc/campus/nginx/nginx.conf',
    ])
    await until('nginx has new workers only', async () => {
      const now = await workers()
      return now.length > 0 && now.every((line) => !before.includes(line))
    })
  }
  /** Generated files that are broken now: as they were, and what has them read. */
  const broken = new Map<string, { readonly before: string; readonly take: () => Promise<void> }>()
  const change = async (file: string, edit: (text: string) => string, take: () => Promise<void>) => {
    const before = broken.get(file)?.before ?? stage.read(file)
    const after = edit(before)
    if (after === before) throw new Error(`The edit of ${file} changes nothing`)
    broken.set(file, { before, take })
    writeFileSync(join(dir, file), after)
    await take()
  }
  const exec: RunningStage['exec'] = (service, argv) => docker(['exec', container(service), ...argv])
  const editGateway = (edit: (text: string) => string) => change(generated.gateway, edit, reload)

  return {
    ...stage,
    name,
    authority,
    editGateway,
    origins() {
      const { site, lmsOrigins } = JSON.parse(stage.read(generated.richie)) as Settings
      return { richie: site.origin as string, edx: lmsOrigins[0].canonical as string }
    },
    editSettings: (service, edit) =>
      change(
        generated[service],
        (text) => `${JSON.stringify(edit(JSON.parse(text) as Settings), null, 2)}\n`,
        () => restart(service),
      ),
    addToSite: (site, lines) => editGateway((text) => addToSite(text, site, lines)),
    async certify(host, { certificate, key }) {
      stage.unlessFixed(reload)
      stage.write(`.campus/certs/${host}.pem`, certificate)
      stage.write(`.campus/certs/${host}.key`, key)
      await reload()
    },
    setLms: (keys) =>
      stage.edit('environment.local.yaml', (text) => {
        const spec = JSON.parse(text) as Settings
        return JSON.stringify({ ...spec, lms: { ...spec['lms'], edx: { ...spec['lms'].edx, ...keys } } })
      }),
    async stop(service) {
      await docker(['stop', container(service)])
      stage.unlessFixed(async () => {
        await docker(['start', container(service)]) // says nothing where it runs
        await untilHealthy(container(service))
      })
    },
    async undo(how = {}) {
      for (const [file, { before, take }] of broken) {
        if (file === how.keep) continue
        broken.delete(file)
        if (how.isFixed === true) continue
        writeFileSync(join(dir, file), before)
        await take()
      }
      await stage.undo(how)
    },
    exec,
    sql: (statement) => exec('database', ['sh', '-c', psql, 'sh', statement]),
  }
}

/** Lines of nginx, ahead of all in a site's server block. */
export function addToSite(configuration: string, site: 'edx' | 'richie', lines: string): string {
  const head = new RegExp(`upstream ${site} \\{[\\s\\S]*?server_name [^;]*;\n`)
  return configuration.replace(head, (found) => `${found}${lines}\n`)
}

async function untilHealthy(container: string): Promise<void> {
  await until(`${container} is healthy`, async () => {
    return (await docker(['inspect', '-f', '{{.State.Health.Status}}', container])) === 'healthy'
  })
}

async function until(what: string, isSo: () => Promise<boolean>): Promise<void> {
  const end = performance.now() + 60_000
  while (!(await isSo())) {
    if (performance.now() > end) throw new Error(`Not within a minute: ${what}`)
    await new Promise((resolve) => setTimeout(resolve, 50))
  }
}
