import type { Variant } from './exchange.ts'

/** Whose browser a run of steps comes from; the recording holds the names of the cookies, not their values. */
export type Scene = {
  /** The first and the last step. */
  readonly steps: readonly [first: number, last: number]
  readonly browser: string
  /** False where a copy of the browser asks: what the answer sets is forgotten. */
  readonly keeps?: false
  /** The step before which the browser's cookies were copied: these are sent, while the browser goes on. */
  readonly cookiesBefore?: number
  /** The browser that this one starts as a copy of. */
  readonly startsAs?: string
}

/** The browsers of openedx_scenario.py, in its order; a step that stands in no scene comes from a new browser each time. */
export const plot: Readonly<Record<Variant, readonly Scene[]>> = {
  default: [
    { steps: [3, 24], browser: 'anonymous' },
    { steps: [34, 34], browser: 'visitor' },
    { steps: [36, 79], browser: 'visitor', keeps: false },
    { steps: [80, 83], browser: 'edx' },
    { steps: [84, 85], browser: 'edx', keeps: false },
    { steps: [86, 125], browser: 'edx' },
    { steps: [135, 155], browser: 'edx', cookiesBefore: 135 },
    { steps: [156, 156], browser: 'edx', cookiesBefore: 135, keeps: false },
    { steps: [157, 183], browser: 'edx', cookiesBefore: 135 },
    { steps: [184, 184], browser: 'edx', cookiesBefore: 135, keeps: false },
    { steps: [185, 190], browser: 'edx', cookiesBefore: 135 },
    { steps: [197, 198], browser: 'edx', cookiesBefore: 135, keeps: false },
    { steps: [199, 202], browser: 'edx', cookiesBefore: 135 },
    { steps: [203, 203], browser: 'edx', cookiesBefore: 135, keeps: false },
    { steps: [204, 205], browser: 'edx', cookiesBefore: 135 },
    { steps: [206, 256], browser: 'edx' },
    { steps: [275, 287], browser: 'staff' },
    { steps: [288, 288], browser: 'edx' },
    { steps: [290, 290], browser: 'edx' },
    { steps: [292, 294], browser: 'edx' },
    { steps: [295, 296], browser: 'mob' },
    { steps: [297, 297], browser: 'mob', keeps: false },
    { steps: [298, 299], browser: 'mob' },
    { steps: [300, 300], browser: 'mob', keeps: false },
    { steps: [301, 304], browser: 'mob' },
    { steps: [305, 308], browser: 'sleepy' },
    { steps: [309, 325], browser: 'edx', keeps: false },
    { steps: [326, 327], browser: 'fresh, with next' },
    { steps: [328, 330], browser: 'fresh' },
    { steps: [331, 332], browser: 'fresh, twice', startsAs: 'fresh' },
    { steps: [333, 341], browser: 'fresh, anew' },
    { steps: [342, 343], browser: 'fresh, elsewhere' },
    { steps: [344, 345], browser: 'fresh, anew', keeps: false },
    { steps: [346, 347], browser: 'edx', keeps: false },
    { steps: [348, 355], browser: 'mob, forgetful' },
    { steps: [357, 357], browser: 'newcomer' },
    { steps: [358, 359], browser: 'newcomer', keeps: false },
    { steps: [361, 361], browser: 'newcomer', keeps: false },
    { steps: [363, 363], browser: 'edx, left behind', startsAs: 'edx', keeps: false },
    { steps: [364, 366], browser: 'edx' },
    { steps: [367, 368], browser: 'edx, left behind' },
    { steps: [369, 376], browser: 'other' },
    { steps: [377, 381], browser: 'other', keeps: false },
  ],
  untrusted: coreFlow(),
  allowall: coreFlow(),
  mfe: coreFlow(),
}

/** The shorter run that each other variant was asked. */
function coreFlow(): readonly Scene[] {
  return [
    { steps: [4, 25], browser: 'other' },
    { steps: [26, 27], browser: 'other', keeps: false },
    { steps: [28, 29], browser: 'other' },
  ]
}
