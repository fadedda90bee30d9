import type { Exchange } from '../../http/exchange.ts'

/** What Django REST framework, or the view, says: `detail` or `message`; `''` where it says nothing. */
export function detailOf({ answer }: Exchange): string {
  try {
    const { detail, message } = (JSON.parse(answer?.body ?? '') ?? {}) as {
      detail?: unknown
      message?: unknown
    }
    return [detail, message].find((text) => typeof text === 'string') ?? ''
  } catch {
    return ''
  }
}

/** What a refusal of the POST that enrols means, and what to do: openedx-api 1.4 and 4.3, openedx-teak-measured.md, New. */
export function meaningOf(status: number, detail: string): Meaning {
  return meanings.find(({ of }) => of === status || (of instanceof RegExp && of.test(detail))) ?? unknown
}

type Meaning = { readonly what: string; readonly fix: string }

const crossSite =
  'between two sites the cookies need SameSite=None, over https only\nDCS_SESSION_COOKIE_SAMESITE = "None"\nCSRF_COOKIE_SAMESITE = "None"'
const twoPlatforms =
  'let only one LMS set edx_csrf_token on this domain, or give each a domain of its own; in the browser, open the page of Richie in a new tab (a reload asks the LMS for nothing).'

/** Texts before statuses: the first that fits is taken. */
const meanings: readonly (Meaning & { readonly of: RegExp | number })[] = [
  {
    of: /CSRF cookie not set/,
    what: 'the browser sent no csrftoken: it was not kept, or not sent along from another site (SameSite)',
    fix: crossSite,
  },
  {
    of: /CSRF cookie has/,
    what: 'the cookie csrftoken is not one of Django: another application on this host sets it too',
    fix: 'give the other application a cookie of another name.',
  },
  {
    of: /has incorrect length/,
    what: 'the token is empty or cut: Richie read no edx_csrf_token when it enrolled',
    fix: 'see csrf-cookie: another application may have taken edx_csrf_token away.',
  },
  {
    of: /has invalid characters/,
    what: 'the token is not one of Django: another application sets a cookie edx_csrf_token too',
    fix: 'give the other application a cookie of another name.',
  },
  {
    of: /CSRF token missing|incorrect/,
    what: 'edx_csrf_token and csrftoken do not belong together: another LMS on the same domain, or a login since, has set one of them',
    fix: twoPlatforms,
  },
  {
    of: 401,
    what: 'the session is not taken for this call: it ended, or is not sent along with a POST (SameSite)',
    fix: crossSite,
  },
  {
    of: 403,
    what: 'the LMS forbids it: an embargo by country, or a filter of a plugin',
    fix: 'look at its country access rules (/admin/embargo/) and at OPEN_EDX_FILTERS_CONFIG.',
  },
  {
    of: 404,
    what: 'the LMS takes the user of the request for somebody else, or has no enrollment API at this address',
    fix: 'no proxy in front may change the address; its letters and signs must arrive as they are.',
  },
  {
    of: 405,
    what: 'the address was changed on the way: it has no slash at the end',
    fix: 'no proxy in front may add a slash to the address.',
  },
]

const unknown: Meaning = {
  what: 'an answer that Open edX does not give here',
  fix: 'see whether something in front of the LMS answers for it: a firewall, a cache, a proxy.',
}
