import * as http from 'node:http'
import * as https from 'node:https'
import type { AddressInfo } from 'node:net'
import { expect, onTestFinished, test } from 'vitest'
import { anyCertificate } from '../../tls/testing/any-certificate.ts'
import { askIndex } from './package-index.ts'

const options = { env: {}, trusted: () => '', timeLeft: () => 2000 }

async function listen(server: http.Server): Promise<number> {
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', () => resolve()))
  onTestFinished(() => {
    server.closeAllConnections()
    server.close()
  })
  return (server.address() as AddressInfo).port
}

const answering = (date?: string) => (_: http.IncomingMessage, response: http.ServerResponse) => {
  response.sendDate = false
  response.writeHead(404, date === undefined ? {} : { date, age: '30' }).end()
}

test('an answer of any status is one; its clock is compared, with the time that it was kept by a cache', async () => {
  const port = await listen(http.createServer(answering(new Date(Date.now() - 90_000).toUTCString())))
  const { answer, url } = await askIndex(
    { name: 'npm', url: `http://ada:secret@127.0.0.1:${port}/x` },
    options,
  )
  expect(url).toBe(`http://127.0.0.1:${port}/x`)
  expect(answer?.status).toBe(404)
  expect(answer?.clockMs).toBeGreaterThan(-63_000)
  expect(answer?.clockMs).toBeLessThan(-58_000)
  expect(answer).not.toHaveProperty('authority')
})

test('a server that is not verified is told no password, and its 401 is an answer', async () => {
  const { certificate: cert, key } = await anyCertificate({ names: ['127.0.0.1'], subject: 'CN=Example' })
  const told: (string | undefined)[] = []
  const port = await listen(
    https.createServer({ cert, key }, ({ headers, url }, response) => {
      told.push(headers.authorization, url)
      response.writeHead(401).end()
    }),
  )
  const url = `https://ada:secret@127.0.0.1:${port}/simple?token=secret`
  const index = await askIndex({ name: 'Python', url }, options)
  expect(index).toMatchObject({ url: `https://127.0.0.1:${port}/simple`, answer: { status: 401 } })
  expect(told).toEqual([undefined, '/simple', undefined, '/simple'])
})

test('an authority is unknown, or known to this machine alone', async () => {
  const own = await anyCertificate({ names: ['127.0.0.1'], subject: 'CN=Example Proxy' })
  const port = await listen(https.createServer({ cert: own.certificate, key: own.key }, answering()))
  const index = { name: 'npm', url: `https://127.0.0.1:${port}/` } as const
  expect((await askIndex(index, options)).answer).toEqual({
    status: 404,
    authority: 'unknown',
    issuer: 'Example Proxy',
  })
  const trusted = { ...options, trusted: () => own.certificate }
  expect((await askIndex(index, trusted)).answer).toMatchObject({ authority: 'machine' })
})

test('an index that is silent, refuses or is named too late says so', async () => {
  const silent = await listen(http.createServer(() => undefined))
  const url = `http://127.0.0.1:${silent}/`
  expect(await askIndex({ name: 'npm', url }, { ...options, timeLeft: () => 500 })).toMatchObject({
    failure: 'no answer within 0.5 s',
  })
  expect(await askIndex({ name: 'npm', url }, { ...options, timeLeft: () => 100 })).toEqual({
    name: 'npm',
    url,
    isLate: true,
  })
  expect(await askIndex({ name: 'npm', url: 'http://127.0.0.1:1/' }, options)).toMatchObject({
    failure: 'ECONNREFUSED',
  })
  expect(await askIndex({ name: 'Maven' }, options)).toEqual({ name: 'Maven' })
})

test('an index is asked by the proxy that the environment names', async () => {
  const asked: (string | undefined)[] = []
  const port = await listen(
    http.createServer((request, response) => {
      asked.push(request.url)
      response.end()
    }),
  )
  const env = { http_proxy: `http://127.0.0.1:${port}` }
  const { answer } = await askIndex(
    { name: 'Debian', url: 'http://index.example.org/debian' },
    { ...options, env },
  )
  expect(answer?.status).toBe(200)
  expect(asked).toEqual(['http://index.example.org/debian'])
})
