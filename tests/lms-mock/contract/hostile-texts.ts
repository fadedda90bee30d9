import fc from 'fast-check'

/** Stands in every hostile text: where it shows as an element, an attribute or in a script, a text broke out. */
export const mark = 'xss7'

/** Texts that leave the place where they are put, if they can. */
export const breakouts = [
  `<${mark}>`,
  `"><${mark} `,
  `' on${mark}='1`,
  `" on${mark}="1`,
  ` on${mark}=1 `,
  `</script><${mark}>`,
  `</style><${mark}>`,
  `</title><${mark}>`,
  `--><${mark}>`,
  `javascript:${mark}()`,
  `JaVaScRiPt:${mark}()`,
  `data:text/html,<${mark}>`,
  `//${mark}.example/`,
  `\\u003c${mark}>`,
  '${xss7}',
]

const odd = [
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
export const likely = [
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
  fc.constantFrom(...breakouts),
  fc.constantFrom(...odd),
  fc.constantFrom(...likely),
  fc.string({ unit: 'binary', maxLength: 40 }),
  fc.tuple(fc.constantFrom(...likely), fc.constantFrom(...breakouts)).map((parts) => parts.join('')),
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
