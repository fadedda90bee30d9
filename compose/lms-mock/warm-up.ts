import { flushCompileCache } from 'node:module'

import './control/ask.ts'
import './healthcheck.ts'
import './server.ts'
import './start.ts'

/** Loads every module once, when the image is built: Node's compile cache then holds them, and a start needs no compiler of types. */
flushCompileCache()
