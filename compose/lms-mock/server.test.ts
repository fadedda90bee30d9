import { cpSync, mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { NotStarted, startProgram } from '../../tests/lms-mock/testing/program.ts'

let folder: string
let socket: string

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'lms-mock-'))
  socket = join(folder, 'socket')
})

afterEach(() => rmSync(folder, { recursive: true }))

test('alone, it says where it is, who can log in and how to open the control page', async () => {
  const program = await startProgram({ CAMPUS_LISTEN: socket })
  try {
    expect(program.said()).toContain('Open edX mock (teak) on http://localhost:8073\n')
    expect(program.said()).toContain(`\n  Listens on    ${socket}\n`)
    expect(program.said()).toMatch(/Richie +http:\/\/localhost:8070\n/)
    expect(program.said()).toMatch(/Log in +edx@example\.com \/ edx, admin@example\.com \/ admin \(staff\)/)
    const [, link = ''] = /Control page +http:\/\/localhost:8073(\S+)/.exec(program.said()) ?? []
    const host = { Host: 'localhost:8073' }
    expect((await program.ask('GET', link, host)).status).toBe(303)
    expect((await program.ask('GET', '/mock/', host)).status).toBe(403)
    expect((await program.ask('GET', '/login', host)).status).toBe(200)
  } finally {
    await program.end('SIGTERM')
  }
})

test('the status file, which the gateway reads, says that it is ready, and then that it has stopped', async () => {
  const status = join(folder, 'status')
  const program = await startProgram({ CAMPUS_LISTEN: socket, CAMPUS_STATUS: status })
  try {
    expect(readFileSync(status, 'utf8')).toBe('ready\n')
  } finally {
    await program.end('SIGTERM')
  }
  expect(readFileSync(status, 'utf8')).toBe('stopped\n')
})

test('impossible values are reported at once, with exit code 2', async () => {
  const start = startProgram({ CAMPUS_LISTEN: socket, LMS_URL: 'edx', LMS_RELEASE: 'koa' })
  await expect(start).rejects.toThrow(
    [
      'Environment variables:',
      '  Expected LMS_URL to be scheme://host[:port], got "edx"',
      '  Expected LMS_RELEASE to be dogwood or hawthorn or teak or ironwood or eucalyptus, got "koa"',
      '',
    ].join('\n'),
  )
  await expect(start).rejects.toMatchObject({ code: 2 })
})

test.each([
  [{ LMS_URL: 'http://localhost:99999' }, 'Expected LMS_URL to be'],
  [{ CAMPUS_LISTEN: '127.0.0.1:99999' }, 'Expected CAMPUS_LISTEN to be'],
  [
    { CAMPUS_SETTINGS: '/nowhere/settings.json' },
    '/nowhere/settings.json:\n  Expected a readable file: ENOENT',
  ],
])('%j ends it with exit code 2, and nothing is made', async (env, said) => {
  const database = join(folder, 'lms')
  const start = startProgram({ CAMPUS_LISTEN: socket, CAMPUS_DATABASE: database, ...env })
  await expect(start).rejects.toThrow(said)
  await expect(start).rejects.toMatchObject({ code: 2 })
  expect(readdirSync(folder)).toEqual([])
})

test('a place that is taken is named', async () => {
  const first = await startProgram({ CAMPUS_LISTEN: '127.0.0.1:0', CAMPUS_DATABASE: join(folder, 'lms') })
  try {
    const second = startProgram({ CAMPUS_LISTEN: socket, CAMPUS_DATABASE: join(folder, 'lms') })
    await expect(second).rejects.toThrow(`${join(folder, 'lms')} is in use by another program`)
    await expect(second).rejects.toMatchObject({ code: 1 })
  } finally {
    await first.end('SIGTERM')
  }
})

test('without the packages it says how to get them', async () => {
  const copy = join(folder, 'lms-mock')
  cpSync(import.meta.dirname, copy, { recursive: true })
  const start = startProgram({ CAMPUS_LISTEN: socket, NODE_PATH: '' }, join(copy, 'server.ts'))
  await expect(start).rejects.toThrow(/^Packages are missing: run `npm ci` in the root of the checkout\n/)
  await expect(start).rejects.toBeInstanceOf(NotStarted)
})
