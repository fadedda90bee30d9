import { isRichieOurs } from '../plan/plan.ts'
import type { Plan } from '../plan/plan.ts'
import { describeSource } from '../plan/richie-source.ts'
import { UserError } from '../system/user-error.ts'

/** Richie runs in a container of this environment: what needs that ends here where it does not. */
export function requireOwnRichie(plan: Pick<Plan, 'richie'>): void {
  if (isRichieOurs(plan)) return
  throw new UserError(
    `Richie is not ours: it runs at ${describeSource(plan.richie.source)} (richie.source.url).`,
    {
      id: 'richie-not-ours',
      hint: 'Its log and its manage.py are where it was started. What it must be told: bin/campus settings richie',
    },
  )
}
