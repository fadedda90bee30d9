import { lmsKeysOf } from './lms-keys.ts'
import type { SpecFault } from './problem.ts'
import type { LmsSpec } from './schema.ts'

/** Keys of an LMS that its provider has not, or lacks. */
export function providerFaults(key: string, lms: LmsSpec): SpecFault[] {
  const at = (field: string) => ['lms', key, field]
  if (lms.provider === 'mock') {
    // Who gives a URL means an external one: then the other keys fit.
    if (lms.url !== undefined)
      return [{ path: at('url'), message: 'is for provider external only: set provider: external' }]
    return misplaced(lms, 'external').map((field) => ({
      path: at(field),
      message: 'is for provider external only',
    }))
  }
  return [
    ...(lms.url === undefined ? [{ path: at('url'), message: 'is required when provider is external' }] : []),
    ...misplaced(lms, 'mock').map((field) => ({ path: at(field), message: 'is for provider mock only' })),
  ]
}

function misplaced(lms: LmsSpec, other: LmsSpec['provider']) {
  return lmsKeysOf[other].filter((field) => lms[field] !== undefined)
}
