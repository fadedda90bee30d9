import { dropLoginCookies } from '../account/login-cookies.ts'
import { csrfRefusedPage, layout } from '../html/layout.ts'
import { markup } from '../html/markup.ts'
import { page, redirect, type Answer } from '../web/answer.ts'
import { useCsrfToken } from '../web/csrf-token.ts'
import { csrfFailure } from '../web/csrf/csrf.ts'
import { type Exchange, decide } from '../web/exchange.ts'
import { isOwnHost, isOwnOrTrusted } from '../web/next.ts'
import { logOut } from '../web/session.ts'

/** /logout, as the release answers it; POST wants a CSRF token: openedx-api 3.3, teak-measured [380]. */
export async function logoutView(exchange: Exchange): Promise<Answer> {
  if (!['GET', 'HEAD', 'OPTIONS'].includes(exchange.method)) {
    const failure = await csrfFailure(exchange)
    if (failure !== undefined) return csrfRefusedPage(exchange, failure)
  }
  const who = exchange.session.learner?.username
  decide(exchange, '3.3', who === undefined ? 'nobody was logged in' : undefined)
  logOut(exchange)
  dropLoginCookies(exchange)
  return exchange.release.login.logout(exchange)
}

/** To `/`, whatever is asked; sets csrftoken: openedx-api 3.3, dogwood. */
export function logoutToHome(exchange: Exchange): Answer {
  useCsrfToken(exchange.csrf)
  return redirect('/')
}

/** To `redirect_url` where it is of the same host, else to `/`: openedx-api 3.3, hawthorn. */
export function logoutToSafeTarget(exchange: Exchange): Answer {
  const asked = exchange.query.get('redirect_url') ?? ''
  return redirect(asked !== '' && isOwnHost(exchange, asked) ? asked : '/')
}

/** 200 and a page that leads on by script: openedx-api 3.3, teak-measured [362-381]. */
export function logoutPage(exchange: Exchange): Answer {
  useCsrfToken(exchange.csrf)
  const target = targetOf(exchange)
  const content = markup`<h1>You have signed out</h1><p><a id="on" href="${target}">Continue</a></p>
<script>location.replace(document.getElementById('on').href)</script>`
  return page(200, layout(exchange, 'Signed out', content))
}

/** `redirect_url` or `next` where it is safe; spaces were plus signs of a course key: openedx-api 3.3. */
function targetOf(exchange: Exchange): string {
  const asked = (exchange.query.get('redirect_url') ?? exchange.query.get('next') ?? '').replaceAll(' ', '+')
  return asked !== '' && isOwnOrTrusted(exchange, asked) ? asked : '/'
}
