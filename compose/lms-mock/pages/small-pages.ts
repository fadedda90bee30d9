import { notFoundPage, layout } from '../html/layout.ts'
import { markup } from '../html/markup.ts'
import { page, redirect, type Answer } from '../web/answer.ts'
import { useCsrfToken, formToken } from '../web/csrf-token.ts'
import { type Exchange, decide } from '../web/exchange.ts'
import { fromPage, safeNext } from '../web/next.ts'
import type { View } from '../web/platform.ts'

/** `/account/settings`: where "Account" in Richie's user menu leads (the default PROFILE_URLS of Richie's sandbox). */
export function accountSettingsPage(exchange: Exchange): Answer {
  const { user } = exchange
  if (user === undefined) return redirect('/login?next=/account/settings')
  useCsrfToken(exchange.csrf)
  const content = markup`<h1>Account settings</h1>
<dl><dt>Username</dt><dd>${user.username}</dd><dt>Email</dt><dd>${user.email}</dd><dt>Full name</dt><dd>${user.name}</dd></dl>
<p class="soft">A real platform lets you change these here.</p>`
  return page(200, layout(exchange, 'Account settings', content))
}

/** `/u/<username>`: where "Profile" leads; for people who are signed in. */
export function profilePage(username: string): View {
  return (exchange) => {
    const { user, store } = exchange
    if (user === undefined) return redirect(`/login?next=/u/${encodeURIComponent(username)}`)
    const person = store.learners.byUsername(username)
    if (person === undefined) return notFoundPage(exchange)
    useCsrfToken(exchange.csrf)
    const content = markup`<h1>${person.username}</h1>
<p class="soft">${person.username === user.username ? 'This is you.' : 'A learner of this platform.'} A real platform shows the profile here.</p>`
    return page(200, layout(exchange, person.username, content))
  }
}

/** /account/finish_auth: the detour that enrolls after a login, by a form that sends itself: openedx-api 3.1 (its page is inferred). */
export function finishAuthPage(exchange: Exchange): Answer {
  const { query, user } = exchange
  const next = safeNext(exchange, query.get('next')) ?? '/dashboard'
  if (user === undefined || query.get('enrollment_action') !== 'enroll') return redirect(next)
  const content = markup`<h1>Enrolling</h1>
<form method="post" action="/change_enrollment"><input type="hidden" name="csrfmiddlewaretoken" value="${formToken(exchange.csrf)}">
<input type="hidden" name="course_id" value="${query.get('course_id') ?? ''}"><input type="hidden" name="enrollment_action" value="enroll">
<input type="hidden" name="mock_return" value="${fromPage(next)}"><button>Continue</button></form>
<script>document.querySelector('form').submit()</script>`
  return page(200, layout(exchange, 'Enrolling', content))
}

/** Django's APPEND_SLASH, without which the login form is lost: teak-measured [079]. */
export function addSlash(exchange: Exchange): Answer {
  const query = exchange.query.toString()
  decide(exchange, '3.2 login_session', 'the final slash is missing: the redirect loses the form')
  return { ...redirect(`${exchange.path}/${query === '' ? '' : `?${query}`}`), status: 301, isBare: true }
}

/**
 * `/richie/...`: where `next=richie/...` leads; sends the browser back to the catalogue, path and query as they came. What a
 * browser could read as another host after the origin can't arise: the origin is ours, and the path always starts with one slash.
 */
export function wayBack(rawPath: string, search: string): (exchange: Exchange) => Answer {
  return (exchange) => {
    const rest = rawPath.replace(/^\/richie\/?/, '').replaceAll('\\', '%5C')
    return redirect(`${exchange.settings.richieOrigin}/${rest}${search}`)
  }
}
