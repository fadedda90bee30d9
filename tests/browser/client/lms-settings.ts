import { recordedDocument } from '../../lms-mock/testing/recorded-settings.ts'
import type { Sites } from './sites.ts'

/** The settings file of the recorded LMS, for these two sites, with changes. */
export function settingsFor({ lms, catalogue }: Sites, changes: object): object {
  return recordedDocument(new Date(), {
    origin: lms,
    richieOrigin: catalogue,
    corsOrigins: [catalogue],
    trustedOrigins: [catalogue],
    ...changes,
  })
}
