import type { SpecFault } from './problem.ts'
import {
  richieSourceKeys,
  type RichieProvider,
  type RichieSourceSpec,
  richieVersionFault,
} from './richie-source-schema.ts'

const providers = Object.keys(richieSourceKeys) as RichieProvider[]

/** The provider that the spec names, by `provider` or by the key of a source; pypi by default. */
export function richieProviderOf(source: RichieSourceSpec): RichieProvider {
  return source.provider ?? named(source)[0] ?? 'pypi'
}

/** Whether a spec, as it is read, says where Richie comes from. */
export function namesRichieSource(spec: unknown): boolean {
  return ['provider', ...Object.values(richieSourceKeys)].some((key) => sourceIn(spec)[key] != null)
}

/** `richie.source` of a spec as it is read; empty where it has none. */
export function sourceIn(spec: unknown): Readonly<Record<string, unknown>> {
  return Object(Object((Object(spec) as { richie?: unknown }).richie).source) as Record<string, unknown>
}

/** Keys of `richie.source` that do not go together. */
export function richieSourceFaults(source: RichieSourceSpec): SpecFault[] {
  const faults: SpecFault[] = []
  const add = (key: keyof RichieSourceSpec, message: string) =>
    faults.push({ path: ['richie', 'source', key], message })
  const provider = richieProviderOf(source)
  const own = richieSourceKeys[provider]
  const ownKeys = [
    ...(source[own] === undefined ? [] : [own]),
    ...(source.provider === undefined ? [] : ['provider']),
  ].join(' and ')
  for (const other of named(source).filter((one) => one !== provider)) {
    const why =
      source.provider === undefined
        ? `only one source is possible, ${own} is set already`
        : `is for provider ${other}, not ${provider}`
    add(richieSourceKeys[other], `${why}: remove ${ownKeys} or this`)
  }
  if (provider !== 'pypi' && source[own] === undefined) add(own, `is required when provider is ${provider}`)
  if (source.settings !== undefined && provider !== 'checkout' && provider !== 'image')
    add('settings', 'is for a checkout or an image')
  if (source.settings?.endsWith('.py') && provider === 'image')
    add('settings', `expected a module of the image such as ${asModule(source.settings)}`)
  if (source.configuration !== undefined && source.settings === undefined)
    add('configuration', 'names a class of the settings: set richie.source.settings too')
  if (source.frontend !== undefined && provider !== 'checkout') add('frontend', 'is for a checkout only')
  const tooOld = source.version === undefined ? undefined : richieVersionFault(source.version)
  if (tooOld !== undefined) add('version', tooOld)
  return faults
}

function named(source: RichieSourceSpec): readonly RichieProvider[] {
  return providers.filter((provider) => source[richieSourceKeys[provider]] !== undefined)
}

/** `funmooc/settings.py` -> `funmooc.settings`. */
function asModule(file: string): string {
  return file.replace(/\.py$/, '').replaceAll('/', '.')
}
