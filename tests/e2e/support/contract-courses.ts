import type { CourseSettings } from '../../../compose/lms-mock/settings/settings.ts'
import { recordedSettings } from '../../lms-mock/testing/recorded-settings.ts'

/** The course runs of the recorded LMS as a spec has them; a spec knows none that is for staff only. */
export const contractCourses: readonly object[] = recordedSettings(new Date())
  .courses.filter(({ id }) => !id.endsWith('StaffOnly'))
  .map(specOf)

/** In a spec nobody is enrolled beforehand: a run of one place would not be full. */
function specOf({ id, title, modes, capacity, invitationOnly, selfPaced, ...rest }: CourseSettings): object {
  const { start, end, enrollmentStart, enrollmentEnd } = rest
  const dates = withoutNulls({ start, end, enrollmentStart, enrollmentEnd })
  return {
    id,
    title,
    invitationOnly,
    selfPaced,
    ...dates,
    ...(capacity === null ? {} : { capacity: 0 }),
    modes: modes.map(({ slug, minPrice, currency, expires }) =>
      withoutNulls({ slug, minPrice, currency, expires }),
    ),
  }
}

function withoutNulls(item: object): object {
  return Object.fromEntries(Object.entries(item).filter(([, value]) => value !== null))
}
