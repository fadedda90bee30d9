import type { Course } from '../plan/courses.ts'
import { isLinkOf, type Lms, type Plan } from '../plan/plan.ts'
import type { Client } from './client.ts'
import type { Exchange } from './exchange.ts'
import { isOpen, runsOn } from './page-runs.ts'
import { patient } from './patient.ts'
import type { CoursePage } from './richie-visit.ts'

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
  const exchange = await client.ask(url, patient)
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

/** Where `make run` puts the page of a course of the spec: its title, below the page of all courses. */
async function fromTitles({ home, now }: Where, { courses }: Lms): Promise<readonly string[]> {
  const { url } = (await home()).asked
  return courses
    .filter((course) => isOpen({ ...course, link: course.resourceLink }, now))
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
  const { answer } = await client.ask(`${plan.richie.site.origin}/sitemap.xml`, patient)
  const places = [...(answer?.body ?? '').matchAll(/<loc>([^<]+\/courses\/[^<]+)<\/loc>/g)]
  return places.flatMap(([, place = '']) => {
    const path = URL.parse(place)?.pathname
    return path === undefined ? [] : [plan.richie.site.origin + path]
  })
}
