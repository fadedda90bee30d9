import type { Course } from '../../plan/courses.ts'
import { isLinkOf, type Lms } from '../../plan/lms.ts'
import type { Plan } from '../../plan/plan.ts'
import type { Client } from '../http/client.ts'
import type { Exchange } from '../http/exchange.ts'

type Where = {
  readonly plan: Plan
  readonly client: Client
  readonly now: Date
  readonly home: () => Promise<Exchange>
  readonly search: () => Promise<Exchange>
}

/** Each page may take Richie half a second, and a check is no crawler. */
const pagesAtMost = 8

/** A course page with a run of an LMS, from outside: by the search API, else by name, else by Richie's sitemap. */
export async function findCoursePage(where: Where, lms: Lms): Promise<CoursePage | undefined> {
  const seen = new Set<string>()
  let closed: CoursePage | undefined
  for (const candidates of [fromSearch, fromTitles, fromSitemap]) {
    for (const url of await candidates(where, lms)) {
      if (seen.has(url) || seen.size === pagesAtMost) continue
      seen.add(url)
      const page = await look(where, lms, url)
      if (page?.isOpen === true) return page
      closed ??= page
    }
    // A page without an open run will do: only what is open is shown before it.
    if (closed !== undefined) return closed
  }
  return undefined
}

async function look({ client, now }: Where, lms: Lms, url: string): Promise<CoursePage | undefined> {
  const exchange = await client.ask(url, richieTimeout)
  const runs = runsOn(exchange.answer?.body ?? '').filter(({ link }) => isLinkOf(lms, link))
  const open = runs.find((run) => isOpen(run, now))
  const run = open ?? runs[0]
  return run === undefined ? undefined : { exchange, url, run, isOpen: open !== undefined }
}

type Found = {
  readonly absolute_url: string
  readonly code?: string
  readonly state?: { readonly priority?: number }
}

/** By the order in which Richie lists states, 0 is open; then courses of the plan, in its order: the search's own changes. */
async function fromSearch({ plan, search }: Where, { courses }: Lms): Promise<readonly string[]> {
  const codes = courses.map(({ code }) => code)
  const place = ({ code = '' }: Found) => (codes.includes(code) ? codes.indexOf(code) : codes.length)
  const priority = ({ state }: Found) => state?.priority ?? 9
  return objectsOf(await search())
    .toSorted((a, b) => priority(a) - priority(b) || place(a) - place(b))
    .flatMap(({ absolute_url }) => URL.parse(absolute_url, plan.richie.site.origin)?.href ?? [])
}

function objectsOf({ answer }: Exchange): readonly Found[] {
  try {
    const { objects } = JSON.parse(answer?.body ?? '') as { objects?: readonly Found[] }
    return (objects ?? []).filter(({ absolute_url }) => typeof absolute_url === 'string')
  } catch {
    return []
  }
}

/** Where `make run` puts the page of a course of the spec: its title, below the page of all courses. Open ones first. */
async function fromTitles({ home, now }: Where, { courses }: Lms): Promise<readonly string[]> {
  const { url } = (await home()).asked
  const place = (course: Course) => (isOpen({ ...course, link: course.resourceLink }, now) ? 0 : 1)
  return courses
    .toSorted((a, b) => place(a) - place(b))
    .map((course) => new URL(`courses/${slug(course)}/`, url).href)
}

function slug({ title }: Course): string {
  return title
    .normalize('NFKD')
    .toLowerCase()
    .replaceAll(/[^a-z0-9_\s-]/g, '')
    .trim()
    .replaceAll(/[-\s]+/g, '-')
}

async function fromSitemap({ plan, client }: Where): Promise<readonly string[]> {
  const { answer } = await client.ask(`${plan.richie.site.origin}/sitemap.xml`, richieTimeout)
  const places = [...(answer?.body ?? '').matchAll(/<loc>([^<]+\/courses\/[^<]+)<\/loc>/g)]
  return places.flatMap(([, place = '']) => {
    const path = URL.parse(place)?.pathname
    return path === undefined ? [] : [plan.richie.site.origin + path]
  })
}

/** A course run as a course page gives it to its scripts. Dates are ISO 8601, or absent. */
export type PageRun = {
  readonly link: string
  readonly start: string | null
  readonly end: string | null
  readonly enrollmentStart: string | null
  readonly enrollmentEnd: string | null
}

/** The course runs of a course page: whatever has a `resource_link` in the props of its widgets. */
export function runsOn(html: string): readonly PageRun[] {
  const props = [...html.matchAll(/\bdata-props\s*=\s*(?:'([^']*)'|"([^"]*)")/g)]
  return props.flatMap(([, single, double]) => runsIn(parsed(unescaped(single ?? double ?? ''))))
}

/** Whether enrolment is open, which is when Richie shows the enrol button. One without both beginnings is not scheduled yet. */
export function isOpen({ start, end, enrollmentStart, enrollmentEnd }: PageRun, now: Date): boolean {
  const isPast = (date: string | null) => date !== null && Date.parse(date) <= now.getTime()
  return start !== null && isPast(enrollmentStart) && !isPast(enrollmentEnd) && !isPast(end)
}

function runsIn(value: unknown): readonly PageRun[] {
  if (Array.isArray(value)) return value.flatMap(runsIn)
  if (typeof value !== 'object' || value === null) return []
  const object = value as Readonly<Record<string, unknown>>
  const link = object['resource_link']
  if (typeof link !== 'string') return Object.values(object).flatMap(runsIn)
  const date = (name: string) => {
    const given = object[name]
    return typeof given === 'string' ? given : null
  }
  return [
    {
      link,
      start: date('start'),
      end: date('end'),
      enrollmentStart: date('enrollment_start'),
      enrollmentEnd: date('enrollment_end'),
    },
  ]
}

function parsed(json: string): unknown {
  try {
    return JSON.parse(json)
  } catch {
    return undefined
  }
}

const entities: Readonly<Record<string, string>> = { quot: '"', amp: '&', lt: '<', gt: '>', apos: "'" }

function unescaped(html: string): string {
  return html.replaceAll(/&(?:#x([0-9a-f]+)|#(\d+)|(\w+));/gi, (whole, hex, decimal, name: string) => {
    if (hex !== undefined) return String.fromCodePoint(parseInt(hex as string, 16))
    return decimal === undefined ? (entities[name] ?? whole) : String.fromCodePoint(Number(decimal))
  })
}

/** How long Richie is waited for: its first pages after a start may take it some seconds. */
export const richieTimeout = { timeoutMs: 15_000 }

export type CoursePage = {
  readonly exchange: Exchange
  readonly url: string
  /** Of this LMS: by its link, whatever Richie's regexes say. */
  readonly run: PageRun
  readonly isOpen: boolean
}
