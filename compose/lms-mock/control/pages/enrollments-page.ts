import { markup, type Markup } from '../../html/markup.ts'
import { reportEnrollments } from '../records.ts'
import type { PageContext } from '../world.ts'
import { pageResponse } from './layout.ts'
import { changeForm, filterForm, nextLink, moment, table } from './parts.ts'

/** Who is enrolled where, whatever the state of the run. */
export function enrollmentsPage(context: PageContext): Response {
  const { enrollments, next } = reportEnrollments(context.world, context.query)
  const rows = enrollments.map(({ username, course, mode, active, created }) => [
    username,
    markup`<code>${course}</code>`,
    mode,
    active
      ? markup`<span class="badge good">enrolled</span>`
      : markup`<span class="badge soft">unenrolled</span>`,
    moment(created),
    active
      ? changeForm(context, 'unenrol', { username, course }, 'Unenrol')
      : changeForm(context, 'enrol', { username, course, mode }, 'Enrol again'),
  ])
  const columns = ['Learner', 'Course run', 'Mode', 'State', 'Since', '']
  const content = markup`<div class="bar">${filterForm(context, 'learner', 'Learner')}</div>
${table(columns, rows, 'Nobody is enrolled.')}${nextLink(context, next)}
<h2>Enrol a learner</h2>${changeForm(context, 'enrol', {}, 'Enrol', newEnrollment(context))}
<p class="soft">This works even if the run is closed or full, as it does for the staff of a real platform.</p>`
  return pageResponse(context, 'Enrolments', content)
}

function newEnrollment({ world, query }: PageContext): Markup {
  const courses = world.store.courses.all()
  return markup`<label>Learner<input name="username" required value="${query.get('learner') ?? ''}" autocomplete="off"></label>
<label>Course run<select name="course">${courses.map(({ id, title }) => markup`<option value="${id}">${title}</option>`)}</select></label>`
}
