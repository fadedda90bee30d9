import { apiView } from '../api/view.ts'
import { json } from '../web/answer.ts'
import { formToken } from '../web/csrf-token.ts'

/** GET /csrf/api/v1/token: a masked token, good as X-CSRFToken: teak-measured [386]. */
export const csrfTokenView = apiView({
  name: 'Csrf Token',
  permission: 'anyone',
  handlers: { GET: (exchange) => json(200, { csrfToken: formToken(exchange.csrf) }) },
})
