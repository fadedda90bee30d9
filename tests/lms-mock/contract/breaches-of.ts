import type { More } from './case.ts'

type Expected = More & { readonly status: number; readonly body?: string | RegExp | object | undefined }
type Fill = (text: string) => string

/** How an answer differs from what is expected, a line each; none when it is as it must be. */
export async function breachesOf(
  answer: Response,
  expected: Expected,
  fill: Fill,
): Promise<readonly string[]> {
  const text = await answer.text()
  return [
    ...(answer.status === expected.status ? [] : [`status ${answer.status}, not ${expected.status}`]),
    ...bodyBreaches(text, expected.body, fill),
    ...Object.entries(expected.has ?? {}).flatMap(([name, wanted]) =>
      matches(answer.headers.get(name), wanted, fill)
        ? []
        : [`${name}: ${answer.headers.get(name)}, not ${wanted}`],
    ),
    ...(expected.lacks ?? [])
      .filter((name) => answer.headers.has(name))
      .map((name) => `${name}: ${answer.headers.get(name)} is there`),
    ...cookieBreaches(answer.headers.getSetCookie(), expected, fill),
  ]
}

function bodyBreaches(text: string, wanted: Expected['body'], fill: Fill): readonly string[] {
  if (wanted === undefined) return []
  if (typeof wanted === 'string' || wanted instanceof RegExp) {
    return matches(text, wanted, fill)
      ? []
      : [`body ${shown(text)}, not ${wanted instanceof RegExp ? String(wanted) : fill(wanted)}`]
  }
  try {
    return memberBreaches(JSON.parse(text), wanted, 'body', fill)
  } catch {
    return [`body ${shown(text)} is not JSON`]
  }
}

/** Members that are expected undefined must be absent; those not named may be anything. */
function memberBreaches(got: unknown, wanted: unknown, path: string, fill: Fill): readonly string[] {
  if (wanted instanceof RegExp || typeof wanted === 'string') {
    return typeof got === 'string' && matches(got, wanted, fill)
      ? []
      : [`${path} ${JSON.stringify(got)}, not ${String(wanted)}`]
  }
  if (typeof wanted !== 'object' || wanted === null)
    return got === wanted ? [] : [`${path} ${JSON.stringify(got)}, not ${JSON.stringify(wanted)}`]
  if (typeof got !== 'object' || got === null || Array.isArray(got) !== Array.isArray(wanted))
    return [`${path} ${JSON.stringify(got)}, not ${JSON.stringify(wanted)}`]
  const size =
    Array.isArray(got) && Array.isArray(wanted) && got.length !== wanted.length
      ? [`${path} has ${got.length} items`]
      : []
  const members = Object.entries(wanted).flatMap(([name, member]) =>
    memberBreaches((got as Record<string, unknown>)[name], member, `${path}.${name}`, fill),
  )
  return [...size, ...members]
}

/** Also: where both CSRF cookies are set, they have one value (openedx-api 4.2). */
function cookieBreaches(
  lines: readonly string[],
  { sets, keeps, deletes }: Expected,
  fill: Fill,
): readonly string[] {
  const isDeletion = (line: string) => /max-age=0\b/i.test(line)
  const find = (name: string, deleted: boolean) =>
    lines.findLast((line) => line.startsWith(`${name}=`) && isDeletion(line) === deleted)
  const value = (name: string) => /^[^=]*=([^;]*)/.exec(find(name, false) ?? '')?.[1]
  const isSplit = value('edx_csrf_token') !== undefined && value('edx_csrf_token') !== value('csrftoken')
  return [
    ...(isSplit ? ['edx_csrf_token and csrftoken differ'] : []),
    ...Object.entries(sets ?? {}).flatMap(([name, wanted]) => {
      const line = find(name, false)
      return line !== undefined && matches(line, wanted, fill)
        ? []
        : [`cookie ${name}: ${line ?? 'not set'}, not ${String(wanted)}`]
    }),
    ...(keeps ?? [])
      .filter((name) => find(name, false) !== undefined || find(name, true) !== undefined)
      .map((name) => `cookie ${name} is set or deleted`),
    ...(deletes ?? [])
      .filter((name) => find(name, true) === undefined)
      .map((name) => `cookie ${name} is not deleted`),
  ]
}

function matches(got: string | null, wanted: string | RegExp, fill: Fill): boolean {
  if (got === null) return false
  return typeof wanted === 'string' ? got === fill(wanted) : filledPattern(wanted, fill).test(got)
}

function filledPattern(pattern: RegExp, fill: Fill): RegExp {
  const source = pattern.source.replaceAll(/\{[A-Za-z_]+\}/g, (word) => escaped(fill(word)))
  return new RegExp(source, pattern.flags)
}

function escaped(text: string): string {
  return text.replaceAll(/[\\^$.*+?()[\]{}|/]/g, String.raw`\$&`)
}

function shown(text: string): string {
  return text.length > 300 ? `${JSON.stringify(text.slice(0, 300))}...` : JSON.stringify(text)
}
