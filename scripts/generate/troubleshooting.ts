import { allChecks } from '../doctor/all-checks.ts'
import { type Explained, symptoms, type Symptom } from '../explained/explained.ts'
import { failures } from '../explained/failures.ts'
import { gatewayPages } from '../explained/gateway-pages.ts'
import { configuration } from '../probes/gateway/configuration.ts'
import { lmsChecks, proxiedChecks } from '../probes/lms/lms-checks.ts'
import { richieChecks } from '../probes/richie/richie-checks.ts'
import { severalChecks } from '../probes/several/several-checks.ts'
import { siteChecks } from '../probes/site/site-checks.ts'

/** Everything that docs/troubleshooting.md explains: the checks in their order, then the gateway's pages and the errors of commands. */
export const explainedSections: readonly Section[] = [
  {
    title: 'campus check: every site',
    intro:
      'Checked for Richie and for each LMS, under the host name that a browser uses. Host names and ports below are those of the default spec.',
    entries: [...siteChecks, configuration],
  },
  {
    title: 'campus check: Richie',
    intro: "Richie's pages contain the settings of its front end: these must match the spec.",
    entries: richieChecks,
  },
  {
    title: 'campus check: an LMS',
    intro:
      "A learner's path: course page, login, enrolment. And the webhook that syncs the course runs of the LMS to Richie.",
    entries: lmsChecks,
  },
  {
    title: 'campus check: an external LMS behind the gateway, and several LMSes',
    intro:
      'Checked for an LMS with `proxy: true`, and for each LMS other than the one that Richie logs in to.',
    entries: [...proxiedChecks, ...severalChecks],
  },
  {
    title: 'campus doctor',
    intro:
      'What campus needs on this machine. `bin/campus doctor --fix` fixes what is safe to fix, after listing the changes.',
    entries: allChecks,
  },
  {
    title: 'Pages of the gateway',
    intro:
      'Each page shows its id at the bottom. These pages come from nginx; an error page of Richie or the LMS is passed on unchanged.',
    entries: Object.values(gatewayPages),
  },
  {
    title: 'Errors of commands',
    intro: 'A command that fails says what is wrong and how to fix it, and prints its id.',
    entries: Object.values(failures),
  },
]

export function troubleshootingPage(): string {
  return formatTroubleshooting(explainedSections)
}

/** Entries of one kind, in the order in which they are checked. */
export type Section = {
  readonly title: string
  readonly intro: string
  readonly entries: readonly Explained[]
}

/**
 * docs/troubleshooting.md: tables from symptoms to ids, then every entry with its id as the heading, which makes the
 * anchor. An id of several words (`session-cookie`) or a guide's path in a text becomes a link.
 */
function formatTroubleshooting(sections: readonly Section[]): string {
  const entries = sections.flatMap((section) => section.entries)
  const isId = new Set(entries.map(({ id }) => id))
  return [
    '<!-- Written by `npm run docs` from the texts beside the code: edit those (CONTRIBUTING.md). -->',
    '# When something is wrong',
    opening,
    '## What you see',
    ...Object.entries(symptoms).map(([topic, noticed]) => formatTopic(topic, noticed, entries)),
    ...sections.flatMap(formatSection),
    '',
  ]
    .join('\n\n')
    .replace(/`([a-z0-9]+(?:-[a-z0-9]+)+)`/g, (text, id: string) => (isId.has(id) ? link(id) : text))
    .replace(/\bdocs\/(guides\/[\w-]+\.md)/g, '[docs/$1]($1)')
}

const opening = `\`make check\` checks the running environment as a browser does; \`make doctor\` checks this machine. Each finding ends with how to fix it and
with its id, which is a heading on this page. Commands that fail and the gateway's error pages show such an id too. No id? Start with what you see:`

function formatTopic(topic: string, noticed: readonly Symptom[], entries: readonly Explained[]): string {
  const rows = noticed.map((symptom) => {
    const ids = entries.filter((entry) => entry.symptoms?.includes(symptom)).map(({ id }) => link(id))
    return `| ${symptom} | ${ids.join(', ')} |`
  })
  return [`### ${topic}`, '', '| what you see | where to look, in this order |', '|---|---|', ...rows].join(
    '\n',
  )
}

function formatSection({ title, intro, entries }: Section): readonly string[] {
  return [`## ${title}`, intro, ...entries.flatMap(formatEntry)]
}

function formatEntry({ id, title, what, see, fix }: Explained): readonly string[] {
  return [
    `### ${id}`,
    `**${asSentence(title)}**\n${what}`,
    'See it:',
    `\`\`\`sh\n${see}\n\`\`\``,
    `Fix it: ${fix}`,
  ]
}

/** Makes a sentence of a title, which in the terminal follows an id and a colon. A name keeps its case: `environment.yaml`, `campus`. */
function asSentence(title: string): string {
  const [word = ''] = title.split(' ')
  const isName = word === 'campus' || /[^a-z']/i.test(word)
  return `${isName ? title : title.charAt(0).toUpperCase() + title.slice(1)}.`
}

function link(id: string): string {
  return `[${id}](#${id})`
}
