/** Something that a person can fix: told without a stack. */
export class Problem extends Error {}
