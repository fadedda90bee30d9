import { richieProviderOf } from '../environment/richie-source-rules.ts'
import { newestRichie, type RichieSourceSpec } from '../environment/richie-source-schema.ts'
import { planFrontend, type Frontend, frontendService } from './frontend.ts'

/** Where Richie comes from. */
export type RichieSource =
  | { readonly provider: 'pypi'; readonly version: string }
  | ({ readonly provider: 'checkout' } & Checkout)
  | ({ readonly provider: 'image'; readonly image: string } & OwnSite)
  /** An external Richie. */
  | { readonly provider: 'url'; readonly url: string }

/** The Django settings of the user's own site. Both null: only campus's own settings. */
type OwnSite = {
  /** A module such as `funmooc.settings`. */
  readonly settings: string | null
  /** Its django-configurations class; a plain module of settings may have none of that name. */
  readonly configuration: string | null
}

export type Checkout = OwnSite &
  CheckoutFacts & {
    /** As the spec has it, for messages. */
    readonly given: string
    readonly frontend: Frontend | null
  }

/** The facts of a checkout. */
export type CheckoutFacts = {
  /** Absolute path on this machine. */
  readonly path: string
  /** Owner of the files that are made in it, as a container sees it. */
  readonly owner: { readonly uid: number; readonly gid: number }
  /** Folders below the checkout that Python imports from, the first one first: `src`, `sites/funmooc/src/backend`. */
  readonly importFolders: readonly string[]
  /** Folder below the checkout in which `campus manage` runs; messages are made for what is below it. */
  readonly workingFolder: string
  /** The module that `settings` of the spec names. */
  readonly settings: string | null
  /** Folder below the checkout of its front end: `src/frontend`; null where it has none. */
  readonly frontendFolder: string | null
  /** Hash of the files that say what is to be installed; empty where they could not be read. */
  readonly requirements: string
}

/** Where a checkout is mounted, in every container that has it. */
export const checkoutMount = '/opt/checkout'

/** Stands in for the facts of a checkout that can't be read. */
const unknownCheckout: Omit<CheckoutFacts, 'path'> = {
  owner: { uid: 1000, gid: 1000 },
  importFolders: [],
  workingFolder: '',
  settings: null,
  frontendFolder: null,
  requirements: '',
}

/** `richie.source` of the spec, with the facts of the checkout, if it is one. */
export function planRichieSource(spec: RichieSourceSpec, facts: CheckoutFacts | undefined): RichieSource {
  const provider = richieProviderOf(spec)
  const { version = newestRichie, checkout = '', image = '', url = '', settings = null } = spec
  const configuration = settings === null ? null : (spec.configuration ?? 'Development')
  switch (provider) {
    case 'pypi':
      return { provider, version }
    case 'checkout':
      return {
        provider,
        given: checkout,
        configuration,
        frontend: planFrontend(spec, facts?.frontendFolder ?? null),
        ...(facts ?? { ...unknownCheckout, path: checkout }),
      }
    case 'image':
      return { provider, image, settings, configuration }
    case 'url':
      return { provider, url: url.replace(/\/$/, '') }
  }
}

/** What serves Richie's static files: the gateway those of an image, Richie itself those of a checkout. */
export function staticFrom({ provider }: RichieSource): 'volume' | 'service' {
  return provider === 'checkout' ? 'service' : 'volume'
}

/** The source in a few words: `3.5.1`, `checkout ../richie`. */
export function describeSource(source: RichieSource): string {
  switch (source.provider) {
    case 'pypi':
      return source.version
    case 'checkout':
      return `checkout ${source.given}`
    case 'image':
      return `image ${source.image}`
    case 'url':
      return source.url
  }
}

/** The front end that is a service of the environment. */
export function frontendOf(source: RichieSource): Frontend | null {
  return source.provider === 'checkout' ? source.frontend : null
}

/** Whether a service ends once its work is done, and then counts as running. */
export function endsWhenDone(source: RichieSource, service: string): boolean {
  return service === frontendService && frontendOf(source)?.mode === 'built'
}
