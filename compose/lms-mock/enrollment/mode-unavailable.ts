/** The text of row 9 in dogwood: openedx-api 1.4. */
export function modeNotAvailable(mode: string | null, courseId: string): string {
  return `The course mode '${mode ?? 'None'}' is not available for course '${courseId}'.`
}

/** The same since: openedx-api 1.4, teak-measured, New. */
export function modeUnavailable(mode: string | null, courseId: string): string {
  return `The [${mode ?? 'None'}] course mode is expired or otherwise unavailable for course run [${courseId}].`
}
