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
  'let only one LMS set edx_csrf_token on this domain, or give each its own domain; in the browser, open the page of Richie in a new tab (a reload does not call the LMS).'

/** Texts before statuses: the first that fits is taken. */
const meanings: readonly (Meaning & { readonly of: RegExp | number })[] = [
  {
    of: /CSRF cookie not set/,
    what: 'the browser sent no csrftoken: it did not keep it, or does not send it from another site (SameSite)',
    fix: crossSite,
  },
  {
    of: /CSRF cookie has/,
    what: "the cookie csrftoken is not Django's: another application on this host sets it too",
    fix: 'rename the cookie of the other application.',
  },
  {
    of: /has incorrect length/,
    what: 'the token is empty or cut: Richie read no edx_csrf_token when it enrolled',
    fix: 'see csrf-cookie: another application may have deleted edx_csrf_token.',
  },
  {
    of: /has invalid characters/,
    what: "the token is not Django's: another application sets a cookie edx_csrf_token too",
    fix: 'rename the cookie of the other application.',
  },
  {
    of: /CSRF token missing|incorrect/,
    what: 'edx_csrf_token and csrftoken do not match: another LMS on the same domain, or a later login, has set one of them',
    fix: twoPlatforms,
  },
  {
    of: 401,
    what: 'the session is not accepted: it ended, or is not sent with a POST (SameSite)',
    fix: crossSite,
  },
  {
    of: 403,
    what: 'the LMS forbids it: an embargo by country, or a filter of a plugin',
    fix: 'look at its country access rules (/admin/embargo/) and at OPEN_EDX_FILTERS_CONFIG.',
  },
  {
    of: 404,
    what: "the request names another user than the session's, or the LMS has no enrollment API at this address",
    fix: 'no proxy in front may change the address: every character must arrive as it was sent.',
  },
  {
    of: 405,
    what: 'the address was changed on the way: it must not end with a slash',
    fix: 'no proxy in front may add a slash to the address.',
  },
]

const unknown: Meaning = {
  what: 'an answer that Open edX does not give here',
  fix: 'check whether a firewall, cache or proxy in front of the LMS answers instead.',
}
