import { json, type Answer } from '../web/answer.ts'
import { ensureCsrfCookies } from '../web/cross-domain.ts'
import type { Exchange } from '../web/exchange.ts'
import type { View } from '../web/platform.ts'
import { authenticate, unauthorized, type Caller } from './authenticate.ts'

type Method = 'GET' | 'POST' | 'PATCH' | 'DELETE'
type Handler = (exchange: Exchange, caller: Caller) => Answer | Promise<Answer>

/** One API view of the platform, as Django REST framework sees it. */
export interface ApiView {
  readonly name: string
  readonly handlers: Partial<Readonly<Record<Method, Handler>>>
  /** Who may call: openedx-api 1.1. */
  readonly permission: 'anyone' | 'learner' | 'learnerOrApiKey' | 'staff'
  /** Whether the session check is the one that spares Richie the Referer check: openedx-api 1.1, 4.3. */
  readonly isCrossDomain?: boolean
  /** Methods whose answers carry the CSRF cookies: openedx-api 4.2 (b). */
  readonly sendsCsrfCookies?: readonly Method[]
  /** The key of an error's text: `detail`, but `developer_message` in a few views: teak-measured, New. */
  readonly errorKey?: string
  /** The Allow header where it is not in the usual order. */
  readonly allow?: string
}

const ORDER: readonly Method[] = ['GET', 'POST', 'PATCH', 'DELETE']

/** Runs an API view: content negotiation, authentication, permission, then the method: their order shows in the answers. */
export function apiView(view: ApiView): View {
  const allow = view.allow ?? allowOf(view)
  return async (exchange) => {
    const answer = await answerOf(view, exchange)
    return answer.isBare === true ? answer : { ...answer, headers: { ...answer.headers, Allow: allow } }
  }
}

async function answerOf(view: ApiView, exchange: Exchange): Promise<Answer> {
  if (!acceptsJson(exchange)) {
    return json(406, { detail: 'Could not satisfy the request Accept header.' })
  }
  if (view.permission === 'anyone') {
    exchange.user = undefined // such views have no authenticators at all, and so forget the session's learner
    return await dispatch(view, exchange, { learner: undefined, hasApiKey: false, usesJwt: false })
  }
  const outcome = await authenticate(exchange, view.isCrossDomain === true)
  if ('refusal' in outcome) {
    exchange.user = undefined
    return outcome.refusal
  }
  exchange.user = outcome.caller.learner
  return refusalOf(view, outcome.caller) ?? (await dispatch(view, exchange, outcome.caller))
}

function refusalOf(view: ApiView, caller: Caller): Answer | undefined {
  const key = view.errorKey ?? 'detail'
  const isKnown = caller.learner !== undefined || (view.permission === 'learnerOrApiKey' && caller.hasApiKey)
  if (!isKnown) {
    const text = 'Authentication credentials were not provided.'
    return key === 'detail' ? unauthorized(text) : json(401, { [key]: text })
  }
  const isRefused = view.permission === 'staff' && caller.learner?.isStaff !== true
  return isRefused ? json(403, { [key]: 'You do not have permission to perform this action.' }) : undefined
}

async function dispatch(view: ApiView, exchange: Exchange, caller: Caller): Promise<Answer> {
  if (exchange.method === 'OPTIONS') {
    return json(200, {
      name: view.name,
      description: '',
      renders: ['application/json'],
      parses: ['application/json'],
    })
  }
  const method = exchange.method === 'HEAD' ? 'GET' : exchange.method
  const handler = view.handlers[method as Method]
  if (handler === undefined) {
    return json(405, { detail: `Method "${exchange.method}" not allowed.` })
  }
  const answer = await handler(exchange, caller)
  if (view.sendsCsrfCookies?.includes(method as Method) === true) {
    ensureCsrfCookies(exchange)
  }
  return answer
}

function acceptsJson(exchange: Exchange): boolean {
  const accept = exchange.header('accept') ?? '*/*'
  return accept
    .split(',')
    .some((part) => ['*/*', 'application/*', 'application/json'].includes(part.split(';')[0]?.trim() ?? ''))
}

function allowOf(view: ApiView): string {
  const methods: string[] = ORDER.filter((method) => view.handlers[method] !== undefined)
  return [...methods, ...(view.handlers.GET === undefined ? [] : ['HEAD']), 'OPTIONS'].join(', ')
}
