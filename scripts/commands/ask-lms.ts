import type { Engine } from '../engine/find-engine.ts'
import { execIn, type ServiceState } from '../engine/containers.ts'
import { UserError } from '../system/user-error.ts'

/** What a mock LMS answers to its control page's JSON. */
export type LmsAnswer = { readonly status: number; readonly body: unknown }

/**
 * Asks a running mock LMS at a path below `/mock/api`. It is asked inside its container, over its own socket and with the
 * token that it was started with: that needs no name, port, certificate or gateway, so it is the same in both modes and
 * works while any of them is broken.
 */
export async function askLms(
  engine: Engine,
  { service, containerId }: ServiceState,
  method: 'GET' | 'POST' | 'DELETE',
  path: string,
  body?: object,
): Promise<LmsAnswer> {
  const argv = ['node', '/app/control/ask.ts', method, path, ...(body ? [JSON.stringify(body)] : [])]
  const { output } = await execIn(engine, containerId, argv)
  const answer = parse(output)
  if (answer !== undefined && 'status' in answer) return answer
  const why = answer?.problem ?? output.trim().split('\n').at(-1) ?? ''
  throw new UserError(`${service} does not answer${why === '' ? '' : `: ${why}`}.`, {
    id: 'mock-does-not-answer',
    hint: `Its log: bin/campus logs ${service}\nMade by an older campus? Bring it up to date: make run`,
  })
}

/** A program in a container may be given warnings to print before its answer. */
function parse(output: string): LmsAnswer | { readonly problem: string } | undefined {
  try {
    return JSON.parse(output.trim().split('\n').at(-1) ?? '') as LmsAnswer | { problem: string }
  } catch {
    return undefined
  }
}
