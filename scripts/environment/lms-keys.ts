/** Keys of an LMS that belong to one provider alone. */
export const lmsKeysOf = {
  mock: ['release'],
  external: ['url', 'proxy', 'courseLink'],
} as const
