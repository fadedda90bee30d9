import { ok, skip, warn, type Check } from '../../../diagnosis/check.ts'
import type { LmsContext } from '../lms-context.ts'

export const mockFaults: Check<LmsContext> = {
  id: 'mock-faults',
  title: 'The mock LMS was not told to misbehave',
  what: 'The mock can show what a real platform shows when something is wrong: answers that are late, a session that is gone, a cookie that is withheld. Faults stay on until they are cleared, over a restart too, and then other checks fail that are well otherwise.',
  see: 'bin/campus status\nbin/campus lms edx fault',
  fix: '`bin/campus lms edx fault --clear` turns all of them off.',
  symptoms: [
    '"Enrollment fetching failed" in place of the enrol button',
    'The LMS answers slowly, or fails now and then',
  ],
  look: ({ lms, surroundings }) => {
    if (lms.provider === 'external') return skip('no mock of ours: provider external')
    const faults = surroundings.faults[lms.key]
    if (faults === undefined) return skip('its faults are not known: it can not be asked')
    if (faults.length === 0) return ok('no fault is on')
    return warn(`told to misbehave: ${faults.join(', ')}`, [
      {
        says: 'What fails below may be one of these. To turn them off:',
        command: `bin/campus lms ${lms.key} fault --clear`,
      },
    ])
  },
}
