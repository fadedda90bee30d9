import { dropLoginCookies } from '../account/login-cookies.ts'
import { page, type Answer } from '../web/answer.ts'
import { csrfFailure } from '../web/csrf.ts'
import { useCsrfSecret } from '../web/csrf-token.ts'
import type { Exchange } from '../web/exchange.ts'
import { isOwnOrTrusted } from '../web/safe-next.ts'
import { logOut } from '../web/session.ts'
import { csrfRefusedPage } from './error-pages.ts'
import { layout } from './layout.ts'
import { markup } from './markup.ts'

/** GET /logout: 200 and a page that leads on by script; POST wants a CSRF token: openedx-api 3.3, teak-measured [362-381]. */
export async function logoutPage(exchange: Exchange): Promise<Answer> {
  if (!['GET', 'HEAD', 'OPTIONS'].includes(exchange.method)) {
    const failure = await csrfFailure(exchange)
    if (failure !== undefined) {
      return csrfRefusedPage(failure)
    }
  }
  logOut(exchange)
  dropLoginCookies(exchange)
  useCsrfSecret(exchange.csrf)
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
