/**
 * The base spec with the local one over it: maps are merged key by key, everything else (lists too) is replaced.
 * A key without a value counts as absent.
 */
export function mergeSpecs(base: unknown, local: unknown): unknown {
  if (!isRecord(base) || !isRecord(local)) return withoutNulls(local ?? base)
  const merged: Record<string, unknown> = Object.create(null) as Record<string, unknown>
  for (const key of new Set([...Object.keys(base), ...Object.keys(local)])) {
    const value =
      Object.hasOwn(local, key) && local[key] !== null
        ? mergeSpecs(base[key], local[key])
        : withoutNulls(base[key])
    if (value !== undefined) merged[key] = value
  }
  return { ...merged }
}

/** The same data without one path; used to look at the rest when a value is wrong. */
export function withoutPath(data: unknown, path: readonly (string | number)[]): unknown {
  const [head, ...rest] = path
  if (head === undefined) return {}
  if (Array.isArray(data)) {
    if (rest.length === 0) return data.filter((_, index) => index !== head)
    return data.map((item: unknown, index) => (index === head ? withoutPath(item, rest) : item))
  }
  if (!isRecord(data) || !Object.hasOwn(data, head)) return data
  const { [head]: value, ...others } = data
  return rest.length === 0 ? others : { ...others, [head]: withoutPath(value, rest) }
}

function withoutNulls(value: unknown): unknown {
  if (value === null) return undefined
  if (Array.isArray(value)) return value.map((item: unknown) => (isRecord(item) ? withoutNulls(item) : item))
  if (!isRecord(value)) return value
  return Object.fromEntries(
    Object.entries(value)
      .map(([key, inner]) => [key, withoutNulls(inner)] as const)
      .filter(([, inner]) => inner !== undefined),
  )
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}

/** Keys of an LMS that belong to one provider only. */
export const lmsKeysOf = {
  mock: ['release'],
  external: ['url', 'proxy', 'courseLink'],
} as const
