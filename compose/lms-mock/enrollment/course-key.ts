const PART = String.raw`[^/+\s]+`
const KEY = new RegExp(String.raw`^${PART}[/+]${PART}[/+][^/+\s?#]+$`)
/** Letters and digits of any script, as Python's \w has them: openedx-api 1.1 (that they may be so: inferred). */
const NAME = String.raw`[\p{L}\p{N}_.@+\-]+`
const USERNAME = new RegExp(`^${NAME}$`, 'u')
const ENROLLMENT = new RegExp(`^(?:(${NAME}),)?(.+)$`, 'u')

/** Whether a text has the form of a course key: two separators, each `/` or `+`: openedx-api 1.1. */
export function isCourseKey(text: string): boolean {
  return KEY.test(text)
}

/** Whether an address may hold the text as a username. */
export function isUsername(text: string): boolean {
  return USERNAME.test(text)
}

/** Splits what follows `/enrollment/` into an optional username and a course key; undefined is a 404 page: teak-measured [109-112]. */
export function parseEnrollmentPath(
  text: string,
): { readonly username: string | undefined; readonly courseId: string } | undefined {
  const [, username, courseId = ''] = ENROLLMENT.exec(text) ?? []
  return isCourseKey(courseId) ? { username, courseId } : undefined
}
