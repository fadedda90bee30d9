import { readBody } from '../web/read-body.ts'
import { isBearer } from './access.ts'
import { allChanges, type Change } from './changes.ts'
import type { Fields } from './fields.ts'
import { isOwnOrigin } from './own-host.ts'
import { allReports } from './reports.ts'
import { Refused, type ControlWorld } from './world.ts'

/** Answers a path below `/mock/api`: a report (GET) or a change (POST, DELETE), for callers with the token. `/` lists them all. */
export async function answerApi(world: ControlWorld, request: Request, path: string): Promise<Response> {
  if (!isBearer(request, world.controlToken))
    return problem(403, 'Send the control token: Authorization: Bearer <token>.')
  if (request.headers.has('origin') && !isOwnOrigin(request))
    return problem(403, 'Requests from pages of other origins are not allowed.')
  if (request.method === 'GET') return answerReport(world, path, new URL(request.url).searchParams)
  for (const change of Object.values(allChanges)) {
    const fields = change.method === request.method ? match(change.path, path) : undefined
    if (fields !== undefined) {
      const body = await bodyOf(request)
      refuseUnknown(body, change)
      change.run(world, { ...body, ...fields })
      return Response.json({ done: true })
    }
  }
  return problem(404, `There is no change ${request.method} ${path}; see GET /mock/api/.`)
}

function answerReport(world: ControlWorld, path: string, query: URLSearchParams): Response {
  if (path === '/') return Response.json(index())
  const found = Object.hasOwn(allReports, path) ? allReports[path] : undefined
  return found === undefined
    ? problem(404, `There is no report ${path}; see GET /mock/api/.`)
    : Response.json(found.report(world, query))
}

function index(): object {
  const reports = Object.entries(allReports).map(([path, { what }]) => ({ method: 'GET', path, what }))
  const changes = Object.values(allChanges).map(({ method, path, what }) => ({ method, path, what }))
  return { below: '/mock/api', authorization: 'Bearer <token>', resources: [...reports, ...changes] }
}

/** `/learners/:username` and `/learners/anna` give `{ username: 'anna' }`. */
function match(pattern: string, path: string): Fields | undefined {
  const wanted = pattern.split('/')
  const given = path.split('/')
  const fields: Record<string, string> = {}
  const fits = wanted.every((part, index) => {
    const value = given[index] ?? ''
    if (!part.startsWith(':')) return part === value
    fields[part.slice(1)] = decoded(value)
    return value !== ''
  })
  return fits && wanted.length === given.length ? fields : undefined
}

async function bodyOf(request: Request): Promise<Fields> {
  const text = await readBody(request)
  if (text === '') return {}
  const value = parsed(text)
  if (typeof value !== 'object' || value === null || Array.isArray(value))
    throw new Refused('Expected the body to be a JSON object.')
  return value as Fields
}

function refuseUnknown(body: Fields, { fields }: Change): void {
  const unknown = Object.keys(body).filter((name) => !fields.includes(name))
  if (unknown.length > 0) {
    const known = fields.length === 0 ? 'none' : fields.join(', ')
    throw new Refused(`Unknown field: ${unknown.join(', ').slice(0, 200)}. Known fields: ${known}.`)
  }
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return undefined
  }
}

function decoded(part: string): string {
  try {
    return decodeURIComponent(part)
  } catch {
    return part
  }
}

function problem(status: number, message: string): Response {
  return Response.json({ problem: message }, { status })
}
