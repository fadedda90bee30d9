import { ACCOUNTS } from './release/accounts.ts'
import { CORS } from './release/cors.ts'
import { COURSES } from './release/courses.ts'
import { CSRF } from './release/csrf.ts'
import { ENROLLMENT } from './release/enrollment.ts'
import { LOGIN } from './release/login.ts'
import { ROUTES } from './release/routes.ts'
import { columnOf, RELEASES, type Column } from './release/rows.ts'
import { WEB } from './release/web.ts'
import type { Settings } from './settings.ts'

/** What is particular to a release of Open edX: the columns of the tables in `release/`. Code asks these facts, never the release's name. */
export interface Release {
  readonly routes: Column<typeof ROUTES>
  readonly web: Column<typeof WEB>
  readonly csrf: Column<typeof CSRF>
  readonly cors: Column<typeof CORS>
  readonly login: Column<typeof LOGIN>
  readonly accounts: Column<typeof ACCOUNTS>
  readonly enrollment: Column<typeof ENROLLMENT>
  readonly courses: Column<typeof COURSES>
}

const COLUMNS = new Map(
  RELEASES.map((name): [string, Release] => [
    name,
    {
      routes: columnOf(ROUTES, name),
      web: columnOf(WEB, name),
      csrf: columnOf(CSRF, name),
      cors: columnOf(CORS, name),
      login: columnOf(LOGIN, name),
      accounts: columnOf(ACCOUNTS, name),
      enrollment: columnOf(ENROLLMENT, name),
      courses: columnOf(COURSES, name),
    },
  ]),
)

/** The facts of the release that the settings name. */
export function releaseOf({ release }: Pick<Settings, 'release'>): Release {
  return COLUMNS.get(release) as Release
}
