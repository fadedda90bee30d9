import type { Hono } from 'hono'

import { accountView, preferencesView } from './account/accounts.ts'
import { automaticAuthView } from './account/automatic-auth.ts'
import { csrfTokenView } from './account/csrf-token.ts'
import { loginRefreshView } from './account/login-refresh.ts'
import { loginAjaxView, loginSessionView } from './account/login-session.ts'
import { meView, mobileUserView, myUserInfoView } from './account/me.ts'
import { registrationView } from './account/registration.ts'
import { apiView } from './api/view.ts'
import { changeEnrollmentView } from './enrollment/change-enrollment.ts'
import { isCourseKey, parseEnrollmentPath } from './enrollment/course-key.ts'
import { createEnrollment } from './enrollment/create.ts'
import { courseDetailsView, enrollmentView, listEnrollments, rolesView } from './enrollment/read-views.ts'
import { enrollmentAllowedView, pagedEnrollmentsView, unenrollView } from './enrollment/staff-views.ts'
import { heartbeat } from './heartbeat.ts'
import { accountSettingsPage, profilePage } from './pages/account-pages.ts'
import { coursePage, coursesPage, dashboardPage, homePage } from './pages/course-pages.ts'
import { notFoundPage } from './pages/error-pages.ts'
import { finishAuthPage } from './pages/finish-auth.ts'
import { loginPage } from './pages/login-pages.ts'
import { logoutPage } from './pages/logout-page.ts'
import { wayBack } from './pages/way-back.ts'
import type { Settings } from './settings.ts'
import { serve, type Env, type View } from './web/platform.ts'

const USERNAME = String.raw`[\w.@+\-]+`

const enrollmentListView = apiView({
  name: 'Enrollment List',
  permission: 'learnerOrApiKey',
  isCrossDomain: true,
  sendsCsrfCookies: ['GET'],
  handlers: { GET: listEnrollments, POST: createEnrollment },
})

/** Every address of the platform that the mock knows: openedx-api 1.1, 2, 3; slashes exactly where the real one has them. */
export function addRoutes(app: Hono<Env>, settings: Settings): void {
  app.all('/heartbeat', serve(heartbeat))
  addEnrollmentRoutes(app)
  addAccountRoutes(app, settings)
  addPages(app)
  app.notFound(serve(notFoundPage))
}

function addEnrollmentRoutes(app: Hono<Env>): void {
  const root = '/api/enrollment/v1'
  app.all(`${root}/enrollment`, serve(enrollmentListView))
  app.all(`${root}/enrollment/:rest{.+}`, (context) => {
    const parsed = parseEnrollmentPath(context.req.param('rest'))
    return serve(parsed === undefined ? notFoundPage : enrollmentView(parsed.username, parsed.courseId))(
      context,
    )
  })
  app.all(`${root}/course/:course{.+}`, (context) =>
    serve(forCourse(context.req.param('course'), courseDetailsView))(context),
  )
  app.all(`${root}/roles/`, serve(rolesView))
  app.all(`${root}/enrollments`, serve(pagedEnrollmentsView))
  app.all(`${root}/enrollments/`, serve(pagedEnrollmentsView))
  app.all(`${root}/enrollment_allowed/`, serve(enrollmentAllowedView))
  app.all(`${root}/unenroll/`, serve(unenrollView))
  app.post('/change_enrollment', serve(changeEnrollmentView))
}

function addAccountRoutes(app: Hono<Env>, settings: Settings): void {
  app.all('/api/user/v1/me', serve(meView))
  app.all(`/api/user/v1/accounts/:username{${USERNAME}}`, (context) =>
    serve(accountView(context.req.param('username')))(context),
  )
  app.all(`/api/user/v1/preferences/:username{${USERNAME}}`, (context) =>
    serve(preferencesView(context.req.param('username')))(context),
  )
  app.all('/api/mobile/:version{v0\\.5|v1}/my_user_info', (context) =>
    serve(myUserInfoView(context.req.param('version')))(context),
  )
  app.all(`/api/mobile/:version{v0\\.5|v1}/users/:username{${USERNAME}}`, (context) =>
    serve(mobileUserView(context.req.param('username')))(context),
  )
  for (const root of ['/api/user/v1/account', '/api/user/v2/account', '/user_api/v1/account']) {
    app.all(`${root}/login_session/`, serve(loginSessionView(root.includes('v2'))))
    app.all(`${root}/registration/`, serve(registrationView))
    app.all(`${root}/login_session`, (context) => addSlash(context.req.url))
    app.all(`${root}/registration`, (context) => addSlash(context.req.url))
  }
  app.all('/login_ajax', serve(loginAjaxView))
  app.all('/login_refresh', serve(loginRefreshView))
  app.all('/csrf/api/v1/token', serve(csrfTokenView))
  if (settings.automaticAuth) {
    app.get('/auto_auth', serve(automaticAuthView))
  }
}

function addPages(app: Hono<Env>): void {
  app.get('/', serve(homePage))
  app.get('/courses', serve(coursesPage))
  app.get('/courses/', serve(coursesPage))
  app.get('/courses/:rest{.+}', (context) => {
    const [, courseId = ''] = /^(.+)\/(?:info|about|course)\/?$/.exec(context.req.param('rest')) ?? []
    return serve(forCourse(courseId, coursePage))(context)
  })
  app.get('/dashboard', serve(dashboardPage))
  app.get('/dashboard/', serve(dashboardPage))
  app.all('/login', serve(loginPage('login')))
  app.all('/register', serve(loginPage('register')))
  app.all('/logout', serve(logoutPage))
  app.get('/account/finish_auth', serve(finishAuthPage))
  app.get('/account/settings', serve(accountSettingsPage))
  app.get(`/u/:username{${USERNAME}}`, (context) =>
    serve(profilePage(context.req.param('username')))(context),
  )
  app.get('/richie/:rest{.*}', (context) => {
    const url = new URL(context.req.url)
    return serve(wayBack(url.pathname, url.search))(context)
  })
}

function forCourse(courseId: string, view: (courseId: string) => View): View {
  return isCourseKey(courseId) ? view(courseId) : notFoundPage
}

/** Django's APPEND_SLASH, without which the login form is lost: teak-measured [079]. */
function addSlash(url: string): Response {
  const { pathname, search } = new URL(url)
  return new Response(null, {
    status: 301,
    headers: { 'Content-Type': 'text/html; charset=utf-8', Location: `${pathname}/${search}` },
  })
}
