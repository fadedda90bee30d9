import { setTimeout as wait } from 'node:timers/promises'
import { paint } from '../system/terminal.ts'
import type { LmsPush } from './lms-reports.ts'
import type { OpenLms } from './open-lms.ts'

const patienceMs = 30_000

/** `campus lms edx sync`: has Richie told of every course run, waits for its answers and shows them; exit code 1 unless all are accepted. */
export async function syncAction(lms: OpenLms, options: { readonly json?: true }): Promise<void> {
  const began = new Date().toISOString()
  const courses = await lms.ask<readonly { readonly id: string }[]>('GET', '/courses')
  await lms.ask('POST', '/sync', {})
  const answers = await answersSince(lms, began, courses.length)
  process.exitCode =
    answers.length === courses.length && answers.every(({ outcome }) => outcome === 'accepted') ? 0 : 1
  if (options.json) return console.log(JSON.stringify(answers, null, 2))
  for (const push of answers) print(push)
  const missing = courses.length - answers.length
  if (missing > 0)
    console.log(`${missing} of ${courses.length} course runs wait for their turn: bin/campus logs ${lms.key}`)
}

/** The newest answer for each course run that was told of since then. */
async function answersSince(lms: OpenLms, began: string, count: number): Promise<readonly LmsPush[]> {
  const deadline = Date.now() + patienceMs
  for (;;) {
    const newest = new Map<string, LmsPush>()
    for (const push of await lms.ask<readonly LmsPush[]>('GET', '/sync'))
      if (push.at >= began && !newest.has(push.courseId)) newest.set(push.courseId, push)
    if (newest.size >= count || Date.now() > deadline) return [...newest.values()].toReversed()
    await wait(300)
  }
}

function print({ courseId, status, said, outcome, nextAt }: LmsPush): void {
  const isFine = outcome === 'accepted'
  const again = nextAt === null ? '' : `, again at ${nextAt.slice(11, 19)} UTC`
  console.log(
    `  ${paint(isFine ? 'green' : 'red', outcome.padEnd(11))}  ${courseId}${isFine ? '' : `  ${status ?? ''} ${said}${again}`}`,
  )
}
