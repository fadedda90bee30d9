import { markup, type Markup } from '../../html/markup.ts'
import { courseStates, type CourseState } from '../course-state.ts'
import { reportCourses, type CourseReport } from '../records.ts'
import type { PageContext } from '../world.ts'
import { pageResponse } from './layout.ts'
import { changeForm, moment, table } from './parts.ts'

/** The course runs: what a learner meets there, and one click for each other state. */
export function coursesPage(context: PageContext): Response {
  const rows = reportCourses(context.world).map((course) => [
    markup`<strong>${course.title}</strong><br><code>${course.id}</code>${changedNote(course)}`,
    markup`<span class="badge ${course.state === 'open' ? 'good' : 'warn'}">${course.state}</span>`,
    span(course.enrollmentStart, course.enrollmentEnd),
    span(course.start, course.end),
    `${course.taken}${course.capacity === null ? '' : ` of ${course.capacity}`}`,
    actions(context, course),
  ])
  const columns = ['Course run', 'State', 'Enrolment', 'Course', 'Enrolled', '']
  const content = markup`<p>A change stays until you undo it or the spec changes this run. Changes are synced to Richie.</p>
${table(columns, rows, 'The spec has no courses.')}`
  return pageResponse(context, 'Courses', content)
}

function changedNote({ changed }: CourseReport): Markup {
  return changed.length === 0 ? markup`` : markup`<br><span class="soft">changed on this page</span>`
}

function span(from: string | null, to: string | null): Markup {
  return markup`${from === null ? markup`<span class="soft">always</span>` : moment(from)}<br>${to === null ? markup`<span class="soft">no end</span>` : markup`to ${moment(to)}`}`
}

function actions(context: PageContext, course: CourseReport): Markup {
  const { id, state: current, changed } = course
  const into = (states: readonly CourseState[]) =>
    states
      .filter((state) => state !== current)
      .map((state) => changeForm(context, 'change-course', { course: id, state }, labels[state]))
  const rare = courseStates.filter((state) => !often.includes(state))
  const restore =
    changed.length === 0 ? '' : changeForm(context, 'restore-course', { course: id }, 'Undo changes')
  return markup`<div class="buttons">${into(often)}${restore}</div>
<details><summary>More</summary><div class="buttons">${into(rare)}</div>${changeForm(context, 'change-course', { course: id }, 'Save', editFields(course))}</details>`
}

/** The states that are one click away; the others are in the details. */
const often: readonly CourseState[] = ['open', 'full', 'closed']

/** The buttons that bring a course run into each state. */
const labels: Readonly<Record<CourseState, string>> = {
  open: 'Open enrolment',
  full: 'Fill all seats',
  'invitation only': 'Make invitation only',
  'not yet open': 'Open enrolment in a week',
  closed: 'Close enrolment',
  archived: 'Archive',
}

function editFields(course: CourseReport): Markup {
  const dates = [
    ['enrollmentStart', 'Enrolment from', course.enrollmentStart],
    ['enrollmentEnd', 'Enrolment to', course.enrollmentEnd],
    ['start', 'Course from', course.start],
    ['end', 'Course to', course.end],
  ] as const
  return markup`${dates.map(([name, label, value]) => markup`<label>${label}<input type="datetime-local" name="${name}" value="${field(value)}"></label>`)}
<label>Seats<input type="number" min="0" name="capacity" value="${course.capacity ?? ''}" placeholder="no limit"></label>
<label>Who<select name="invitationOnly"><option value="false">everybody</option><option value="true"${course.invitationOnly ? markup` selected` : ''}>invited only</option></select></label>`
}

function field(date: string | null): string {
  return date === null ? '' : new Date(date).toISOString().slice(0, 16)
}
