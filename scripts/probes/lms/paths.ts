/** openedx-api 1.1: the list, and where Richie enrols; no slash at the end. */
export const enrollmentPath = '/api/enrollment/v1/enrollment'

/** An origin that no LMS knows: `.invalid` is nobody's (RFC 2606). */
export const foreignOrigin = 'https://foreign.invalid'
