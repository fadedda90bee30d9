import type { Check } from '../../diagnosis/check.ts'
import { certificateDates } from './certificate-dates.ts'
import { certificateNames } from './certificate-names.ts'
import { certificateTrust } from './certificate-trust.ts'
import { name } from './name.ts'
import { otherNames } from './other-names.ts'
import { plainHttp } from './plain-http.ts'
import { port } from './port.ts'
import type { SiteContext } from './site-context.ts'

/** The checks of a site, in the order in which they are read. */
export const siteChecks: readonly Check<SiteContext>[] = [
  name,
  port,
  certificateTrust,
  certificateNames,
  certificateDates,
  plainHttp,
  otherNames,
]
