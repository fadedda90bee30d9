/** Path and query of an address as the log may show them: of the query's values only those that can be no secret. */
export function shownPath(url: string): string {
  const { pathname, searchParams } = new URL(url)
  const query = Array.from(searchParams, ([name, value]) =>
    HARMLESS.has(name) ? `${name}=${value}` : `${name}=...`,
  ).join('&')
  return (query === '' ? pathname : `${pathname}?${query}`).slice(0, 500)
}

const HARMLESS = new Set([
  'next',
  'user',
  'username',
  'course_id',
  'course_key',
  'org',
  'page',
  'page_size',
  'include_expired',
  'extended',
])
