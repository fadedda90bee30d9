import { UserError } from '../system/user-error.ts'

/** A key or index in the spec, from the root: `['lms', 'edx', 'port']`. */
export type SpecPath = readonly (string | number)[]

/** Something in the merged spec that is not as it should be. */
export type SpecFault = {
  readonly path: SpecPath
  readonly message: string
  /** The fault is the key itself (unknown, reserved), not its value. */
  readonly atKey?: boolean
}

/** A fault with the place in the file that holds it; line and column count from 1. */
export type Problem = {
  readonly file: string
  readonly line: number
  readonly column: number
  readonly path: string
  readonly message: string
}

/** `environment.yaml:12:5 lms.edx.prot: unknown key, did you mean "port"?` */
export function formatProblem(problem: Problem): string {
  const place = `${problem.file}:${problem.line}:${problem.column}`
  return problem.path === '' ? `${place} ${problem.message}` : `${place} ${problem.path}: ${problem.message}`
}

export function formatPath(path: SpecPath): string {
  return path
    .map((part, index) => (typeof part === 'number' ? `[${part}]` : index === 0 ? part : `.${part}`))
    .join('')
}

/** All problems at once, base file first, in the order of their lines; exit code 2. */
export function problemsError(problems: readonly Problem[]): UserError {
  return new UserError(problems.map(formatProblem).join('\n'), { id: 'wrong-spec', exitCode: 2 })
}
