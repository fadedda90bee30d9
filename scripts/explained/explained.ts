/**
 * The explanation of one thing that can be wrong, beyond the message that a command prints: an entry of
 * docs/troubleshooting.md. Texts are Markdown.
 */
export type Explained = {
  /** Stable, lower case with dashes: people search for it, scripts read it. */
  readonly id: string
  /** One line without a full stop: of a check, what holds when all is well; of a failure, what went wrong. */
  readonly title: string
  /** What it is, and what you see in the browser or the terminal when it is wrong. */
  readonly what: string
  /** How to see it by hand: commands, one a line. */
  readonly see: string
  /** How to fix it. */
  readonly fix: string
  /** What a person who does not know the id yet notices. */
  readonly symptoms?: readonly Symptom[]
}

/** Entries by id, for those that hold nothing but texts: the id is written once. */
export function explain<Id extends string, Text extends Untitled = Untitled>(
  texts: Readonly<Record<Id, Text>>,
): Readonly<Record<Id, Text & Explained>> {
  const entries = Object.entries<Text>(texts).map(([id, text]) => [id, { id, ...text }])
  return Object.fromEntries(entries) as Record<Id, Text & Explained>
}

type Untitled = Omit<Explained, 'id'>

/**
 * What people notice, as they would type it, by topic: the first table of docs/troubleshooting.md. Entries name theirs in
 * `symptoms`; where several entries share one, they are listed in their order.
 */
export const symptoms = {
  Enrolling: [
    'The enrol button is missing',
    'A click on the enrol button says "Your enrollment request failed"',
    '403, `CSRF Failed: Origin checking failed`',
    '403, `CSRF Failed: Referer checking failed - no Referer`',
    '403, `CSRF Failed: CSRF token missing`, `incorrect` or `has incorrect length`',
    'The browser\'s console says "blocked by CORS policy"',
    '"Enrollment fetching failed" in place of the enrol button',
    'Enrolled, but after a reload the page offers to enrol again',
    'Enrolled in Richie, but not in the LMS',
    '429 from the LMS',
  ],
  'Logging in': [
    'Logged in at the LMS, but anonymous in Richie',
    'Logged out again a moment after logging in',
    'The log in button is missing, or does not work',
    'Logging in ends on the dashboard of the LMS, or on a 404, instead of back in Richie',
    'Logging in at the LMS answers 403, or 400 "Bad Request"',
    'Logging in to Richie\'s admin answers 403 "CSRF verification failed"',
  ],
  Pages: [
    'The page does not load: connection refused',
    'The page does not load: the name is not found',
    'The page does not load: `ERR_SSL_PROTOCOL_ERROR`',
    'The page does not load: `ERR_NETWORK_CHANGED`',
    'Another site than expected answers on the port',
    '"Richie is starting" does not go away',
    '"No site has this name"',
    '503 Service Unavailable',
    '431 Request Header Fields Too Large',
    'An external LMS answers directly, but not through the gateway',
    '308 Permanent Redirect, to https',
  ],
  'Certificate warnings': [
    'A certificate warning: `ERR_CERT_AUTHORITY_INVALID`, `SEC_ERROR_UNKNOWN_ISSUER`, curl\'s "unable to get local issuer certificate"',
    'A certificate warning: `ERR_CERT_COMMON_NAME_INVALID`, `SSL_ERROR_BAD_CERT_DOMAIN`',
    'A certificate warning: `ERR_CERT_DATE_INVALID`, `SEC_ERROR_EXPIRED_CERTIFICATE`',
    'A container does not trust the sites: "certificate verify failed"',
    'make run-ssl says that https is not set up',
  ],
  'Search and courses': [
    'The search is empty, or says that something went wrong',
    'A course is missing in Richie, or a course run differs from the LMS',
    "Richie answers the LMS's webhook with 401 or 403",
    'Richie answers the LMS\'s webhook with 400: "No LMS configuration found", "Unknown course"',
    'The LMS answers slowly, or fails now and then',
  ],
  Starting: [
    'A port is in use: "address already in use", "port is already allocated"',
    'Cannot connect to the Docker daemon',
    'Permission denied on the Docker socket',
    '"compose is not a docker command"',
    'An image build fails: name not found, x509, timeout',
    'No space left on device',
    'Permission denied on a file of the checkout',
    'Elasticsearch exits: `vm.max_map_count`',
    'A container exits with 137',
    'An edit of environment.yaml, or of a file in generated/, has no effect',
  ],
} as const

export type Symptom = (typeof symptoms)[keyof typeof symptoms][number]
