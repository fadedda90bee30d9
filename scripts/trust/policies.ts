import type { PolicyChange } from './store.ts'

// Of a parsed policies.json only the way to the list of certificates is known here; every other key is kept as it is.
type Json = { readonly [key: string]: unknown }

/**
 * The text of Firefox's policies.json with one more certificate to install
 * (https://mozilla.github.io/policy-templates/#certificates--install). Undefined for a text that can't be parsed, or
 * that has another shape: it is never touched. Null stands for no file.
 */
export function addToPolicies(text: string | null, certificate: string): string | undefined {
  const found = parse(text)
  if (!found) return undefined
  if (found.install.includes(certificate)) return text ?? undefined
  const { root, policies, certificates, install } = found
  const added = { ...certificates, Install: [...install, certificate] }
  return format({ ...root, policies: { ...policies, Certificates: added } }, text === null)
}

/**
 * The text without the certificate: to the byte what it was where nobody changed it since, else what somebody made of it
 * without our part. Null where no file should be left; undefined where it can't be parsed.
 */
export function removeFromPolicies(
  text: string,
  certificate: string,
  change: PolicyChange,
): string | null | undefined {
  if (text === change.after) return change.before
  const found = parse(text)
  if (!found) return undefined
  if (!found.install.includes(certificate)) return text
  const before = parse(change.before)
  const { root, policies, certificates } = found
  const install = found.install.filter((file) => file !== certificate)
  const left = withOrWithout(root, 'policies', before?.root, () =>
    withOrWithout(policies, 'Certificates', before?.policies, () =>
      withOrWithout(certificates, 'Install', before?.certificates, () => install),
    ),
  )
  return change.before === null && isEmpty(left) ? null : format(left, false)
}

/** The certificates that a policy text has Firefox install. */
export function installedByPolicies(text: string): readonly string[] {
  return (parse(text)?.install ?? []).filter((file) => typeof file === 'string')
}

function parse(text: string | null) {
  const root = text === null ? {} : parseJson(text)
  const policies = objectAt(root, 'policies')
  const certificates = objectAt(policies, 'Certificates')
  if (!root || !policies || !certificates) return undefined
  const install: unknown = Object.hasOwn(certificates, 'Install') ? certificates['Install'] : []
  return Array.isArray(install)
    ? { root, policies, certificates, install: install as readonly unknown[] }
    : undefined
}

function parseJson(text: string): Json | undefined {
  try {
    const value: unknown = JSON.parse(text)
    return isObject(value) ? value : undefined
  } catch {
    return undefined
  }
}

/** An object under a key; an empty one where the key is missing. */
function objectAt(parent: Json | undefined, key: string): Json | undefined {
  if (!parent || !Object.hasOwn(parent, key)) return parent && {}
  const value = parent[key]
  return isObject(value) ? value : undefined
}

/** The parent with a new value under the key; without the key where the value is empty and the key was not there before. */
function withOrWithout(parent: Json, key: string, before: Json | undefined, value: () => object): Json {
  const made = value()
  if (!isEmpty(made) || (before && Object.hasOwn(before, key))) return { ...parent, [key]: made }
  const { [key]: _, ...rest } = parent
  return rest
}

function isObject(value: unknown): value is Json {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}

function isEmpty(value: object): boolean {
  return Object.keys(value).length === 0
}

function format(value: Json, onOneLine: boolean): string {
  return `${JSON.stringify(value, null, onOneLine ? 0 : 2)}\n`
}
