import type { Hono } from 'hono'
import { accountView, preferencesView } from './account/accounts.ts'
import { automaticAuthView } from './account/automatic-auth.ts'
import { createAccountView } from './account/create-account.ts'
import { fonzieMeView } from './account/fonzie-me.ts'
import { csrfTokenView, loginRefreshView, loginAjaxView, loginSessionView } from './account/login-session.ts'
import { meView, mobileUserView, myUserInfoView } from './account/me.ts'
import { registrationView } from './account/registration.ts'
import { courseView, courseListView } from './courses-api/views.ts'
import { enrollmentAllowedView } from './enrollment/allowed-view.ts'
import { changeEnrollmentView } from './enrollment/change-enrollment.ts'
import { isCourseKey, isUsername, parseEnrollmentPath } from './enrollment/course-key.ts'
import { createEnrollment } from './enrollment/create.ts'
import { courseDetailsView, enrollmentView, listEnrollments, rolesView } from './enrollment/read-views.ts'
import { pagedEnrollmentsView, unenrollView } from './enrollment/staff-views.ts'
import { heartbeat } from './heartbeat.ts'
import { notFoundPage } from './html/layout.ts'
import { coursePage, coursesPage, dashboardPage, homePage } from './pages/course-pages.ts'
import { loginPage } from './pages/login-pages.ts'
import { logoutView } from './pages/logout-answers.ts'
import { accountSettingsPage, profilePage, addSlash, finishAuthPage, wayBack } from './pages/small-pages.ts'
import { apiView } from './rest/api-view.ts'
import type { Settings } from './settings/settings.ts'
import type { Release } from './web/exchange.ts'
import { serve, type Env, type View } from './web/platform.ts'

const enrollmentListView = apiView({
  name: 'Enrollment List',
  rule: '1.4 row 0',
  permission: 'learnerOrApiKey',
  isCrossDomain: true,
  sendsCsrfCookies: ['GET'],
  handlers: { GET: listEnrollments, POST: createEnrollment },
})

/** Every address of the platform that the mock knows, as far as the release has it: openedx-api 1.1, 2, 3; slashes exactly where the real one has them. */
export function addRoutes(app: Hono<Env>, settings: Settings, { routes }: Release): void {
  app.all('/heartbeat', serve(heartbeat))
  addEnrollmentRoutes(app, routes)
  addAccountRoutes(app, settings, routes)
  addUserRoutes(app, routes)
  addPages(app)
  app.notFound(serve(notFoundPage))
}

function addEnrollmentRoutes(app: Hono<Env>, routes: Release['routes']): void {
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
  if (routes.rolesAndPagedEnrollments) {
    app.all(`${root}/roles/`, serve(rolesView))
    app.all(`${root}/enrollments`, serve(pagedEnrollmentsView))
    app.all(`${root}/enrollments/`, serve(pagedEnrollmentsView))
  }
  if (routes.enrollmentAllowed) app.all(`${root}/enrollment_allowed/`, serve(enrollmentAllowedView))
  if (routes.unenroll) app.all(`${root}/unenroll/`, serve(unenrollView))
  app.all('/api/courses/v1/courses/', serve(courseListView))
  app.all('/api/courses/v1/courses', serve(addSlash))
  app.all('/api/courses/v1/courses/:rest{.+}', (context) =>
    serve(courseView(context.req.param('rest')))(context),
  )
  app.post('/change_enrollment', serve(changeEnrollmentView))
}

function addUserRoutes(app: Hono<Env>, routes: Release['routes']): void {
  if (routes.me) app.all('/api/user/v1/me', serve(meView))
  if (routes.fonzieMe) {
    for (const slash of ['', '/']) {
      app.all(`/api/:version{v\\d+\\.\\d+}/user/me${slash}`, (context) =>
        serve(fonzieMeView(context.req.param('version')))(context),
      )
    }
  }
  app.all(`/api/user/v1/accounts/:username`, (context) =>
    serve(forUser(context.req.param('username'), accountView))(context),
  )
  app.all(`/api/user/v1/preferences/:username`, (context) =>
    serve(forUser(context.req.param('username'), preferencesView))(context),
  )
  const more = routes.myUserInfoTakesMore ? '.*' : ''
  for (const version of routes.mobileVersions) {
    app.all(`/api/mobile/${version}/:view{my_user_info${more}}`, serve(myUserInfoView(version)))
    app.all(`/api/mobile/${version}/users/:username`, (context) =>
      serve(forUser(context.req.param('username'), mobileUserView))(context),
    )
  }
}

function addAccountRoutes(app: Hono<Env>, settings: Settings, routes: Release['routes']): void {
  for (const root of routes.accountRoots) {
    app.all(`${root}/login_session/`, serve(loginSessionView(root)))
    app.all(`${root}/registration/`, serve(registrationView(root)))
    app.all(`${root}/login_session`, serve(addSlash))
    app.all(`${root}/registration`, serve(addSlash))
  }
  app.all('/login_ajax', serve(loginAjaxView))
  if (routes.createAccount) app.all('/create_account', serve(createAccountView))
  if (routes.loginRefresh) app.all('/login_refresh', serve(loginRefreshView))
  if (routes.csrfToken) app.all('/csrf/api/v1/token', serve(csrfTokenView))
  if (settings.automaticAuth) app.get('/auto_auth', serve(automaticAuthView))
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
  app.all('/logout', serve(logoutView))
  app.get('/account/finish_auth', serve(finishAuthPage))
  app.get('/account/settings', serve(accountSettingsPage))
  app.get(`/u/:username`, (context) => serve(forUser(context.req.param('username'), profilePage))(context))
  app.get('/richie/:rest{.*}', (context) => {
    const url = new URL(context.req.url)
    return serve(wayBack(url.pathname, url.search))(context)
  })
}

function forCourse(courseId: string, view: (courseId: string) => View): View {
  return isCourseKey(courseId) ? view(courseId) : notFoundPage
}

function forUser(username: string, view: (username: string) => View): View {
  return isUsername(username) ? view(username) : notFoundPage
}
