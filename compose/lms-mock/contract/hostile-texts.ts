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
  '1.5',
  '1990.5',
  '1e300',
  'Infinity',
  '99999999999999999999',
]
/** Words that a platform knows. */
export const LIKELY = [
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
export const text = fc.oneof(
  fc.constantFrom(...BREAKOUTS),
  fc.constantFrom(...ODD),
  fc.constantFrom(...LIKELY),
  fc.string({ unit: 'binary', maxLength: 40 }),
  fc.tuple(fc.constantFrom(...LIKELY), fc.constantFrom(...BREAKOUTS)).map((parts) => parts.join('')),
)

/** What may stand in a header: any byte but those that no HTTP server lets through. */
export const headerValue = fc.oneof(
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

/** Some pairs of a name and a value, urlencoded, as in a query or the body of a form; names are these, or anything. */
export function formOf(names: readonly string[]): fc.Arbitrary<string> {
  const pair = fc.tuple(fc.oneof(fc.constantFrom(...names), text), text)
  return fc
    .array(pair, { maxLength: 5 })
    .map((fields) =>
      new URLSearchParams(
        fields.map(([name, value]): [string, string] => [name.toWellFormed(), value.toWellFormed()]),
      ).toString(),
    )
}
