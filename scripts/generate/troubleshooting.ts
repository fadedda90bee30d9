import { allChecks } from '../doctor/all-checks.ts'
import { type Explained, symptoms, type Symptom } from '../explained/explained.ts'
import { failures } from '../explained/failures.ts'
import { gatewayPages } from '../explained/gateway-pages.ts'
import { configuration } from '../probes/gateway/configuration.ts'
import { lmsChecks, proxiedChecks } from '../probes/lms/lms-checks.ts'
import { richieChecks } from '../probes/richie/richie-checks.ts'
import { severalChecks } from '../probes/several/several-checks.ts'
import { siteChecks } from '../probes/site/site-checks.ts'

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
      'What campus needs of this machine. `bin/campus doctor --fix` fixes what is safe to fix, after saying what it would do.',
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
    intro: 'A command that fails says what is wrong, what fixes it, and its id.',
    entries: Object.values(failures),
  },
]

export function troubleshootingPage(): string {
  return formatTroubleshooting(explainedSections)
}

/** Entries of one kind, in the order in which they are looked at. */
export type Section = {
  readonly title: string
  readonly intro: string
  readonly entries: readonly Explained[]
}

/**
 * docs/troubleshooting.md: tables from what is noticed to ids, then every entry under its id as heading, which makes the
 * anchor. Where a text names an id of several words (`session-cookie`) or a guide, it becomes a link.
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

const opening = `\`make check\` looks at the running environment as a browser does, \`make doctor\` at this machine. Both end each finding with what fixes it,
and with the id under which it stands here. So do failing commands and the gateway's own pages. Or begin with what you see:`

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

/** Titles follow an id and a colon in the terminal. A name keeps its case: `environment.yaml`, `campus`. */
function asSentence(title: string): string {
  const [word = ''] = title.split(' ')
  const isName = word === 'campus' || /[^a-z']/i.test(word)
  return `${isName ? title : title.charAt(0).toUpperCase() + title.slice(1)}.`
}

function link(id: string): string {
  return `[${id}](#${id})`
}
