import { markup, type Markup } from '../../html/markup.ts'
import { reportLearners, type LearnerReport } from '../records.ts'
import type { PageContext } from '../world.ts'
import { pageResponse } from './layout.ts'
import { changeForm, filterForm, nextLink, moment, table } from './parts.ts'

/** Who has an account, and what can be done about them. */
export function learnersPage(context: PageContext): Response {
  const { learners, next } = reportLearners(context.world, context.query)
  const rows = learners.map((learner) => [
    markup`<strong>${learner.username}</strong><br><span class="soft">${learner.name}, ${learner.email}</span>`,
    badges(learner),
    moment(learner.lastLogin),
    learner.sessions,
    markup`<a href="/mock/enrollments?learner=${encodeURIComponent(learner.username)}">${learner.enrollments}</a>`,
    actions(context, learner),
  ])
  const columns = ['Learner', 'State', 'Last login', 'Sessions', 'Enrolments', '']
  const content = markup`<div class="bar">${filterForm(context, 'contains', 'Find')}</div>
${table(columns, rows, 'No learner matches.')}${nextLink(context, next)}
<h2>Add a learner</h2>${changeForm(context, 'add-learner', {}, 'Add', newLearner)}
<p class="soft">Empty fields, the password too, are filled in from the username. A restart resets the learners of the spec.</p>`
  return pageResponse(context, 'Learners', content)
}

function badges({ staff, active, lockedUntil }: LearnerReport): Markup {
  return markup`${staff ? markup`<span class="badge">staff</span> ` : ''}${active ? '' : markup`<span class="badge warn">not activated</span> `}${lockedUntil === null ? '' : markup`<span class="badge warn">locked</span> `}${active && !staff && lockedUntil === null ? markup`<span class="soft">learner</span>` : ''}`
}

function actions(context: PageContext, { username, staff, active, sessions }: LearnerReport): Markup {
  const change = (fields: Record<string, string>, label: string) =>
    changeForm(context, 'change-learner', { username, ...fields }, label)
  return markup`<div class="buttons">${change({ staff: String(!staff) }, staff ? 'Remove staff' : 'Make staff')}${change({ active: String(!active) }, active ? 'Deactivate' : 'Activate')}${sessions === 0 ? '' : changeForm(context, 'end-sessions', { username }, 'End sessions')}</div>
<details><summary>Password</summary>${changeForm(context, 'change-learner', { username }, 'Set', markup`<label>New password<input name="password" required autocomplete="off"></label>`)}</details>`
}

const newLearner = markup`<label>Username<input name="username" required autocomplete="off"></label>
<label>Email<input name="email" type="email" autocomplete="off"></label>
<label>Name<input name="name" autocomplete="off"></label>
<label>Password<input name="password" autocomplete="off"></label>
<label class="tick"><input type="checkbox" name="staff" value="true"> Staff</label>`
