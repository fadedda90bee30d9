import { copyFileSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { DatabaseSync } from 'node:sqlite'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { startProgram, type Program } from '../../lms-mock/testing/program.ts'

const kills = 20
const learners = 40
const runs = 200
const atOnce = 16

let folder: string
let env: Record<string, string>

beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'lms-mock-'))
  env = {
    LMS_SEED: join(folder, 'seed.json'),
    CAMPUS_DATABASE: join(folder, 'lms.sqlite3'),
    CAMPUS_LISTEN: join(folder, 'socket'),
    NODE_COMPILE_CACHE: join(folder, 'cache'),
  }
  const seed = {
    api_key: 'key',
    users: Array.from({ length: learners }, (_, index) => ({ username: `learner${index}` })),
    courses: Array.from({ length: runs }, (_, index) => ({ run: `run${index}` })),
    course_defaults: { id: 'course-v1:a+b+<run>' },
  }
  writeFileSync(env['LMS_SEED'] ?? '', JSON.stringify(seed))
})

afterAll(() => rmSync(folder, { recursive: true }))

test(`killed under load ${kills} times, it has every enrollment that it acknowledged`, async () => {
  const options = wishesInOrder()
  const acknowledged = new Set<string>()
  for (let round = 0; round < kills; round += 1) {
    const before = acknowledged.size
    const program = await startProgram(env)
    try {
      expect(lost(acknowledged, await answered(program))).toEqual([])
      await enrollUntilKilled(program, options, acknowledged, before + 5 + 13 * round)
    } finally {
      await program.end('SIGKILL')
    }
    expect(acknowledged.size).toBeGreaterThan(before)
    expect(lost(acknowledged, inFile())).toEqual([])
  }
}, 60_000)

/** Each pair of a learner and a run once: an enrollment that is there was made by the request that was acknowledged. */
function* wishesInOrder(): Generator<readonly [username: string, course: string]> {
  for (let run = 0; run < runs; run += 1) {
    for (let learner = 0; learner < learners; learner += 1)
      yield [`learner${learner}`, `course-v1:a+b+run${run}`]
  }
}

/** Many clients ask at once; the one that hears the last acknowledgement kills, while the others wait for theirs. */
async function enrollUntilKilled(
  program: Program,
  options: Iterator<readonly [string, string]>,
  acknowledged: Set<string>,
  enough: number,
): Promise<void> {
  let isOver = false
  const client = async () => {
    for (let next = options.next(); !isOver && next.done !== true; next = options.next()) {
      const [username, course] = next.value
      if (!(await enroll(program, username, course))) return
      acknowledged.add(`${username} ${course}`)
      if (acknowledged.size === enough) {
        isOver = true
        await program.end('SIGKILL')
      }
    }
  }
  await Promise.all(Array.from({ length: atOnce }, client))
}

async function enroll(program: Program, user: string, course: string): Promise<boolean> {
  const headers = { 'X-Edx-Api-Key': 'key', 'Content-Type': 'application/json' }
  const body = JSON.stringify({ user, course_details: { course_id: course } })
  try {
    const reply = await program.ask('POST', '/api/enrollment/v1/enrollment', headers, body)
    expect(reply).toMatchObject({ status: 200, body: expect.stringContaining('"is_active":true') as string })
    return true
  } catch (error) {
    if (['ECONNRESET', 'ECONNREFUSED', 'EPIPE'].includes((error as NodeJS.ErrnoException).code ?? ''))
      return false // killed before it could answer
    throw error
  }
}

function lost(acknowledged: ReadonlySet<string>, there: ReadonlySet<string>): readonly string[] {
  return [...acknowledged].filter((enrollment) => !there.has(enrollment))
}

/** What the mock says after it has started again. */
async function answered(program: Program): Promise<ReadonlySet<string>> {
  const there = new Set<string>()
  for (let learner = 0; learner < learners; learner += 1) {
    const path = `/api/enrollment/v1/enrollment?user=learner${learner}`
    const { body } = await program.ask('GET', path, { 'X-Edx-Api-Key': 'key' })
    for (const { course_details: course } of JSON.parse(body) as {
      course_details: { course_id: string }
    }[])
      there.add(`learner${learner} ${course.course_id}`)
  }
  return there
}

/** What the killed process left, read from a copy: whole, and with true counts. */
function inFile(): ReadonlySet<string> {
  const copy = join(folder, 'copy.sqlite3')
  const original = env['CAMPUS_DATABASE'] ?? ''
  for (const suffix of ['', '-wal']) copyFileSync(original + suffix, copy + suffix)
  const database = new DatabaseSync(copy)
  expect(database.prepare('PRAGMA integrity_check').all()).toEqual([{ integrity_check: 'ok' }])
  const wrongCounts = `SELECT course_id FROM enrollment_counts c
    WHERE all_rows <> (SELECT count(*) FROM enrollments e WHERE e.course_id = c.course_id)`
  expect(database.prepare(wrongCounts).all()).toEqual([])
  const rows = database
    .prepare('SELECT username, course_id FROM enrollments JOIN learners ON learners.id = learner_id')
    .all()
  database.close()
  return new Set(rows.map((row) => `${String(row['username'])} ${String(row['course_id'])}`))
}
