import { flushCompileCache } from 'node:module'
import './healthcheck.ts'
import './server.ts'
import './server/ask.ts'
import './server/start.ts'

/** Loads every module once, when the image is built: Node's compile cache then holds them, and a start needs no compiler of types. */
flushCompileCache()
