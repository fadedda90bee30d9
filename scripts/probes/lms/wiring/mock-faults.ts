import { ok, skip, warn, type Check } from '../../../diagnosis/check.ts'
import type { LmsContext } from '../lms-context.ts'

export const mockFaults: Check<LmsContext> = {
  id: 'mock-faults',
  title: 'The mock LMS has no active faults',
  what: 'The mock can misbehave as real platforms do: answer late, lose a session, withhold a cookie. Faults stay active until they are cleared, even after a restart, and make other checks fail.',
  see: 'bin/campus status\nbin/campus lms edx fault',
  fix: '`bin/campus lms edx fault --clear` clears all of them.',
  symptoms: [
    '"Enrollment fetching failed" in place of the enrol button',
    'The LMS answers slowly, or fails now and then',
  ],
  look: ({ lms, surroundings }) => {
    if (lms.provider === 'external') return skip('not a mock: provider external')
    const faults = surroundings.faults[lms.key]
    if (faults === undefined) return skip('its faults are not known: it does not answer')
    if (faults.length === 0) return ok('no active faults')
    return warn(`active faults: ${faults.join(', ')}`, [
      {
        says: 'They may cause other failures, and slow this check down. Clear them:',
        command: `bin/campus lms ${lms.key} fault --clear`,
      },
    ])
  },
}
