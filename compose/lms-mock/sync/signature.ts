import { createHmac } from 'node:crypto'

/** The Authorization header over the exact bytes of a body: openedx-api 6. */
export function syncSignature(body: string, secret: string): string {
  return `SIG-HMAC-SHA256 ${createHmac('sha256', secret).update(body).digest('hex')}`
}
