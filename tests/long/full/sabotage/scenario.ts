import type { Finding } from '../../../../scripts/diagnosis/run-checks.ts'
import type { Mode } from '../../../../scripts/plan/site.ts'
import type { RunningStage } from './running-stage.ts'
import type { Stage } from './stage.ts'

/** One thing that is broken in a running environment, and what `check` or `doctor` must then say: that, and nothing else. */
export type Scenario<Where extends Stage = Stage> = {
  /** What is broken, as a sentence. */
  readonly name: string
  readonly mode: Mode
  /** Whether it can be tried on this machine. */
  readonly isHere?: () => boolean | Promise<boolean>
  /** By the stage's verbs, which know how to undo what they did. */
  readonly breaks: (stage: Where) => void | Promise<void>
  /** `subject/id` of all that fails; the first one's fix is looked at, or the first warning's where nothing fails. */
  readonly fails: readonly string[]
  readonly warns?: readonly string[]
  /** What is skipped by its own judgement: everything else that is skipped must name one of `fails` as its cause. */
  readonly skips?: readonly string[]
  /** The exact command that fixes it, which is run (its end may be left open by `*`); or what the text says, which the stage then does by hand. */
  readonly fix: string | RegExp
  /** In place of `fix`, where it can't be run here: the command must be there, and the stage undoes what was broken. */
  readonly isOnlyRead?: string
  /**
   * Scenarios in a row that break the same thing: the next one undoes what this one did (where it writes the same generated
   * file, by that), and by failing alone shows that it did. The fix is run, and looked at, after the last of them.
   */
  readonly family?: string
  /** More arguments of `campus check`. */
  readonly argv?: readonly string[]
}

export type Findings = readonly Finding[]

export function nameOf({ subject, id }: Pick<Finding, 'subject' | 'id'>): string {
  return `${subject}/${id}`
}

/** One that needs an environment that runs. */
export type RunningScenario = Scenario<RunningStage>
