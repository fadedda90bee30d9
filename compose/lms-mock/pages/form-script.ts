/**
 * Sends the sign-in and register forms as the platform's own pages do: by a request, then on to `next`. Releases answer it
 * by status, by `success` in JSON, or by a bare text: openedx-api 3.2. Without script the same forms post plainly and are
 * answered by redirects.
 */
export const formScript = `
const form = document.querySelector('form[data-next]')
form.addEventListener('submit', async (event) => {
  event.preventDefault()
  const fields = new URLSearchParams(new FormData(form))
  const token = fields.get('csrfmiddlewaretoken')
  fields.delete('mock_return')
  fields.delete('csrfmiddlewaretoken')
  const note = document.querySelector('[role=alert]')
  try {
    const answer = await fetch(form.action, { method: 'POST', headers: { 'X-CSRFToken': token }, body: fields })
    const said = await answer.text()
    const body = parsed(said)
    if (answer.ok && body.success !== false) return location.assign(form.dataset.next)
    note.textContent = reason(answer, body, said)
  } catch {
    note.textContent = 'The platform did not answer.'
  }
})
function parsed(text) {
  try {
    return JSON.parse(text) ?? {}
  } catch {
    return {}
  }
}
function reason(answer, body, said) {
  if (answer.headers.get('Content-Type') !== 'application/json') {
    return 'The platform answered ' + answer.status + '. Reload this page and try again.'
  }
  const messages = Object.values(body).flatMap((value) => Array.isArray(value) ? value.map((item) => item.user_message) : [])
  if (body.error_code === 'inactive-user') return 'This account is not activated.'
  const bare = Object.keys(body).length === 0 ? said : ''
  const text = document.createElement('template')
  text.innerHTML = body.value || messages.filter(Boolean).join(' ') || bare || 'This did not work.'
  return text.content.textContent
}
`
