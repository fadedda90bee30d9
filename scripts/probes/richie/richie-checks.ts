import type { Check } from '../../diagnosis/check.ts'
import { adminLogin } from './admin-login.ts'
import { authentication } from './authentication.ts'
import { richieAddress } from './richie-address.ts'
import type { RichieContext } from './richie-context.ts'
import { richiePage } from './richie-page.ts'
import { search } from './search.ts'

/** The checks of Richie, in the order in which they are read. */
export const richieChecks: readonly Check<RichieContext>[] = [
  richiePage,
  richieAddress,
  adminLogin,
  search,
  authentication,
]
