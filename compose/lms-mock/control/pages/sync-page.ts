import { markup, type Markup } from '../../html/markup.ts'
import type { SyncAttempt } from '../../sync/sync.ts'
import { reportSync } from '../reports.ts'
import type { PageContext } from '../world.ts'
import { pageResponse } from './layout.ts'
import { changeForm, moment, table } from './parts.ts'

/** The attempts to sync course runs to Richie, and what it answered. */
export function syncPage(context: PageContext): Response {
  if (context.world.sync === undefined) {
    return pageResponse(
      context,
      'Webhook',
      markup`<p>This LMS does not sync course runs to Richie: it has no secret to sign with.</p>`,
    )
  }
  const rows = reportSync(context.world).map((attempt) => [
    moment(attempt.at),
    markup`<code>${attempt.courseId}</code>`,
    outcome(attempt),
    attempt.attempt,
    markup`${attempt.said}${attempt.nextAt === null ? '' : markup`<br><span class="soft">next attempt at ${moment(attempt.nextAt)}</span>`}`,
    changeForm(context, 'push', { course: attempt.courseId }, 'Sync again'),
  ])
  const columns = ['Time', 'Course run', 'Outcome', 'Attempt', 'Richie said', '']
  const content = markup`<div class="bar"><span class="soft">Newest first, at most 100. <a href="/mock/sync">Reload</a></span>${changeForm(context, 'push', {}, 'Sync all course runs')}</div>
${table(columns, rows, 'Nothing has been synced to Richie yet.')}`
  return pageResponse(context, 'Webhook', content)
}

function outcome({ outcome: word, status }: SyncAttempt): Markup {
  const kind = word === 'accepted' ? 'good' : 'warn'
  return markup`<span class="badge ${kind}">${word}</span>${status === null ? '' : markup` <span class="soft">${status}</span>`}`
}
