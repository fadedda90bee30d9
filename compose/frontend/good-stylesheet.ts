import { readFileSync, writeFileSync } from 'node:fs'

import { isGoodStylesheet } from './outputs.ts'

/** Remembers the last good stylesheet: sass replaces it by one that shows the error, and its own option against that deletes it. */
export function keepGoodStylesheet(file: string): { remember(): void; putBack(): void } {
  let good = isGoodStylesheet(file) ? readFileSync(file) : undefined
  return {
    remember() {
      if (isGoodStylesheet(file)) good = readFileSync(file)
    },
    putBack() {
      if (good !== undefined && !isGoodStylesheet(file)) writeFileSync(file, good)
    },
  }
}
