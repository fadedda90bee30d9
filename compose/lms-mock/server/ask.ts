import { request } from 'node:http'
import { listenAddress, reachable } from './address.ts'

// Node 22 knows no import.meta.main: there this module is always the program.
if ((import.meta.main as boolean | undefined) ?? true) await main(process.argv.slice(2), process.env)

/**
 * Asks the running mock's JSON beside it, in its container or on its machine: `node server/ask.ts POST /faults '{...}'`.
 * Prints `{"status": 200, "body": ...}`; exit code 1 where the mock does not answer.
 */
async function main(
  [method = 'GET', path = '/', body]: readonly string[],
  env: NodeJS.ProcessEnv,
): Promise<void> {
  try {
    const { status, text } = await ask(method, path, body, env)
    console.log(JSON.stringify({ status, body: JSON.parse(text) as unknown }))
  } catch (error) {
    console.log(JSON.stringify({ problem: (error as Error).message }))
    process.exitCode = 1
  }
}

async function ask(
  method: string,
  path: string,
  body: string | undefined,
  env: NodeJS.ProcessEnv,
): Promise<{ status: number; text: string }> {
  const answered = Promise.withResolvers<{ status: number; text: string }>()
  request(
    {
      ...reachable(listenAddress(env)),
      method,
      path: `/mock/api${path}`,
      headers: {
        Host: 'localhost',
        Authorization: `Bearer ${env['CAMPUS_CONTROL_TOKEN'] ?? ''}`,
        // Node gives a DELETE's body no length of its own, and the server would take it for the next request.
        ...(body === undefined ? {} : { 'Content-Length': Buffer.byteLength(body) }),
      },
      timeout: 5000,
    },
    (answer) => {
      let text = ''
      answer.setEncoding('utf8').on('data', (part: string) => (text += part))
      answer.on('end', () => answered.resolve({ status: answer.statusCode ?? 0, text }))
    },
  )
    .on('timeout', () => answered.reject(new Error('no answer within 5 s')))
    .on('error', (error) => answered.reject(error))
    .end(body)
  return await answered.promise
}
