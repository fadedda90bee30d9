import type { Case } from './case.ts'
import { accounts } from './cases/accounts.cases.ts'
import { cors, crossDomainCookie } from './cases/cors.cases.ts'
import { courses } from './cases/courses.cases.ts'
import { csrf } from './cases/csrf.cases.ts'
import { enrollmentObject } from './cases/enrollment-object.cases.ts'
import { enrollmentReads } from './cases/enrollment-reads.cases.ts'
import { enrollmentWrites } from './cases/enrollment-writes.cases.ts'
import { login } from './cases/login.cases.ts'
import { logout, next } from './cases/logout.cases.ts'
import { users } from './cases/users.cases.ts'

/** The whole contract, by section. */
export const contractSections: Readonly<Record<string, readonly Case[]>> = {
  'reading enrollments': enrollmentReads,
  enrolling: enrollmentWrites,
  'the enrollment object': enrollmentObject,
  'who am I': users,
  accounts,
  'logging in': login,
  'logging out': logout,
  'where next leads': next,
  'the CSRF check': csrf,
  'CORS headers': cors,
  'the cross-domain CSRF cookie': crossDomainCookie,
  'the courses API': courses,
}

export const allCases: readonly Case[] = Object.values(contractSections).flat()
