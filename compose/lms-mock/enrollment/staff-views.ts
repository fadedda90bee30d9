import { apiView } from '../rest/api-view.ts'
import { parseBody } from '../rest/body.ts'
import { json } from '../web/answer.ts'
import { decide } from '../web/exchange.ts'
import { requestOrigin } from '../web/request.ts'

/** GET enrollments/: everybody's, paged, for staff; its errors use developer_message: openedx-api 1.1, teak-measured [279, 288, 289]. */
export const pagedEnrollmentsView = apiView({
  name: 'Course Enrollments Api List',
  permission: 'staff',
  errorKey: 'developer_message',
  handlers: {
    GET: (exchange) => {
      const { store, query } = exchange
      decide(exchange, '1.1 enrollments')
      const size = Math.trunc(Math.min(Math.max(Number(query.get('page_size') ?? 100) || 100, 1), 100))
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

/**
 * POST unenroll/, field `username`: the retirement service's alone, by JWT: openedx-api 1.1. Staff stand for that service
 * here; nobody ever asked this platform to be forgotten, so it finds no request (texts of enrollments/views.py, 2019).
 */
export const unenrollView = apiView({
  name: 'Unenrollment',
  permission: 'staff',
  authenticators: 'jwtOnly',
  handlers: {
    POST: async (exchange, caller) => {
      const parsed = await parseBody(exchange, caller)
      if ('refusal' in parsed) return parsed.refusal
      const { username } = { username: undefined, ...(parsed.value as object) }
      const isNamed = username !== undefined
      decide(exchange, '1.1 unenroll', isNamed ? 'there is no request for retirement' : 'username is missing')
      return json(404, isNamed ? 'No retirement request status for username.' : 'Username not specified.')
    },
  },
})
