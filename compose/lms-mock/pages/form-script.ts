/**
 * Sends the sign-in and register forms as the platform's own pages do: by a request that answers JSON, then on to `next`.
 * Without script the same forms post plainly and are answered by redirects.
 */
export const FORM_SCRIPT = `
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
    if (answer.ok) return location.assign(form.dataset.next)
    note.textContent = await reason(answer)
  } catch {
    note.textContent = 'The platform did not answer.'
  }
})
async function reason(answer) {
  if (answer.headers.get('Content-Type') !== 'application/json') {
    return 'The platform answered ' + answer.status + '. Reload this page and try again.'
  }
  const body = await answer.json()
  const messages = Object.values(body).flatMap((value) => Array.isArray(value) ? value.map((item) => item.user_message) : [])
  if (body.error_code === 'inactive-user') return 'This account is not activated.'
  const text = document.createElement('template')
  text.innerHTML = body.value || messages.filter(Boolean).join(' ') || 'This did not work.'
  return text.content.textContent
}
`
