import type { Explained } from './explained.ts'
import { symptoms } from './symptoms.ts'
import type { Symptom } from './symptoms.ts'

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
export function formatTroubleshooting(sections: readonly Section[]): string {
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

const opening = `\`make check\` looks at the running environment as a browser does, \`make doctor\` at this machine. Both end each finding with what mends it,
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

function formatEntry({ id, title, what, see, mend }: Explained): readonly string[] {
  return [
    `### ${id}`,
    `**${asSentence(title)}**\n${what}`,
    'See it:',
    `\`\`\`sh\n${see}\n\`\`\``,
    `Mend it: ${mend}`,
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
