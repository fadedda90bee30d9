import type { Settings } from '../settings.ts'
import type { ActiveFaults } from './active-faults.ts'

/** The platform's settings with the mistakes that some faults are: an origin that somebody forgot to list. */
export function faultySettings(settings: Settings, faults: ActiveFaults): Settings {
  const refusesCors = faults.has('cors-origin-refused')
  const refusesCsrf = faults.has('csrf-origin-refused')
  if (!refusesCors && !refusesCsrf) {
    return settings
  }
  return {
    ...settings,
    ...(refusesCors ? { corsOrigins: [], corsAllowAll: false } : {}),
    ...(refusesCsrf ? { trustedOrigins: [] } : {}),
  }
}
