/** A login lasts four weeks since Juniper, whatever was ticked: openedx-api 3.4. */
export function fourWeeks(): number | null {
  return 2_419_200
}

/** Before, a week where `remember` was ticked, else until the browser closes (null): openedx-api 3.4. */
export function untilTheBrowserCloses(remember: boolean): number | null {
  return remember ? 604_800 : null
}
