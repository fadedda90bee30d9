import { markup, type Markup } from '../../html/markup.ts'
import type { LoggedRequest } from '../../log/request-log.ts'
import type { PageContext } from '../world.ts'
import { pageResponse } from './layout.ts'
import { changeForm, table } from './parts.ts'

/** The last requests, which rule of the contract answered each, and why one was refused. */
export function requestsPage(context: PageContext): Response {
  const rows = context.world.requests
    .all()
    .map((request) => [
      markup`<time datetime="${request.at}">${request.at.slice(11, 19)}</time>`,
      markup`<div class="wide"><strong>${request.method}</strong> <code>${request.path}</code></div>`,
      markup`<span class="number${request.status >= 400 || request.status === 0 ? ' refused' : ''}">${request.status === 0 ? 'cut' : request.status}</span>`,
      markup`<span class="number">${request.ms} ms</span>`,
      request.learner ?? markup`<span class="soft">nobody</span>`,
      verdict(request),
    ])
  const columns = ['Time', 'Request', 'Answer', 'Duration', 'Learner', 'Rule']
  const content = markup`<div class="bar"><span class="soft">Newest first, at most 200. <a href="/mock/requests">Reload</a></span>${changeForm(context, 'forget-requests', {}, 'Clear the list')}</div>
${table(columns, rows, 'No requests yet.')}`
  return pageResponse(context, 'Last requests', content)
}

function verdict({ rule, why, facts, faults }: LoggedRequest): Markup {
  const lines = [
    rule === null ? undefined : markup`${rule}`,
    why === null ? undefined : markup`<span class="refused">${why}</span>`,
    facts === null ? undefined : markup`<span class="soft">${facts}</span>`,
    faults.length === 0 ? undefined : markup`<span class="badge warn long">${faults.join(', ')}</span>`,
  ].filter((line) => line !== undefined)
  return markup`${lines.map((line, index) => markup`${index === 0 ? '' : markup`<br>`}${line}`)}`
}
