import { startBareMachine } from './bare-machine.ts'
import type { Scenario } from './scenarios.ts'

/**
 * Plays a scenario on machines that have no engine: privileged containers of a small Debian, in which an engine of its own is
 * installed. BARE_TRACE=1 shows what is printed in them, BARE_KEEP=1 keeps them.
 */
export async function play({ name, play: act }: Scenario, image: string): Promise<void> {
  const machine = (mirror?: string) =>
    startBareMachine({
      name: `campustest-bare-${name.replaceAll(' ', '-')}`,
      image,
      ...(mirror === undefined ? {} : { mirror }),
    })
  await act({ machine, image })
}
