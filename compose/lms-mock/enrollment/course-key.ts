const PART = String.raw`[^/+\s]+`
const KEY = new RegExp(String.raw`^${PART}[/+]${PART}[/+][^/+\s?#]+$`)

/** Whether a text has the form of a course key: two separators, each `/` or `+`: openedx-api 1.1. */
export function isCourseKey(text: string): boolean {
  return KEY.test(text)
}

/** Splits what follows `/enrollment/` into an optional username and a course key; undefined is a 404 page: teak-measured [109-112]. */
export function parseEnrollmentPath(
  text: string,
): { readonly username: string | undefined; readonly courseId: string } | undefined {
  const [, username, courseId = ''] = /^(?:([\w.@+-]+),)?(.+)$/.exec(text) ?? []
  return isCourseKey(courseId) ? { username, courseId } : undefined
}
