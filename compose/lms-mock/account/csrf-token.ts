import { apiView } from '../api/view.ts'
import { json } from '../web/answer.ts'
import { mask, useCsrfSecret } from '../web/csrf-token.ts'

/** GET /csrf/api/v1/token: a masked token, good as X-CSRFToken: teak-measured [386]. */
export const csrfTokenView = apiView({
  name: 'Csrf Token',
  permission: 'anyone',
  handlers: { GET: (exchange) => json(200, { csrfToken: mask(useCsrfSecret(exchange.csrf)) }) },
})
