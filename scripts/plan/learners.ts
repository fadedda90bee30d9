/** A person known to the mock from the start; the password is public, the mock listens on loopback only. */
export type Learner = {
  readonly username: string
  readonly email: string
  readonly name: string
  readonly password: string
  readonly staff: boolean
  readonly superuser: boolean
  readonly active: boolean
}

/** The same two that the FUN images make (openedx-tooling.md, C1). */
export const demoLearners: readonly Learner[] = [
  {
    username: 'edx',
    email: 'edx@example.com',
    name: 'Demo Learner',
    password: 'edx',
    staff: false,
    superuser: false,
    active: true,
  },
  {
    username: 'admin',
    email: 'admin@example.com',
    name: 'Demo Staff',
    password: 'admin',
    staff: true,
    superuser: true,
    active: true,
  },
]

/** The learner that checks log in as, so that no other session ends (a login ends the learner's other sessions, teak-measured [344]). */
export const probeLearner: Learner = {
  username: 'probe',
  email: 'probe@example.com',
  name: 'Probe of campus check',
  password: 'probe',
  staff: false,
  superuser: false,
  active: true,
}
