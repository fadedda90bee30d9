import { page, redirect, type Answer } from '../web/answer.ts'
import { useCsrfToken } from '../web/csrf-token.ts'
import type { Exchange } from '../web/exchange.ts'
import type { View } from '../web/platform.ts'
import { notFoundPage } from './error-pages.ts'
import { layout } from './layout.ts'
import { markup } from './markup.ts'

/** `/account/settings`: where "Account" in Richie's user menu leads (the default PROFILE_URLS of Richie's sandbox). */
export function accountSettingsPage(exchange: Exchange): Answer {
  const { user } = exchange
  if (user === undefined) {
    return redirect('/login?next=/account/settings')
  }
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
    if (user === undefined) {
      return redirect(`/login?next=/u/${encodeURIComponent(username)}`)
    }
    const person = store.learners.byUsername(username)
    if (person === undefined) {
      return notFoundPage(exchange)
    }
    useCsrfToken(exchange.csrf)
    const content = markup`<h1>${person.username}</h1>
<p class="soft">${person.username === user.username ? 'This is you.' : 'A learner of this platform.'} A real platform shows the profile here.</p>`
    return page(200, layout(exchange, person.username, content))
  }
}
