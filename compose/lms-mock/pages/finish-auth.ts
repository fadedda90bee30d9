import { page, redirect, type Answer } from '../web/answer.ts'
import { formToken } from '../web/csrf-token.ts'
import type { Exchange } from '../web/exchange.ts'
import { fromPage, safeNext } from '../web/safe-next.ts'
import { layout } from './layout.ts'
import { markup } from './markup.ts'

/** /account/finish_auth: the detour that enrolls after a login, by a form that sends itself: openedx-api 3.1 (its page is inferred). */
export function finishAuthPage(exchange: Exchange): Answer {
  const { query, user } = exchange
  const next = safeNext(exchange, query.get('next')) ?? '/dashboard'
  if (user === undefined || query.get('enrollment_action') !== 'enroll') {
    return redirect(next)
  }
  const content = markup`<h1>Enrolling</h1>
<form method="post" action="/change_enrollment"><input type="hidden" name="csrfmiddlewaretoken" value="${formToken(exchange.csrf)}">
<input type="hidden" name="course_id" value="${query.get('course_id') ?? ''}"><input type="hidden" name="enrollment_action" value="enroll">
<input type="hidden" name="mock_return" value="${fromPage(next)}"><button>Continue</button></form>
<script>document.querySelector('form').submit()</script>`
  return page(200, layout(exchange, 'Enrolling', content))
}
