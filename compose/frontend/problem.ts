/** Something that a user can fix: shown without a stack. */
export class Problem extends Error {}
