import { createServer, type IncomingMessage, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import { expect, onTestFinished, test } from 'vitest'
import { post, syncSignature } from './post.ts'

const syncBody = '{"resource_link": "x"}'

test('the body arrives byte by byte, signed, and the answer is kept', async () => {
  const seen: (string | undefined)[] = []
  const url = await richie(async (request, response) => {
    const chunks: Buffer[] = await request.toArray()
    seen.push(request.method, request.headers['content-type'], request.headers.authorization)
    seen.push(Buffer.concat(chunks).toString())
    response.writeHead(200, { 'Content-Type': 'application/json' }).end('{"success":true}')
  })
  expect(await post(url, syncBody, 'secret')).toEqual({ status: 200, said: '{"success":true}' })
  expect(seen).toEqual(['POST', 'application/json', syncSignature(syncBody, 'secret'), syncBody])
})

test.each([
  [
    'a refusal in its own words',
    400,
    '{"resource_link":["Unknown course: X."]}',
    '{"resource_link":["Unknown course: X."]}',
  ],
  [
    'a page by its title',
    503,
    '<!doctype html><head><title>Richie is\n starting</title></head><p>more',
    'Richie is starting',
  ],
  ['at most 500 characters', 500, 'x'.repeat(2000), 'x'.repeat(500)],
])('it keeps %s', async (_, status, body, said) => {
  const url = await richie((_request, response) => void response.writeHead(status).end(body))
  expect(await post(url, syncBody, 'secret')).toEqual({ status, said })
})

test('a redirect is not followed: where it leads is what is kept', async () => {
  const url = await richie(
    (_request, response) => void response.writeHead(308, { Location: 'https://elsewhere.example/' }).end(),
  )
  expect(await post(url, syncBody, 'secret')).toEqual({ status: 308, said: 'https://elsewhere.example/' })
})

test('where nobody listens, the reason is kept', async () => {
  const server = createServer()
  await new Promise<void>((resolve) => void server.listen(0, '127.0.0.1', resolve))
  const { port } = server.address() as AddressInfo
  await new Promise((resolve) => server.close(resolve))
  const { status, said } = await post(`http://127.0.0.1:${port}/`, syncBody, 'secret')
  expect({ status, said }).toEqual({ status: null, said: expect.stringContaining('ECONNREFUSED') })
})

test('a Richie that never answers is given up', async () => {
  const url = await richie(() => undefined)
  expect(await post(url, syncBody, 'secret', 50)).toEqual({ status: null, said: 'no answer within 0.05 s' })
})

async function richie(
  answer: (request: IncomingMessage, response: ServerResponse) => void | Promise<void>,
): Promise<string> {
  const server = createServer((request, response) => void answer(request, response))
  await new Promise<void>((resolve) => void server.listen(0, '127.0.0.1', resolve))
  onTestFinished(() => {
    server.closeAllConnections()
    server.close()
  })
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}/api/v1.0/course-runs-sync/`
}
