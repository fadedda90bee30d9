import type { Client } from '../client.ts'
import type { RichieVisit } from '../richie-visit.ts'
import type { Surroundings } from '../surroundings.ts'

export type RichieContext = {
  readonly surroundings: Surroundings
  readonly client: Client
  readonly visit: RichieVisit
}
