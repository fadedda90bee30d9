import { UserError } from '../system/user-error.ts'

/** dockerode throws plain errors: what the engine answered, or that it does not answer any more, in words. */
export function explainDockerError(error: unknown): UserError | undefined {
  const { statusCode, json, syscall, message } = Object(error) as {
    statusCode?: unknown
    json?: { message?: unknown }
    syscall?: unknown
    message?: unknown
  }
  if (typeof statusCode === 'number') {
    const said = typeof json?.message === 'string' ? json.message : String(message)
    return new UserError(`Docker refused (${statusCode}): ${said}`, { id: 'docker-refused', cause: error })
  }
  if (syscall === 'connect' || String(message).includes('socket hang up')) {
    return new UserError('Docker does not answer any more.', {
      id: 'docker-not-running',
      hint: 'Start it again: make run',
      cause: error,
    })
  }
  return undefined
}
