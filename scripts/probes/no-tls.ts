import { skip } from '../diagnosis/check.ts'

/** Of every check that looks at TLS, in the same words: they are shown as one line. */
export const noTls = skip('no TLS over plain http')
