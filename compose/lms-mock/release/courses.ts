import { courseOfDogwood, courseOfHawthorn, courseOfTeak } from '../courses-api/course-object.ts'
import { invalidPage, invalidPageWithReason } from '../courses-api/paginate.ts'

/**
 * The courses API. Columns: dogwood, hawthorn, teak. Read in edx-platform `lms/djangoapps/course_api`: dogwood at the tag
 * named-release/dogwood.3 (the fork DW); hawthorn as a fork of that time has it (OPI-PIB/navoica-platform) and the tests of
 * 2020; teak as a fork of 2025 (letrungtin123/edx-platform-current).
 */
export const courses = {
  /** serializers.py, CourseSerializer: fields and their order. */
  courseObject: [courseOfDogwood, courseOfHawthorn, courseOfTeak],
  /** One course alone has `overview`; null where nobody wrote an about page (inferred). Dogwood has no CourseDetailSerializer. */
  tellsOverview: [false, true, true],
  /** One course has `is_enrolled` where `username` is asked: CourseDetailSerializer of 2025 (that Teak has it is inferred). */
  tellsIsEnrolled: [false, false, true],
  /** The key of an error's text: DeveloperErrorViewMixin stands on both views, but not in dogwood. */
  errorKey: ['detail', 'developer_message', 'developer_message'],
  /** The text of a 404: Http404("Course not found."), which DRF alone does not show. */
  courseNotFound: ['Not found.', 'Course not found.', 'Course not found.'],
  /** Staff ask as nobody: documented as 404; dogwood's text is inferred. */
  learnerNotFound: [
    'Not found.',
    'User matching query does not exist.',
    'User matching query does not exist.',
  ],
  /** The text of a 404 for a page: DRF 3.2 and 3.6 say why, DRF since 3.7 does not (inferred from its changes). */
  invalidPage: [invalidPageWithReason, invalidPageWithReason, invalidPage],
  /** An id that fits the address but is no course key: dogwood raises Http404, later ones answer 400. */
  refusesBadKeys: [false, true, true],
  /** `org`, `mobile`, `search_term`: forms.py; dogwood has no form and reads `username` alone. */
  hasFilters: [false, true, true],
  /** `active_only` and `permissions`: forms.py since 2021. */
  hasNewFilters: [false, false, true],
  /** Most courses a page; views.py, CourseListPageNumberPagination. */
  maxPageSize: [Infinity, Infinity, 100],
  /** By course number: courseware/courses.py; later ones take them as the database has them, by id (inferred). */
  ordersByNumber: [true, false, false],
} as const
