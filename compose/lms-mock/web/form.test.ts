import { expect, test } from 'vitest'
import { fromLms, startLms } from '../../../tests/lms-mock/testing/browser.ts'

const parts = ['email', 'password']
  .map((name) => `--xYz\r\nContent-Disposition: form-data; name="${name}"\r\n\r\n${name}-value\r\n`)
  .join('')
  .replace('email-value', 'edx@example.com')
  .replace('password-value', 'edx')

test.each([
  ['multipart/form-data; boundary=xYz', `${parts}--xYz--\r\n`, 200],
  ['Multipart/Form-Data; boundary=xYz', `${parts}--xYz--\r\n`, 200],
  ['Application/X-WWW-Form-Urlencoded; charset=utf-8', 'email=edx%40example.com&password=edx', 200],
  ['multipart/form-data', `${parts}--xYz--\r\n`, 400],
  ['multipart/form-data; boundary=xYz', 'broken', 400],
  ['text/plain', 'email=edx%40example.com&password=edx', 400],
])('a login sent as %s is answered', async (type, body, status) => {
  const browser = startLms().browser()
  await browser.get('/login_ajax', {})
  const headers = {
    ...fromLms,
    'Content-Type': type,
    'X-CSRFToken': browser.cookies.get('csrftoken'),
  }
  expect((await browser.post('/login_ajax', headers, body)).status).toBe(status)
})
