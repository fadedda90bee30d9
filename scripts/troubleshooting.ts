import { allChecks } from './doctor/all-checks.ts'
import { failures } from './explained/failures.ts'
import { gatewayPages } from './explained/gateway-pages.ts'
import { formatTroubleshooting } from './explained/troubleshooting-page.ts'
import type { Section } from './explained/troubleshooting-page.ts'
import { configuration } from './probes/gateway/configuration.ts'
import { lmsChecks } from './probes/lms/lms-checks.ts'
import { proxiedChecks } from './probes/lms/proxied-checks.ts'
import { richieChecks } from './probes/richie/richie-checks.ts'
import { severalChecks } from './probes/several/several-checks.ts'
import { siteChecks } from './probes/site/site-checks.ts'

/** All that docs/troubleshooting.md explains: what checks look at, in their order, then what the gateway and commands say. */
export const explainedSections: readonly Section[] = [
  {
    title: 'campus check: every site',
    intro:
      'Asked of Richie and of each LMS, by the name that a browser uses. Names and ports below are those of the default spec.',
    entries: [...siteChecks, configuration],
  },
  {
    title: 'campus check: Richie',
    intro: 'What Richie serves must say what the spec says: its pages carry the settings of the front end.',
    entries: richieChecks,
  },
  {
    title: 'campus check: an LMS',
    intro:
      'The way of a learner, from the course page over logging in to the enrolment, and the webhook by which the LMS tells Richie of its course runs.',
    entries: lmsChecks,
  },
  {
    title: 'campus check: an LMS of others behind the gateway, and several LMSes',
    intro:
      'Looked at where the spec has an LMS with `proxy: true`, and of each LMS beside the one that Richie logs in to.',
    entries: [...proxiedChecks, ...severalChecks],
  },
  {
    title: 'campus doctor',
    intro:
      'What campus needs of this machine. `bin/campus doctor --fix` mends what is safe to mend, after saying what it would do.',
    entries: allChecks,
  },
  {
    title: 'What the gateway shows',
    intro:
      'Its pages name their id at the bottom. They come from nginx itself; an error page of Richie or of the LMS passes as it is.',
    entries: Object.values(gatewayPages),
  },
  {
    title: 'What commands fail with',
    intro: 'A command that fails says what is wrong, what mends it, and its id.',
    entries: Object.values(failures),
  },
]

export function troubleshootingPage(): string {
  return formatTroubleshooting(explainedSections)
}
