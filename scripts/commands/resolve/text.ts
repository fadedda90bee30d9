import { paint, printable, wrap } from '../../system/terminal.ts'
import type { ResolveDocument } from './schema.ts'

/** A resolved link as text, in lines of at most `width` columns; addresses stay whole. */
export function resolveText(document: ResolveDocument, width: number): readonly string[] {
  const { link, mode, lms, courseId, course, shows, problems, notes, python, js } = document
  const isMatched = python.lms !== null || js.lms !== null
  const none = isMatched ? 'none that Python and JavaScript agree on' : 'no configured LMS matches this link'
  const answer =
    lms === null
      ? [paint('red', none)]
      : [paint('green', lms), courseId === null ? '' : paint('bold', courseId)]
  return [
    `${paint('bold', 'campus')}  ${mode} · environment.yaml`,
    '',
    `  ${'link'.padEnd(nameWidth)}${paint('cyan', printable(link))}`,
    `  ${'LMS'.padEnd(nameWidth)}${answer.filter((text) => text !== '').join('  ')}`,
    ...(course === null ? [] : [`  ${'course'.padEnd(nameWidth)}${printable(course.title)}, from the spec`]),
    ...document.js.tried.flatMap((_, index) => backend(document, index, width)),
    ...verified(document),
    ...section('Richie shows', shows, width),
    ...section('Worth knowing', notes, width),
    ...problems.flatMap(({ says, fix }) => ['', ...problem(says, fix, width)]),
  ]
}

const nameWidth = 12

function backend({ python, js, selector }: ResolveDocument, index: number, width: number): readonly string[] {
  const lms = js.tried[index]?.lms ?? ''
  const place = js.tried.length > 1 ? paint('dim', `  backend ${index + 1} of ${js.tried.length}`) : ''
  const isReached = [python, js].some(
    (side) => side.lms === null || side.tried.findIndex((one) => one.matched) >= index,
  )
  const rows = [
    ['Python', python.tried[index], python.lms === null],
    ['JavaScript', js.tried[index], js.lms === null],
    ['selector', selector[index] && { ...selector[index], courseId: null }, false],
  ] as const
  return [
    '',
    `  ${paint('bold', lms)}${place}${isReached ? '' : paint('dim', ', not tried: an earlier one matches')}`,
    ...rows.flatMap(([name, tried, isWrong]) =>
      tried === undefined ? [] : expression(name, tried, isWrong, width),
    ),
  ]
}

type Tried = { readonly regex: string; readonly matched: boolean; readonly courseId: string | null }

function expression(
  name: string,
  { regex, matched, courseId }: Tried,
  isWrong: boolean,
  width: number,
): readonly string[] {
  const says = matched
    ? `${paint('green', 'matches')}  ${name === 'selector' ? paint('dim', 'read by Richie up to 2.0.0 only') : (courseId ?? paint('red', 'but has no course id'))}`
    : paint(isWrong ? 'red' : 'dim', 'does not match')
  return [
    `    ${name.padEnd(nameWidth)}${says}`,
    ...breakRegex(regex, width).map((line) => paint('dim', line)),
  ]
}

/** A long expression is broken where it reads as a list: after its bars and hosts, and before the course id. */
function breakRegex(regex: string, width: number): readonly string[] {
  const parts = printable(regex).split(/(?<=\||\)\/|\/courses\/)|(?=\((?:\?P<course_id>|\[))/)
  const lines = ['']
  for (const part of parts) {
    const last = lines.at(-1) ?? ''
    if (last !== '' && last.length + part.length > width - 16) lines.push(part)
    else lines[lines.length - 1] = last + part
  }
  return lines.map((line) => `${' '.repeat(4 + nameWidth)}${line}`)
}

function verified({ verified, python }: ResolveDocument): readonly string[] {
  if (verified === null) return []
  const said =
    verified.baseUrl === null ? 'no LMS' : `${verified.baseUrl}  ${verified.courseId ?? 'no course id'}`
  const name = `  ${'verified'.padEnd(nameWidth)}`
  if (verified.agrees) return ['', `${name}${paint('green', "Richie's own Python says the same")}`]
  return [
    '',
    `${name}${paint('red', "Richie's own Python differs")}: ${said}`,
    ...(python.lms === null
      ? []
      : [
          `  ${' '.repeat(nameWidth)}It runs with other settings than environment.yaml. Apply them: make run`,
        ]),
  ]
}

function section(title: string, texts: readonly string[], width: number): readonly string[] {
  if (texts.length === 0) return []
  return ['', `  ${paint('bold', title)}`, ...texts.flatMap((text) => wrap(printable(text), width, '    '))]
}

function problem(says: string, fix: readonly string[], width: number): readonly string[] {
  return [
    ...wrap(printable(says), width, '  ').map((line) => paint('red', line)),
    ...fix.flatMap((text) => {
      const [sentence = '', ...toPaste] = text.split('\n').map(printable)
      return [...wrap(sentence, width, '    '), ...toPaste.map((line) => `    ${line}`)]
    }),
  ]
}
