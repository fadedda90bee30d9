import { inject } from 'vitest'
import { openCheckout } from './checkout.ts'

/** The environment that this project's set-up made: full or small, by its own name and ports. */
export const local = inject('local')
export const { name } = local
export const richiePort = local.richie.port
export const edxPort = local.lms.edx.port
export const checkout = openCheckout(inject('dir'))
