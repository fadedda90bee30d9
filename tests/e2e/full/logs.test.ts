import { execFile } from 'node:child_process'
import { join } from 'node:path'
import { promisify } from 'node:util'
import { afterEach, expect, test } from 'vitest'
import { logLineSchema, type LoggedLine } from '../../../scripts/commands/log-schema.ts'
import { docker } from '../support/docker.ts'
import { name, edxPort, checkout } from '../support/environment.ts'
import { ask } from '../support/http.ts'
import { startCampus, type RunningCommand } from '../support/running-command.ts'

const edx = `http://edx.${name}.localhost:${edxPort}`

let running: RunningCommand | undefined
afterEach(async () => {
  await running?.interrupt()
  running = undefined
})

const parse = (line: string): LoggedLine => logLineSchema.parse(JSON.parse(line))

async function read(...argv: readonly string[]): Promise<readonly LoggedLine[]> {
  const { exitCode, output } = await checkout.campus(['logs', '--json', ...argv])
  expect(exitCode, output).toBe(0)
  return output.split('\n').slice(0, -1).map(parse)
}

/** Asks the LMS for a page that nobody else asks for, and waits until the gateway's log has it. */
async function leaveMark(mark: string): Promise<LoggedLine> {
  running = startCampus(checkout.dir, ['logs', 'gateway', '--follow', '--json', '--tail', '1000'])
  await ask(`${edx}/${mark}`)
  await running.until((lines) => lines.some((line) => line.includes(mark)))
  const found = running.lines().find((line) => line.includes(mark)) ?? ''
  expect((await running.interrupt()).exitCode).toBe(0)
  return parse(found)
}

test('with --json each line is a document, by time over all services', async () => {
  const lines = await read()
  expect(new Set(lines.map(({ service }) => service))).toEqual(
    new Set(['gateway', 'edx', 'database', 'search', 'richie']),
  )
  expect(lines.map(({ at }) => at)).toEqual(lines.map(({ at }) => at).toSorted())
})

test('--since begins at a time, --tail at a count of lines', async () => {
  await leaveMark('mark-one')
  const { at } = await leaveMark('mark-two')
  const since = (await read('gateway', '--since', `${at.slice(0, 23)}Z`)).map(({ line }) => line).join('\n')
  expect(since).toContain('mark-two')
  expect(since).not.toContain('mark-one')
  expect(await read('gateway', '--since', '10m', '--tail', '2')).toHaveLength(2)
})

test('people see the name of each service, and its time where they ask for it', async () => {
  const { output } = await checkout.campus(['logs', 'edx', 'gateway', '--tail', '1', '--timestamps'])
  expect(output).toMatch(/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z {2}edx {6}\S/m)
  expect((await checkout.campus(['logs', 'edx', '--tail', '1'])).output).toMatch(/^edx: mock LMS/)
})

test('a service that is started again, or made anew, is taken up where it was, and no line comes twice', async () => {
  running = startCampus(checkout.dir, ['logs', 'edx', 'richie', '--follow', '--json', '--tail', '1000'])
  const starts = (lines: readonly string[]) =>
    lines.filter((line) => line.includes('mock LMS (teak) listens')).length
  await running.until((lines) => starts(lines) > 0)
  const before = starts(running.lines())
  await docker(['restart', `${name}-edx-1`])
  await running.until((lines) => starts(lines) === before + 1)
  await docker(['rm', '-f', `${name}-edx-1`])
  const up = await checkout.campus(['up'])
  expect(up.exitCode, up.output).toBe(0)
  await running.until((lines) => starts(lines) === before + 2)
  const lines = running.lines()
  expect(new Set(lines).size).toBe(lines.length)
  expect(lines.map(parse).every(({ service }) => ['edx', 'richie'].includes(service))).toBe(true)
  expect(await running.interrupt()).toEqual({ exitCode: 0, errors: '' })
})

test('a reader that has seen enough ends it without a word', async () => {
  const campus = join(checkout.dir, 'bin/campus')
  const { stdout, stderr } = await promisify(execFile)('sh', ['-c', `${campus} logs | head -1`])
  expect([stdout.split('\n').length, stderr]).toEqual([2, ''])
})

test.each([
  [['logs', 'edxx'], 'There is no service "edxx".'],
  [['logs', '--since', 'lunch'], 'Expected how long ago'],
])('%j ends with exit code 2 and says why', async (argv, said) => {
  const { exitCode, output } = await checkout.campus(argv)
  expect([exitCode, output]).toEqual([2, expect.stringContaining(said)])
})
