import fc from 'fast-check'

/** Stands in every hostile text: where it shows as an element, an attribute or in a script, a text broke out. */
export const MARK = 'xss7'

/** Texts that leave the place where they are put, if they can. */
export const BREAKOUTS = [
  `<${MARK}>`,
  `"><${MARK} `,
  `' on${MARK}='1`,
  `" on${MARK}="1`,
  ` on${MARK}=1 `,
  `</script><${MARK}>`,
  `</style><${MARK}>`,
  `</title><${MARK}>`,
  `--><${MARK}>`,
  `javascript:${MARK}()`,
  `JaVaScRiPt:${MARK}()`,
  `data:text/html,<${MARK}>`,
  `//${MARK}.example/`,
  `\\u003c${MARK}>`,
  '${xss7}',
]

const ODD = [
  '',
  '\0',
  '\r\nX-Evil: 1',
  '%',
  '%00',
  '%ff',
  '%E0%A4%A',
  '../../etc/passwd',
  '\uD800',
  '\u202E',
  '__proto__',
  'constructor',
]
const LIKELY = [
  'edx',
  'other',
  'course-v1:edX+DemoX+Demo_Course',
  'course-v1:edX+DemoX+Closed',
  'edX/DemoX/Old',
  'v0.5',
  'v1',
  'v1.0',
  '1',
  'true',
  'null',
  'honor',
  'enroll',
  'info',
  '2',
]

/** A text that means harm, or is odd, or is nearly right, or is anything. */
const text = fc.oneof(
  fc.constantFrom(...BREAKOUTS),
  fc.constantFrom(...ODD),
  fc.constantFrom(...LIKELY),
  fc.string({ unit: 'binary', maxLength: 40 }),
  fc.tuple(fc.constantFrom(...LIKELY), fc.constantFrom(...BREAKOUTS)).map((parts) => parts.join('')),
)

/** What may stand in a header: any byte but those that no HTTP server lets through. */
const headerValue = fc.oneof(
  text.map((value) =>
    Buffer.from(value)
      .toString('latin1')
      .replaceAll(/[\0\r\n]/g, '')
      .trim(),
  ),
  fc.uint8Array({ maxLength: 30 }).map((bytes) =>
    Buffer.from(bytes)
      .toString('latin1')
      .replaceAll(/[\0\r\n]/g, '')
      .trim(),
  ),
)

const HEADERS = [
  'Accept',
  'Accept-Language',
  'Authorization',
  'Content-Type',
  'Host',
  'Origin',
  'Referer',
  'X-CSRFToken',
  'X-Edx-Api-Key',
  'X-Forwarded-Proto',
  'X-Forwarded-Host',
  'USE-JWT-COOKIE',
  'Access-Control-Request-Method',
  'If-None-Match',
  'Range',
]
const COOKIES = [
  'csrftoken',
  'edx_csrf_token',
  'edx_session',
  'edx-jwt-cookie-header-payload',
  'edx-jwt-cookie-signature',
  'edxloggedin',
  'openedx-language-preference',
  'a b',
  '',
]
const FIELDS = [
  'email',
  'email_or_username',
  'password',
  'username',
  'name',
  'course_id',
  'course_details',
  'enrollment_action',
  'mode',
  'is_active',
  'user',
  'next',
  'redirect_url',
  'redirect_to',
  'mock_return',
  'mock_problem',
  'csrfmiddlewaretoken',
  'honor_code',
  'terms_of_service',
  'year_of_birth',
  'gender',
  'page',
  'page_size',
  'cursor',
  'org',
  'format',
  'remember',
]

const json = fc.oneof(
  fc.jsonValue({ depthSize: 'small' }),
  fc.dictionary(fc.constantFrom(...FIELDS), fc.oneof(text, fc.jsonValue({ depthSize: 'small' })), {
    maxKeys: 5,
  }),
  fc.record(
    { course_details: fc.record({ course_id: fc.oneof(text, fc.jsonValue()) }), user: text, mode: text },
    { requiredKeys: ['course_details'] },
  ),
)
const pairs = fc.array(fc.tuple(fc.oneof(fc.constantFrom(...FIELDS), text), text), { maxLength: 5 })
const form = pairs.map((fields) =>
  new URLSearchParams(
    fields.map(([name, value]): [string, string] => [name.toWellFormed(), value.toWellFormed()]),
  ).toString(),
)

/** A body with its Content-Type, which it may not fit. */
const body = fc.oneof(
  json.map((value) => ({ type: 'application/json', body: JSON.stringify(value) })),
  json.map((value) => ({ type: 'application/merge-patch+json', body: JSON.stringify(value) })),
  form.map((value) => ({ type: 'application/x-www-form-urlencoded', body: value })),
  fc.tuple(headerValue, text).map(([type, value]) => ({ type, body: value })),
)

/** One request at one of the routes, or anywhere. */
export function hostileRequest(routes: readonly string[]) {
  const address = fc.oneof(
    { weight: 5, arbitrary: fc.constantFrom(...routes).chain(filledRoute) },
    { weight: 1, arbitrary: text.map((value) => `/${encodeURI(value.toWellFormed())}`) },
    { weight: 1, arbitrary: fc.webPath() },
  )
  return fc.record({
    method: fc.constantFrom('GET', 'GET', 'POST', 'POST', 'PATCH', 'PUT', 'DELETE', 'OPTIONS', 'HEAD'),
    path: fc.tuple(address, form).map(([path, query]) => (query === '' ? path : `${path}?${query}`)),
    headers: fc.dictionary(fc.constantFrom(...HEADERS), headerValue, { maxKeys: 3 }),
    cookies: fc.dictionary(
      fc.constantFrom(...COOKIES),
      headerValue.map((value) => value.replaceAll(';', '')),
      { maxKeys: 2 },
    ),
    body: fc.option(body, { nil: undefined }),
    from: fc.constantFrom('richie' as const, 'lms' as const, 'link' as const),
  })
}

/** A route of Hono with its parameters filled in: `/u/:username{[\w]+}` -> `/u/edx`. */
function filledRoute(route: string): fc.Arbitrary<string> {
  const parts = route.split(/:\w+(?:\{[^}]*\})?|\*/)
  const values = fc.array(
    fc.oneof(
      text.map((value) => encodeURIComponent(value.toWellFormed())),
      fc.constantFrom(...LIKELY),
    ),
    { minLength: parts.length - 1, maxLength: parts.length - 1 },
  )
  return values.map((filled) => parts.map((part, index) => part + (filled[index] ?? '')).join(''))
}
