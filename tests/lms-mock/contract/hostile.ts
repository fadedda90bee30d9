import fc from 'fast-check'
import { catalogue } from '../../../compose/lms-mock/faults/catalogue.ts'
import { breakouts, formOf, headerValue, likely, text } from './hostile-texts.ts'

const headers = [
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
  'X-Forwarded-For',
  'USE-JWT-COOKIE',
  'Access-Control-Request-Method',
  'If-None-Match',
  'Range',
]
const cookies = [
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
const fieldNames = [
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
  fc.dictionary(fc.constantFrom(...fieldNames), fc.oneof(text, fc.jsonValue({ depthSize: 'small' })), {
    maxKeys: 5,
  }),
  fc.record(
    { course_details: fc.record({ course_id: fc.oneof(text, fc.jsonValue()) }), user: text, mode: text },
    { requiredKeys: ['course_details'] },
  ),
)
const form = formOf(fieldNames)

/** A body with its Content-Type, which it may not fit. */
const body = fc.oneof(
  json.map((value) => ({ type: 'application/json', body: JSON.stringify(value) })),
  json.map((value) => ({ type: 'application/merge-patch+json', body: JSON.stringify(value) })),
  form.map((value) => ({ type: 'application/x-www-form-urlencoded', body: value })),
  text.map((value) => ({
    type: 'Multipart/Form-Data; boundary=x',
    body: `--x\r\nContent-Disposition: form-data; name="email"\r\n\r\n${value}\r\n--x--\r\n`,
  })),
  fc.tuple(headerValue, text).map(([type, value]) => ({ type, body: value })),
)

/** A fault, seldom; `slow` alone would wait for seconds. */
const fault = fc.oneof(
  fc.constantFrom(...catalogue.map(({ name }) => (name === 'slow' ? 'slow=1' : name)), 'throttled=0'),
  fc.constantFrom(...breakouts).map((harm) => `enrollment-refused-in-words=${harm}`),
  headerValue,
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
    headers: fc.dictionary(fc.constantFrom(...headers), headerValue, { maxKeys: 3 }),
    fault: fc.option(fault, { freq: 4, nil: undefined }),
    cookies: fc.dictionary(
      fc.constantFrom(...cookies),
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
      fc.constantFrom(...likely),
    ),
    { minLength: parts.length - 1, maxLength: parts.length - 1 },
  )
  return values.map((filled) => parts.map((part, index) => part + (filled[index] ?? '')).join(''))
}
