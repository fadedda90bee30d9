import type { Reply } from './exchange.ts'

/** What differs from one run to the next, and what stands for it. */
const masks: readonly (readonly [pattern: RegExp, mask: string])[] = [
  [/((?:csrftoken|edx_csrf_token)=)[A-Za-z0-9<>]{6,}/g, '$1<token>'],
  [/((?:edx_session)=)[^;]{6,}/g, '$1<session>'],
  [/(edx-jwt-cookie-[a-z-]+=)[^;]{6,}/g, '$1<jwt>'],
  [/(edx-user-info=)[^;]{8,}/g, '$1<info>'],
  [/expires=[^;]+/g, 'expires=<date>'],
  [/("anonymous_id": ?")[^"]+/g, '$1<id>'],
  [/("csrfToken": ?")[^"]+/g, '$1<token>'],
  [/("password": ?")[^"]{6,}/g, '$1<password>'],
  [/20(?:2[6-9]|3\d)-\d\d-\d\dT[0-9:.]+Z/g, '<now>'],
  [/\b1[789]\d{8}(?:\.\d+)?\b/g, '<epoch>'],
  [/("(?:user_id|id)": ?)\d+/g, '$1<n>'],
  [/(?:Mon|Tue|Wed|Thu|Fri|Sat|Sun), \d\d \w{3} 20\d\d [0-9:]+ GMT/g, '<date>'],
  [/("username_suggestions": ?)\[[^\]]*\]/g, '$1[]'],
]

const ignored = new Set(['server', 'date', 'connection', 'keep-alive', 'transfer-encoding', 'content-length'])

/** How a reply differs from the real one, a line each; none when it is equal: status, headers, body, volatile values masked. */
export function differencesOf(reply: Reply, real: Reply): readonly string[] {
  const got = headersOf(reply.headers)
  const wanted = headersOf(real.headers)
  return [
    reply.status === real.status ? '' : `status ${reply.status}, real ${real.status}`,
    ...wanted.filter((line) => !got.includes(line)).map((line) => `without ${line}`),
    ...got.filter((line) => !wanted.includes(line)).map((line) => `with ${line}`),
    bodyDifference(reply.body, real.body),
  ].filter((line) => line !== '')
}

/** `name: value` of each header that counts: Vary and the lists of CORS in one order, a deleted cookie as its name. */
function headersOf(lines: readonly string[]): readonly string[] {
  return lines
    .map((line) => {
      const [, header = '', value = ''] = /^([^:]+):\s*(.*)$/.exec(line) ?? []
      const name = header.toLowerCase()
      return { name, value: ordered(name, masked(value.trim())) }
    })
    .filter(({ name }) => !ignored.has(name))
    .map(({ name, value }) => `${name}: ${value}`)
    .toSorted()
}

function ordered(name: string, value: string): string {
  if (name === 'vary' || name === 'allow' || name.startsWith('access-control-allow-')) {
    return value
      .split(',')
      .map((part) => part.trim().toLowerCase())
      .toSorted()
      .join(', ')
  }
  if (name !== 'set-cookie') return value
  return value.includes('="";') ? `${value.split('=')[0]} deleted` : value.split('; ').toSorted().join('; ')
}

/** Web pages are the mock's own: only that there is one counts. */
function bodyDifference(body: string, real: string): string {
  if (real === '(HTML)') return body.trim() === '' ? 'an empty body, the real one is a page' : ''
  const got = masked(body.replace(/\n+$/, ''))
  const wanted = masked(real)
  return got === wanted ? '' : `body ${got.slice(0, 160)}, real ${wanted.slice(0, 160)}`
}

function masked(text: string): string {
  return masks.reduce((result, [pattern, mask]) => result.replaceAll(pattern, mask), text)
}
