import { isOpenEdx } from '../plan/plan.ts'
import type { Lms } from '../plan/plan.ts'
import { UserError } from '../system/user-error.ts'

/** Only Open edX has settings of the connection: what Richie needs of another LMS is in the spec. */
export function requireOpenEdx(lms: Lms): void {
  if (isOpenEdx(lms)) return
  const { key, connection } = lms
  throw new UserError(
    `${key} is no Open edX (its courses are at ${connection.coursePath}): it needs no settings.`,
    {
      id: 'command-line',
      exitCode: 2,
      hint: `Richie links to its courses, and enrolment stays in the browser: docs/guides/moodle-canvas-and-others.md
Richie's part:  bin/campus settings richie --lms ${key}`,
    },
  )
}
