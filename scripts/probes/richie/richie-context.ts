import type { Client } from '../http/client.ts'
import type { Surroundings } from '../surroundings.ts'
import type { RichieVisit } from './visit.ts'

export type RichieContext = {
  readonly surroundings: Surroundings
  readonly client: Client
  readonly visit: RichieVisit
}
