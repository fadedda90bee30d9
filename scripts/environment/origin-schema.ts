import { z } from 'zod'

const expected = 'expected an origin such as https://lms.example.org'

/**
 * Scheme, host and port of something that runs elsewhere, as a browser writes them: without a default port, nor a slash at the
 * end. `ofPath`: what to do with a path.
 */
export function originSchema(ofPath: (path: string) => string = () => '') {
  const error = ({ input }: { readonly input?: unknown }) => originFault(String(input), ofPath)
  return z
    .string()
    .regex(/^https?:\/\/[a-z0-9.-]+(?::\d{1,5})?\/?$/, { error, abort: true })
    .refine((text) => ![undefined, '0'].includes(URL.parse(text)?.port), { error, abort: true })
    .transform((text) => new URL(text).origin)
}

/** Why a text is no origin. */
function originFault(text: string, ofPath: (path: string) => string): string {
  const [, scheme, host = '', port, rest = ''] =
    /^([a-z]+:\/\/)?([^/:?#@]*)(?::([^/?#@]*))?(.*)$/is.exec(text) ?? []
  if (scheme === undefined) return `${expected}, with http:// or https:// before it`
  if (!/^https?:\/\/$/i.test(scheme)) return `${expected}, with http:// or https:// before it`
  if (rest.includes('@')) return 'has a user or a password in it: leave them out'
  if (/[A-Z]/.test(scheme + host)) return `${expected}, in lower case`
  if (host.includes('_')) return `${expected}: a host name has no underscore`
  if (port !== undefined && !isPort(port)) return `${expected}, with a port from 1 to 65535 or none`
  if (rest.length <= 1) return expected
  const path = rest.replace(/[/?#]*$/, '')
  return `has a path, ${path}: leave it out${ofPath(path)}`
}

function isPort(text: string): boolean {
  return /^\d{1,5}$/.test(text) && Number(text) >= 1 && Number(text) <= 65535
}
