import { apiView } from '../api/view.ts'
import { json } from '../web/answer.ts'
import { requestOrigin } from '../web/exchange.ts'

/** GET enrollments/: everybody's, paged, for staff; its errors use developer_message: openedx-api 1.1, teak-measured [279, 288, 289]. */
export const pagedEnrollmentsView = apiView({
  name: 'Course Enrollments Api List',
  permission: 'staff',
  errorKey: 'developer_message',
  handlers: {
    GET: (exchange) => {
      const { store, query } = exchange
      const size = Math.min(Math.max(Number(query.get('page_size') ?? 100) || 100, 1), 100)
      const after =
        Number(
          Buffer.from(query.get('cursor') ?? '', 'base64')
            .toString()
            .replace(/^p=/, ''),
        ) || 0
      const found = store.enrollments.all(after, size + 1, query.get('username'))
      const shown = found.slice(0, size)
      const next = new URLSearchParams(query)
      next.set('cursor', Buffer.from(`p=${shown.at(-1)?.id ?? 0}`).toString('base64'))
      const results = shown.map((row) => ({
        created: row.created,
        mode: row.mode,
        is_active: row.isActive,
        user: store.learners.byId(row.learnerId)?.username ?? null,
        course_id: row.courseId,
      }))
      const hasMore = found.length > size
      return json(200, {
        next: hasMore ? `${requestOrigin(exchange)}${exchange.path}?${next.toString()}` : null,
        previous: null,
        results,
      })
    },
  },
})

/** enrollment_allowed/: staff only; the mock keeps no such list: teak-measured [292]. */
export const enrollmentAllowedView = apiView({
  name: 'Enrollment Allowed',
  permission: 'staff',
  handlers: { GET: () => json(200, []), POST: () => json(400, {}), DELETE: () => json(400, {}) },
})

/** unenroll/: the retirement service's alone: openedx-api 1.1. */
export const unenrollView = apiView({
  name: 'Unenrollment',
  permission: 'learner',
  handlers: { POST: () => json(403, { detail: 'You do not have permission to perform this action.' }) },
})
