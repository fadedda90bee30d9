import { readFileSync, writeFileSync } from 'node:fs'
import { createServer } from 'node:net'
import { join } from 'node:path'
import { startProgram, type Program } from '../lms-mock/testing/program.ts'

export const richie = 'https://richie.local.dev:8070'
export const lms = 'https://edx.local.dev:8073'

/** A mock as a program on a free port of loopback. */
export type Mock = {
  readonly program: Program
  readonly port: number
}

/** Starts the mock over a database in this folder, as it would start in its container. */
export async function startMock(folder: string, seed: object): Promise<Mock> {
  const port = await freePort()
  const path = join(folder, 'seed.json')
  writeFileSync(path, JSON.stringify(seed))
  const env = {
    LMS_URL: lms,
    RICHIE_URL: richie,
    LMS_SEED: path,
    CAMPUS_LISTEN: `127.0.0.1:${port}`,
    CAMPUS_DATABASE: join(folder, 'lms.sqlite3'),
    NODE_COMPILE_CACHE: join(folder, 'cache'),
    NODE_OPTIONS: optionsOfImage(),
  }
  return { program: await startProgram(env), port }
}

function optionsOfImage(): string {
  const dockerfile = join(import.meta.dirname, '../../compose/lms-mock/Dockerfile')
  const [, options] = /^ENV NODE_OPTIONS="([^"]*)"$/m.exec(readFileSync(dockerfile, 'utf8')) ?? []
  if (options === undefined) throw new Error(`Expected ENV NODE_OPTIONS="..." in ${dockerfile}`)
  return options
}

async function freePort(): Promise<number> {
  const server = createServer()
  await new Promise<void>((resolve) => void server.listen(0, '127.0.0.1', resolve))
  const { port } = server.address() as { port: number }
  await new Promise((resolve) => void server.close(resolve))
  return port
}
