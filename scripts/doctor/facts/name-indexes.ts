import { join } from 'node:path'
import { pipFiles } from '../../engine/indexes/build-settings.ts'
import { hostAptSources } from '../../engine/indexes/host-apt.ts'
import { mergePipSettings } from '../../engine/indexes/pip-settings.ts'
import { readTextOrEmpty } from '../../system/files.ts'
import { hasProgram } from '../../system/machine.ts'
import { run } from '../../system/process.ts'
import type { NamedIndex } from './package-index.ts'

type Env = Readonly<Record<string, string | undefined>>

/**
 * Where packages come from on this machine, each as soon as it is known: its settings are read, and where they name
 * nothing the programs themselves are asked for what is built into them.
 */
export function nameIndexes(env: Env, home: string, timeoutMs: number): readonly Promise<NamedIndex>[] {
  const debian = hostAptSources().find(({ components }) => components.includes('main'))?.uris[0]
  const maven = mavenMirror(readTextOrEmpty(join(home, '.m2/settings.xml')))
  return [
    npmIndex(env, timeoutMs),
    pythonIndex(env, timeoutMs),
    Promise.resolve({ name: 'Debian', ...withUrl(debian) }),
    Promise.resolve({ name: 'Maven', ...withUrl(maven) }),
  ]
}

/** npm trusts Node's own authorities only, unless a setting adds others. */
async function npmIndex(env: Env, timeoutMs: number): Promise<NamedIndex> {
  const { stdout } = await run(['npm', 'config', 'get', 'registry', 'cafile'], { timeoutMs })
  const setting = (key: string) => new RegExp(`^${key}=(.+)$`, 'm').exec(stdout)?.[1]
  const cafile = setting('cafile')
  const told = [
    ...(env['NODE_EXTRA_CA_CERTS'] ? [`NODE_EXTRA_CA_CERTS=${env['NODE_EXTRA_CA_CERTS']}`] : []),
    ...(cafile === undefined || cafile === 'null' ? [] : [`npm's cafile=${cafile}`]),
    ...(/--use-(system|openssl)-ca/.test(env['NODE_OPTIONS'] ?? '') || env['NODE_USE_SYSTEM_CA'] === '1'
      ? ["the system's store (NODE_OPTIONS)"]
      : []),
  ][0]
  return { name: 'npm', ...withUrl(setting('registry')), ...(told === undefined ? {} : { told }) }
}

const builtIn = 'from pip._internal.models.index import PyPI; print(PyPI.simple_url)'

async function pythonIndex(env: Env, timeoutMs: number): Promise<NamedIndex> {
  const settings = mergePipSettings(pipFiles(env).map(readTextOrEmpty), env)
  const named = /^index-url = (\S+)/m.exec(settings)?.[1]
  if (named !== undefined || !hasProgram('python3')) return { name: 'Python', ...withUrl(named) }
  const { exitCode, stdout } = await run(['python3', '-c', builtIn], { timeoutMs })
  return { name: 'Python', ...withUrl(exitCode === 0 ? stdout.trim() : undefined) }
}

/** The first mirror of a settings.xml. */
export function mavenMirror(settings: string): string | undefined {
  return /<mirror>[\s\S]*?<url>\s*([^<\s]+)\s*<\/url>/.exec(settings.replace(/<!--[\s\S]*?-->/g, ''))?.[1]
}

function withUrl(url: string | undefined): { readonly url?: string } {
  return url !== undefined && /^https?:\/\//.test(url) && URL.canParse(url) ? { url } : {}
}
