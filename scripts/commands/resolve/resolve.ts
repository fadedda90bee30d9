import { execIn } from '../../engine/containers.ts'
import type { Connection } from '../../plan/connection.ts'
import type { Course } from '../../plan/courses.ts'
import { nearestLink, type NearLink } from '../../plan/nearest-link.ts'
import type { Plan } from '../../plan/plan.ts'
import { routeLink } from '../../plan/route-link.ts'
import type { Mode } from '../../plan/site.ts'
import { loadPlan, openProject, type Project } from '../../project/project.ts'
import { requireLink, requireEngine, requireService, requireOwnRichie } from '../../project/require.ts'
import { printJson, textWidth } from '../../system/terminal.ts'
import { UserError } from '../../system/user-error.ts'
import { linkNotes, linkProblems, linkShows } from './advice.ts'
import type { ResolveDocument } from './schema.ts'
import { resolveText } from './text.ts'

export type ResolveOptions = { readonly mode?: Mode; readonly json?: true; readonly verify?: true }

/**
 * `campus resolve <url>`: which LMS a course link belongs to, and why; exit code 1 where none does, or where the two sides of
 * Richie, or Richie itself, differ.
 */
export async function resolveCommand(link: string, options: ResolveOptions): Promise<void> {
  const url = requireLink(link)
  const project = openProject()
  const plan = await loadPlan(project, options.mode)
  const planned = resolveLink(plan, url)
  const document = options.verify
    ? { ...planned, verified: await verifyRoute(project, plan, planned) }
    : planned
  process.exitCode = document.ok && document.verified?.agrees !== false ? 0 : 1
  if (options.json) printJson(document)
  else console.log(resolveText(document, textWidth()).join('\n'))
}

/** Which LMS a course link belongs to by the plan, why, and what Richie does with it. Calls nothing. */
export function resolveLink(plan: Plan, link: string): ResolveDocument {
  const connections = plan.lmses.map(({ connection }) => connection)
  const route = routeLink(connections, link)
  const { python, js } = route
  const agrees = python.lms !== null && python.lms === js.lms && python.courseId === js.courseId
  const ok = agrees && python.courseId !== null
  const near = python.lms !== null && js.lms !== null ? null : nearestLink(plan, link)
  const nearest = near && withoutAccepted(connections, link, near)
  return {
    link,
    mode: plan.mode,
    ok,
    lms: ok ? python.lms : null,
    courseId: ok ? python.courseId : null,
    python,
    js,
    selector: connections.map(({ lms, jsSelectorRegex: regex }) => ({
      lms,
      regex,
      matched: new RegExp(regex).test(link),
    })),
    course: knownCourse(plan, link, js.lms ?? python.lms, js.courseId ?? python.courseId),
    shows: linkShows(plan, route),
    problems: ok ? [] : linkProblems(plan, link, route, nearest),
    notes: linkNotes(plan, link, route),
    nearest,
    verified: null,
  }
}

/** Leaves out a scheme or host that the expressions match too: only what really keeps the link out is shown. */
function withoutAccepted(connections: readonly Connection[], link: string, near: NearLink): NearLink {
  const had = URL.parse(link)
  if (had === null) return near
  const has = new URL(near.link)
  const rest = near.link.slice(has.origin.length)
  const belongs = (origin: string) => {
    const { python, js } = routeLink(connections, origin + rest)
    return python.lms === near.lms && js.lms === near.lms
  }
  const port = has.port === '' ? '' : `:${has.port}`
  const accepted = [
    ...(belongs(`${had.protocol}//${has.host}`) ? ['scheme '] : []),
    ...(belongs(`${has.protocol}//${had.hostname}${port}`) ? ['host '] : []),
  ]
  const differences = near.differences.filter((text) => !accepted.some((start) => text.startsWith(start)))
  return differences.length === 0 ? near : { ...near, differences }
}

function knownCourse(
  plan: Plan,
  link: string,
  lms: string | null,
  courseId: string | null,
): ResolveDocument['course'] {
  const known = (course: Course) =>
    course.resourceLink === link || (course.lms === lms && course.id === courseId)
  const course = plan.lmses.flatMap(({ courses }) => courses).find(known)
  return course === undefined ? null : { lms: course.lms, id: course.id, title: course.title }
}

/** What the running Richie's own LMSHandler says of a link, compared with the plan. */
async function verifyRoute(
  project: Project,
  plan: Plan,
  planned: ResolveDocument,
): Promise<ResolveDocument['verified']> {
  requireOwnRichie(plan)
  const engine = await requireEngine(plan)
  const { containerId } = await requireService(engine, project, plan, 'richie')
  const argv = ['python', '/opt/campus/container/select_lms.py', planned.link]
  const { exitCode, output } = await execIn(engine, containerId, argv)
  const last = output.trim().split('\n').at(-1) ?? ''
  if (exitCode !== 0 || !last.startsWith('{')) {
    throw new UserError(`Richie does not answer: ${last}`, {
      id: 'richie-not-asked',
      hint: 'Read its log: bin/campus logs richie\nIf it was made by an older campus, update it: make run',
    })
  }
  const said = JSON.parse(last) as { baseUrl: string | null; courseId: string | null }
  const expected = plan.lmses.find(({ key }) => key === planned.python.lms)?.connection.baseUrl ?? null
  return { ...said, agrees: said.baseUrl === expected && said.courseId === planned.python.courseId }
}
