import { mkdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { openStore } from '../../compose/lms-mock/store/store.ts'
import type { Program } from '../lms-mock/testing/program.ts'
import { limited, noted, type Figure } from './figure.ts'
import { startMock } from './mock.ts'

const learners = 100_000
/** Enrollments in a row over which a time is taken. */
const window = 2_000
const atOnce = 4
const courseId = 'course-v1:a+b+run'

/** Enrolls 100,000 learners in one course of limited capacity; measures the time of each as their number grows, and the memory. */
export async function measureEnrollments(folder: string): Promise<readonly Figure[]> {
  const own = join(folder, 'enrollments')
  mkdirSync(own)
  addLearners(join(own, 'lms.sqlite3'))
  const seed = { api_key: 'key', courses: [{ run: 'run', id: courseId, capacity: learners }] }
  const { program } = await startMock(own, seed)
  try {
    const times: number[] = []
    for (let first = 1; first <= learners; first += window) times.push(await timeOf(program, first))
    const [early, late] = [mean(times.slice(1, 6)), mean(times.slice(-5))]
    return [
      noted('time of one enrollment, number 2,000 to 12,000', `${early.toFixed(3)} ms`),
      noted('time of one enrollment, number 90,000 to 100,000', `${late.toFixed(3)} ms`),
      limited('ratio of the two', late / early, 'times', 1.3),
      limited('resident memory after 100,000 enrollments', residentMegabytes(program), 'MB', 150),
    ]
  } finally {
    await program.end('SIGTERM')
  }
}

/** Hashing 100,000 passwords is not what is measured: they get none. */
function addLearners(path: string): void {
  const store = openStore(path)
  store.database.exec(
    `WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < ${learners})
     INSERT INTO learners (username, email, name, password, is_staff, is_active, date_joined, activation_key)
     SELECT 'learner' || i, 'learner' || i || '@example.com', 'Learner', '', 0, 1, '2026-01-01T00:00:00Z', '' FROM n`,
  )
  store.close()
}

/** Milliseconds for one of window enrollments. */
async function timeOf(program: Program, first: number): Promise<number> {
  const began = performance.now()
  let next = first
  const client = async () => {
    while (next < first + window) {
      const user = `learner${next}`
      next += 1
      const headers = { 'X-Edx-Api-Key': 'key', 'Content-Type': 'application/json' }
      const body = JSON.stringify({ user, course_details: { course_id: courseId } })
      const { status } = await program.ask('POST', '/api/enrollment/v1/enrollment', headers, body)
      if (status !== 200) throw new Error(`Enrolling ${user}: ${status}`)
    }
  }
  await Promise.all(Array.from({ length: atOnce }, client))
  return (performance.now() - began) / window
}

function mean(times: readonly number[]): number {
  return times.reduce((sum, time) => sum + time, 0) / times.length
}

function residentMegabytes({ pid }: Program): number {
  const [, kilobytes = '0'] = /^VmRSS:\s+(\d+)/m.exec(readFileSync(`/proc/${pid}/status`, 'utf8')) ?? []
  return Number(kilobytes) / 1024
}
