import { modeNotAvailable, modeUnavailable } from '../enrollment/refusals.ts'
import { courseDate, shortCourseDate } from '../text/dates.ts'

/** The enrollment API. Columns: dogwood, hawthorn, teak. */
export const enrollment = {
  /** Who reads another learner's enrollment besides the API key: openedx-api 1.2. */
  readsOthers: ['superuser', 'staff', 'staff'],
  /** Global staff enroll and change others, as the API key does: openedx-api 1.4 rows 3 to 5. */
  staffActForOthers: [false, true, true],
  /** The key may name the learner by e-mail address: teak-measured, New; not in the older ones (inferred). */
  takesEmail: [false, false, true],
  /** openedx-api 1.4 row 9 (hawthorn: inferred). */
  modeUnavailable: [modeNotAvailable, modeUnavailable, modeUnavailable],
  /** `course_name` in course_details: openedx-api 1.5 (hawthorn: inferred). */
  tellsCourseName: [false, true, true],
  /** `pacing_type` in course_details: openedx-api 1.5. */
  tellsPacing: [false, false, true],
  /** `bulk_sku` in a mode: openedx-api 1.5. */
  tellsBulkSku: [false, true, true],
  /** How dates in course_details are cut: openedx-api 1.5, teak-measured "is wrong" 5. */
  courseDate: [shortCourseDate, shortCourseDate, courseDate],
  /** How many times a learner's calls a minute staff have before they are throttled: openedx-api 1.1. */
  staffCallsFactor: [1, 3, 3],
  /** Python 2 rounds seconds up to a float, and the throttle's answer prints it so (inferred): openedx-api 1.1. */
  printsFloatingSeconds: [true, true, false],
} as const
