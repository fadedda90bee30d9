import { modesOf } from '../enrollment/course-details.ts'
import { whyRefused } from '../enrollment/enroll.ts'
import { notFoundPage, layout } from '../html/layout.ts'
import { markup, type Markup } from '../html/markup.ts'
import type { CourseSettings } from '../settings/settings.ts'
import { readableDate } from '../text/dates.ts'
import { page, redirect, type Answer } from '../web/answer.ts'
import { formToken, useCsrfToken } from '../web/csrf-token.ts'
import type { Exchange } from '../web/exchange.ts'
import type { View } from '../web/platform.ts'

/** `/courses/<id>/about|info|course/`: what Richie's "Go to course" leads to. */
export function coursePage(courseId: string): View {
  return (exchange) => {
    const course = exchange.store.courses.find(courseId)
    if (course === undefined) return notFoundPage(exchange)
    const content = markup`<h1>${course.title}</h1>
${enrollmentOf(exchange, course)}
<dl><dt>Course</dt><dd><code>${course.id}</code></dd>
<dt>Runs</dt><dd>${period(course.start, course.end)}</dd>
<dt>Enrollment</dt><dd>${course.invitationOnly ? 'by invitation only' : period(course.enrollmentStart, course.enrollmentEnd)}</dd>
<dt>Seats</dt><dd>${course.capacity ?? 'no limit'}</dd>
<dt>Modes</dt><dd>${modesOf(course, exchange.now, true)
      .map((mode) => mode.name)
      .join(', ')}</dd>
<dt>Languages</dt><dd>${course.languages.join(', ')}</dd></dl>
<p class="soft">A real platform shows the course here.</p>`
    return page(200, layout(exchange, course.title, content))
  }
}

/** `/courses`: the courses there are. */
export function coursesPage(exchange: Exchange): Answer {
  useCsrfToken(exchange.csrf)
  return page(200, layout(exchange, 'Courses', markup`<h1>Courses</h1>${courseList(exchange)}`))
}

/** `/`: the courses for strangers, the dashboard for who is signed in. */
export function homePage(exchange: Exchange): Answer {
  useCsrfToken(exchange.csrf)
  if (exchange.user !== undefined) return redirect('/dashboard')
  const content = markup`<h1>${exchange.settings.platformName}</h1>
<p>The learning platform of this development environment. <a href="/login">Sign in</a> to see your courses, or go back to the
<a href="${exchange.settings.richieOrigin}/">catalogue</a>.</p><h2>Courses</h2>${courseList(exchange)}`
  return page(200, layout(exchange, 'Welcome', content))
}

/** `/dashboard`: the learner's enrollments; strangers are sent to the login. */
export function dashboardPage(exchange: Exchange): Answer {
  const { user, store } = exchange
  if (user === undefined) return redirect('/login?next=/dashboard')
  useCsrfToken(exchange.csrf)
  const rows = store.enrollments.active(user.id).flatMap((enrollment) => {
    const course = store.courses.find(enrollment.courseId)
    return course === undefined
      ? []
      : [markup`<li>${link(course)}<br>${changeForm(exchange, course, 'unenroll')}</li>`]
  })
  const list =
    rows.length === 0
      ? markup`<p>You are not enrolled in any course yet.</p>`
      : markup`<ul class="plain">${rows}</ul>`
  const content = markup`<h1>Your courses</h1><p class="soft">Signed in as ${user.username}, ${user.email}.</p>${list}`
  return page(200, layout(exchange, 'Your courses', content))
}

function courseList({ store }: Exchange): Markup {
  const courses = store.courses.all()
  return courses.length === 0
    ? markup`<p>There are no courses in this environment.</p>`
    : markup`<ul class="plain">${courses.map((course) => markup`<li>${link(course)}</li>`)}</ul>`
}

function link(course: CourseSettings): Markup {
  return markup`<a href="/courses/${course.id}/info">${course.title}</a> <span class="soft">${course.id}</span>`
}

function enrollmentOf(exchange: Exchange, course: CourseSettings): Markup {
  const { user, store, now } = exchange
  const here = `/courses/${course.id}/info`
  const why = whyRefused(store, user, course, now)
  if (user === undefined)
    return markup`<p><a href="/login?next=${encodeURIComponent(here)}">Sign in</a> to enroll.</p>`
  if (store.enrollments.find(user.id, course.id)?.isActive === true)
    return markup`<p class="good">You are enrolled in this course.</p>${changeForm(exchange, course, 'unenroll')}`
  return why === undefined
    ? changeForm(exchange, course, 'enroll')
    : markup`<p class="note">Enrollment in this course is closed to you: ${why}.</p>`
}

function changeForm(exchange: Exchange, course: CourseSettings, action: 'enroll' | 'unenroll'): Markup {
  const label =
    action === 'enroll' ? markup`<button>Enroll</button>` : markup`<button class="quiet">Unenroll</button>`
  return markup`<form method="post" action="/change_enrollment">
<input type="hidden" name="csrfmiddlewaretoken" value="${formToken(exchange.csrf)}">
<input type="hidden" name="course_id" value="${course.id}"><input type="hidden" name="enrollment_action" value="${action}">
<input type="hidden" name="mock_return" value="${exchange.path}">${label}</form><br>`
}

function period(from: string | null, to: string | null): string {
  if (from === null) return to === null ? 'always' : `until ${readableDate(to)}`
  return to === null ? `from ${readableDate(from)}` : `${readableDate(from)} to ${readableDate(to)}`
}
