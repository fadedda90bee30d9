/** One way in which a real platform misbehaves. */
export type FaultKind = {
  readonly name: string
  /** What a real platform does then, and when it happens. */
  readonly what: string
  /** Which requests it affects; preflights only where it says "every". */
  readonly where: string
  readonly parameter?: FaultParameter
}

type FaultParameter = {
  readonly name: string
  readonly default: string
  /** Whole numbers from 0 up to this one; absent where any text will do. */
  readonly highest?: number
}

/** Every fault that the mock can show, in the order in which they affect a request. */
export const catalogue: readonly FaultKind[] = [
  {
    name: 'slow',
    what: 'Answers late, as a platform short of workers does at the start of a term.',
    where: 'every request',
    parameter: { name: 'ms', default: '3000', highest: 120_000 },
  },
  {
    name: 'dropped',
    what: 'Cuts the connection without an answer, as when a worker is killed or a load balancer gives up.',
    where: 'every request',
  },
  {
    name: 'maintenance',
    what: "Answers with the web server's 503 page and Retry-After, as during an upgrade: no Django, so no CORS headers.",
    where: 'every request',
  },
  {
    name: 'cors-origin-refused',
    what: 'CORS_ORIGIN_WHITELIST lacks Richie: the platform handles the request, but the browser hides the answer.',
    where: 'every request from another origin',
  },
  {
    name: 'csrf-origin-refused',
    what: 'CSRF_TRUSTED_ORIGINS lacks Richie (its documentation omits this setting): enrolling is 403 on Django 4.',
    where: 'changes from another origin',
  },
  {
    name: 'server-error',
    what: "A view raises an exception: Django's 500 page, with CORS headers, as its middleware still runs.",
    where: 'pages and API',
  },
  {
    name: 'session-expired',
    what: 'The session is unknown, as after its expiry, a second login or a flushed cache: the learner is anonymous.',
    where: 'pages and API',
  },
  {
    name: 'csrf-cookie-withheld',
    what: 'Never sends either CSRF cookie, as without ENABLE_CROSS_DOMAIN_CSRF_COOKIE: enrolling is 403.',
    where: 'pages and API',
  },
  {
    name: 'throttled',
    what: 'Answers 429 to a learner above this many calls a minute (staff: three times as many), as a default install does.',
    where: 'enrollment API, except callers with the API key',
    parameter: { name: 'calls a minute', default: '40', highest: 100_000 },
  },
  {
    name: 'enrollment-refused',
    what: 'Refuses to enrol with 400 and the same text for every reason, as all releases do when enrolment is closed.',
    where: 'POST enrollment',
  },
  {
    name: 'enrollment-refused-in-words',
    what: 'Refuses to enrol with 403 and a localizedMessage that Richie shows, as a plugin of a recent release does.',
    where: 'POST enrollment',
    parameter: { name: 'text', default: 'You have not met the prerequisites for this course.' },
  },
  {
    name: 'wrong-content-type',
    what: 'Labels its JSON text/html, as some firewalls do: Richie shows an enrolled learner as not enrolled.',
    where: 'API',
  },
  {
    name: 'charset-suffix',
    what: 'Labels its JSON application/json; charset=utf-8, as nginx with charset_types does: Richie does not read it.',
    where: 'API',
  },
  {
    name: 'webhook-withheld',
    what: 'Does not sync changed course runs to Richie, as when the Celery worker is down or the hook is not set up.',
    where: 'course-run synchronisation',
  },
]

/** The fault of that name. */
export function findFault(name: string): FaultKind | undefined {
  return catalogue.find((kind) => kind.name === name)
}
