import { indentedJson, page, redirect, type Answer } from '../web/answer.ts'
import { type Exchange, decide } from '../web/exchange.ts'
import { fromPage, safeNext } from '../web/next.ts'
import { formOf } from '../web/request.ts'
import { registrationProblems, takenProblems } from './registration-rules.ts'
import { addAccount, backToForm } from './registration.ts'

const takenTexts = {
  username: "An account with the Public Username '{}' already exists.",
  email: "An account with the Email '{}' already exists.",
}

/** POST /create_account, where dogwood's register page posts to; no CSRF token asked: openedx-api 3.2, texts of its student/views.py. */
export async function createAccountView(exchange: Exchange): Promise<Answer> {
  if (exchange.method !== 'POST') return page(405, '', { Allow: 'POST' })
  const form = await formOf(exchange)
  const [invalid] = Object.entries(registrationProblems(exchange, form))
  if (invalid !== undefined) {
    const [field, [problem]] = invalid
    return refuse(exchange, form, field, problem?.user_message ?? '')
  }
  const { fields } = takenProblems(exchange, form)
  const taken = fields.includes('username') ? 'username' : fields[0]
  if (taken !== undefined) {
    return refuse(
      exchange,
      form,
      taken,
      takenTexts[taken].replace('{}', () => form.get(taken) ?? ''),
    )
  }
  decide(exchange, '3.2 create_account')
  addAccount(exchange, form)
  const back = form.get('mock_return')
  return back === null
    ? indentedJson(200, { success: true, redirect_url: null })
    : redirect(fromPage(safeNext(exchange, back)))
}

function refuse(exchange: Exchange, form: URLSearchParams, field: string, value: string): Answer {
  decide(exchange, '3.2 create_account', `${field}: ${value}`)
  return backToForm(form, 'validation-error') ?? indentedJson(400, { success: false, field, value })
}
