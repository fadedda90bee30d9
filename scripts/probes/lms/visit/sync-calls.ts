import { createHmac, randomBytes } from 'node:crypto'
import type { Connection } from '../../../plan/connection.ts'
import type { Client } from '../../http/client.ts'
import type { Exchange } from '../../http/exchange.ts'

/** Calls of an LMS, and of a stranger, to Richie's webhook of course runs; none of them can write anything (openedx-api 6). */
export type SyncCalls = {
  /** An empty course run, signed; undefined where this checkout has no secret of the LMS. */
  readonly signed: () => Promise<Exchange | undefined>
  readonly unsigned: () => Promise<Exchange>
  /** Signed with a secret that nobody has. */
  readonly forged: () => Promise<Exchange>
  /** A course run of this LMS, signed, of a course that has no page. */
  readonly unknownCourse: () => Promise<Exchange | undefined>
}

/** Middle part of the course id of `unknownCourse`. */
export const unknownCode = 'check-writes-nothing'

export function openSyncCalls(
  client: Client,
  { syncUrl, courseLink }: Connection,
  secret: string | undefined,
): SyncCalls {
  const post = (body: string, authorization?: string) =>
    client.ask(syncUrl, {
      method: 'POST',
      headers: {
        'Content-Type': 'application/json',
        ...(authorization === undefined ? {} : { Authorization: authorization }),
      },
      body,
    })
  const signedBy = (key: string, body: string) =>
    post(body, `SIG-HMAC-SHA256 ${createHmac('sha256', key).update(body).digest('hex')}`)
  const link = courseLink.replace('{course_id}', () => `course-v1:campus+${unknownCode}+none`)
  const run = JSON.stringify({ resource_link: link, languages: ['en'] })
  return {
    // The signature is checked before anything else, also before the missing link.
    signed: async () => (secret === undefined ? undefined : await signedBy(secret, '{}')),
    unsigned: () => post('{}'),
    forged: () => signedBy(randomBytes(32).toString('hex'), '{}'),
    unknownCourse: async () => (secret === undefined ? undefined : await signedBy(secret, run)),
  }
}
