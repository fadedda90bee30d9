/** The cookies of one browser at one LMS: name to value, as its answers set and delete them. */
export class CookieJar extends Map<string, string> {
  /** Takes the Set-Cookie lines of an answer. */
  keep(lines: readonly string[]): void {
    for (const line of lines) {
      const [, name = '', value = ''] = /^([^=]*)=([^;]*)/.exec(line) ?? []
      if (/max-age=0\b/i.test(line) || line.includes('01 Jan 1970')) this.delete(name)
      else this.set(name, value)
    }
  }

  /** What the browser sends: undefined where it has none. */
  header(): string | undefined {
    const pairs = Array.from(this, ([name, value]) => `${name}=${value}`)
    return pairs.length === 0 ? undefined : pairs.join('; ')
  }
}
