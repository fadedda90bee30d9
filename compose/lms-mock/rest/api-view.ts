import { json, type Answer } from '../web/answer.ts'
import { ensureCsrfCookies } from '../web/csrf/cross-domain.ts'
import { type Exchange, decide } from '../web/exchange.ts'
import type { View } from '../web/platform.ts'
import { authenticate, unauthorized, type Caller } from './authenticate.ts'
import { throttle } from './throttle.ts'

type Method = 'GET' | 'POST' | 'PATCH' | 'DELETE'
type Handler = (exchange: Exchange, caller: Caller) => Answer | Promise<Answer>

/** One API view of the platform, as Django REST framework sees it. */
export type ApiView = {
  readonly name: string
  readonly handlers: Partial<Readonly<Record<Method, Handler>>>
  /** Who may call: openedx-api 1.1. */
  readonly permission: 'anyone' | 'learner' | 'learnerOrApiKey' | 'staff'
  /** Where it is not the usual row of them. With the session alone there is nothing to challenge with: 403 for 401. */
  readonly authenticators?: 'sessionOnly' | 'jwtOnly'
  /** The rule of the contract by which anonymous callers are refused; by default 1.1. */
  readonly rule?: string
  /** Whether the session check is the one that spares Richie the Referer check: openedx-api 1.1, 4.3. */
  readonly isCrossDomain?: boolean
  /** Methods whose answers carry the CSRF cookies: openedx-api 4.2 (b). */
  readonly sendsCsrfCookies?: readonly Method[]
  /** The key of an error's text: `detail`, but `developer_message` in a few views: teak-measured, New. */
  readonly errorKey?: string
  /** The Allow header where it is not in the usual order. */
  readonly allow?: string
}

const order: readonly Method[] = ['GET', 'POST', 'PATCH', 'DELETE']

/** Runs an API view: content negotiation, authentication, permission, then the method: their order shows in the answers. */
export function apiView(view: ApiView): View {
  const allow = view.allow ?? allowOf(view)
  return async (exchange) => {
    const answer = await exchange.release.web.content(exchange, view.name, () => answerOf(view, exchange))
    return answer.isBare === true ? answer : { ...answer, headers: { ...answer.headers, Allow: allow } }
  }
}

async function answerOf(view: ApiView, exchange: Exchange): Promise<Answer> {
  if (view.permission === 'anyone') {
    exchange.user = undefined // such views have no authenticators at all, and so forget the session's learner
    return await dispatch(view, exchange, { learner: undefined, hasApiKey: false, usesJwt: false })
  }
  const outcome = await authenticate(exchange, view)
  if ('refusal' in outcome) {
    exchange.user = undefined
    return outcome.refusal
  }
  exchange.user = outcome.caller.learner
  return refusalOf(exchange, view, outcome.caller) ?? (await dispatch(view, exchange, outcome.caller))
}

function refusalOf(exchange: Exchange, view: ApiView, caller: Caller): Answer | undefined {
  const key = view.errorKey ?? 'detail'
  const isKnown = caller.learner !== undefined || (view.permission === 'learnerOrApiKey' && caller.hasApiKey)
  if (!isKnown) return anonymous(exchange, view, key)
  if (view.permission !== 'staff' || caller.learner?.isStaff === true) return undefined
  decide(exchange, '1.1', `${caller.learner?.username ?? 'the API key'} is not staff`)
  return json(403, { [key]: 'You do not have permission to perform this action.' })
}

function anonymous(exchange: Exchange, view: ApiView, key: string): Answer {
  decide(exchange, view.rule ?? '1.1', `nobody is logged in: ${whyAnonymous(exchange, view)}`)
  const text = 'Authentication credentials were not provided.'
  if (view.authenticators === 'sessionOnly') return json(403, { [key]: text })
  return key === 'detail' ? unauthorized(exchange, text) : json(401, { [key]: text })
}

function whyAnonymous({ session }: Exchange, view: ApiView): string {
  if (view.authenticators === 'jwtOnly') return 'no JWT was sent, and nothing else is accepted here'
  if (!session.wasSent) return 'no session cookie was sent'
  return session.key === undefined
    ? 'the session is unknown or has ended'
    : 'the session belongs to a visitor who has not logged in'
}

async function dispatch(view: ApiView, exchange: Exchange, caller: Caller): Promise<Answer> {
  const throttled = throttle(exchange, caller)
  if (throttled !== undefined) return throttled
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
    decide(exchange, '1.6', `${view.name} does not allow ${exchange.method}`)
    return json(405, { detail: `Method "${exchange.method}" not allowed.` })
  }
  const answer = await handler(exchange, caller)
  if (view.sendsCsrfCookies?.includes(method as Method) === true) ensureCsrfCookies(exchange)
  return answer
}

function allowOf(view: ApiView): string {
  const methods: string[] = order.filter((method) => view.handlers[method] !== undefined)
  return [...methods, ...(view.handlers.GET === undefined ? [] : ['HEAD']), 'OPTIONS'].join(', ')
}
