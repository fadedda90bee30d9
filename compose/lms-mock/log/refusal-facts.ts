/**
 * What a refused request carried, for a person who asks why:
 * `403: X-CSRFToken missing; cookies csrftoken, edx_session were sent; origin https://richie.local.dev:8070; referer none`.
 * Names and lengths only, never values of cookies, tokens or keys.
 */
export function refusalFacts(request: Request, status: number): string {
  const { headers, method } = request
  const facts = [
    SAFE.has(method) ? '' : `X-CSRFToken ${sizeOf(headers.get('x-csrftoken'))}`,
    cookieNames(headers.get('cookie')),
    `origin ${shown(headers.get('origin'))}`,
    `referer ${shown(headers.get('referer'))}`,
    headers.has('authorization') ? `Authorization ${scheme(headers.get('authorization') ?? '')}` : '',
    headers.has('x-edx-api-key') ? 'X-Edx-Api-Key was sent' : '',
    SAFE.has(method) ? '' : `content-type ${shown(headers.get('content-type'))}`,
  ]
  return `${status}: ${facts.filter((fact) => fact !== '').join('; ')}`
}

function sizeOf(value: string | null): string {
  if (value === null) {
    return 'missing'
  }
  return value === '' ? 'empty' : `of ${value.length} characters`
}

function cookieNames(header: string | null): string {
  const names = (header ?? '')
    .split(';')
    .map((part) => part.split('=')[0]?.trim() ?? '')
    .filter((name) => name !== '')
    .map((name) => name.slice(0, 60))
  if (names.length === 0) {
    return 'no cookies were sent'
  }
  const listed = [...new Set(names)].toSorted().slice(0, 20).join(', ')
  return names.length === 1 ? `cookie ${listed} was sent` : `cookies ${listed} were sent`
}

/** Without query and fragment: an address may carry a token there. */
function shown(value: string | null): string {
  return value === null ? 'none' : (/^[^?#]*/.exec(value)?.[0] ?? '').slice(0, 200)
}

/** A secret sent without a scheme would itself look like one. */
function scheme(value: string): string {
  const word = /^(\S+) \S/.exec(value)?.[1] ?? ''
  return KNOWN_SCHEMES.has(word) ? word : 'of an unknown kind'
}

const SAFE = new Set(['GET', 'HEAD', 'OPTIONS', 'TRACE'])
const KNOWN_SCHEMES = new Set(['JWT', 'Bearer', 'Basic', 'SIG-HMAC-SHA256'])
