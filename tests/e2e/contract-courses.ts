const past = '2020-01-01T00:00:00Z'
const verified = { slug: 'verified', price: 49 }

/** The course runs that the contract's lines name, as a spec has them; those of the recorded LMS: testing/recorded-settings.ts. */
export const contractCourses: readonly object[] = [
  { run: 'Demo_Course' },
  { run: 'Closed', enrollmentStart: past, enrollmentEnd: '2020-01-31T00:00:00Z' },
  { run: 'Archived', end: '2020-03-01T00:00:00Z' },
  { run: 'NotYet', enrollmentStart: '2035-01-01T00:00:00Z', start: '2035-02-01T00:00:00Z' },
  {
    run: 'Upcoming',
    enrollmentStart: past,
    enrollmentEnd: '2035-02-01T00:00:00Z',
    start: '2035-01-01T00:00:00Z',
  },
  { run: 'Invite', invitationOnly: true },
  { run: 'Full', capacity: 0 },
  { run: 'WillClose' },
  { run: 'CsrfA' },
  { run: 'CsrfB' },
  { run: 'Dated', start: '2021-02-03T04:05:06.789Z', selfPaced: true },
  { run: 'Modes', modes: ['audit', 'honor', verified] },
  { run: 'VerifiedOnly', modes: [verified] },
  { run: 'HonorOnly', modes: ['honor'] },
  { run: 'Expired', modes: ['audit', { ...verified, expires: past }] },
].map(({ run, ...course }) => ({
  id: `course-v1:edX+DemoX+${run}`,
  title: `Demo ${run}`,
  start: past,
  ...course,
}))
