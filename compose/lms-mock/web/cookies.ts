/** How a cookie is set; the order of attributes is that of Python's cookie library, which Open edX uses. */
export type CookieOptions = {
  readonly domain?: string
  readonly maxAge?: number
  readonly httpOnly?: boolean
  readonly sameSite?: 'None' | 'Lax'
  readonly secure?: boolean
}

/** Reads a Cookie header; a name sent twice counts with its last value, as in Django. */
export function parseCookies(header: string): ReadonlyMap<string, string> {
  const cookies = new Map<string, string>()
  for (const part of header.split(';')) {
    const equals = part.indexOf('=')
    const name = equals < 0 ? '' : part.slice(0, equals).trim()
    const value = part.slice(equals + 1).trim()
    if (name !== '' || value !== '') cookies.set(name, unquote(value))
  }
  return cookies
}

/** Writes a Set-Cookie value. */
export function setCookie(name: string, value: string, options: CookieOptions, now: Date): string {
  const { domain, maxAge, httpOnly, sameSite, secure } = options
  const expires =
    maxAge === undefined ? undefined : new Date(maxAge === 0 ? 0 : now.getTime() + maxAge * 1000)
  return [
    `${name}=${quote(value)}`,
    domain === undefined ? '' : `Domain=${domain}`,
    expires === undefined ? '' : `expires=${expires.toUTCString()}`,
    httpOnly === true ? 'HttpOnly' : '',
    maxAge === undefined ? '' : `Max-Age=${maxAge}`,
    'Path=/',
    sameSite === undefined ? '' : `SameSite=${sameSite}`,
    secure === true ? 'Secure' : '',
  ]
    .filter((part) => part !== '')
    .join('; ')
}

/** Writes the Set-Cookie value that deletes a cookie. */
export function deleteCookie(name: string, options: CookieOptions, now: Date): string {
  return setCookie(name, '', { ...options, maxAge: 0 }, now)
}

/** Python's cookie library quotes what is not a token, and the empty string. */
function quote(value: string): string {
  if (/^[A-Za-z0-9!#$%&'*+\-.^_`|~:]+$/.test(value)) return value
  const escaped = value.replaceAll(/["\\]/g, String.raw`\$&`).replaceAll(/[^ -~]|[,;]/g, octal)
  return `"${escaped}"`
}

function octal(character: string): string {
  return [...Buffer.from(character)].map((byte) => `\\${byte.toString(8).padStart(3, '0')}`).join('')
}

function unquote(value: string): string {
  if (value.length < 2 || !value.startsWith('"') || !value.endsWith('"')) return value
  return value.slice(1, -1).replaceAll(/\\([0-3][0-7]{2}|.)/g, (_, code: string) => {
    return /^\d{3}$/.test(code) ? String.fromCharCode(Number.parseInt(code, 8)) : code
  })
}
