/** Something that a person can mend: told without a stack. */
export class Problem extends Error {}
