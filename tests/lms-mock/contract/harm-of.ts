import { mark } from './hostile-texts.ts'
import { scanHtml } from './scan-html.ts'

/** The real platform fails on these bodies too, teak-measured [202, 211, 214]; and on a session cookie of another form [191-196]. */
const realFailure = /is not an object: the platform fails here too/

/** What is wrong with an answer to a hostile request, a line each: a failure (but where one was asked for), a stack, broken JSON, a page in which the text does something. */
export async function harmOf(
  answer: Response,
  log: readonly string[],
  mayFail: boolean,
): Promise<readonly string[]> {
  const text = await answer.text()
  const type = answer.headers.get('Content-Type') ?? ''
  // In a sandbox nothing runs, whatever the page holds.
  const isSandboxed = answer.headers.get('Content-Security-Policy') === 'sandbox'
  const failures = log.filter((line) => !realFailure.test(line))
  const isFailure = answer.status >= 500 && !mayFail && log.length === 0
  return [
    ...failures,
    ...(isFailure ? [`status ${answer.status}`] : []),
    ...(/\n\s+at \S+ \(|node:internal|\.ts:\d+/.test(text) ? ['a stack is shown'] : []),
    ...(type === 'application/json' && text !== '' && !isJson(text)
      ? [`not JSON: ${text.slice(0, 200)}`]
      : []),
    ...(type.startsWith('text/html') && !isSandboxed ? harmOfPage(text) : []),
  ]
}

function harmOfPage(html: string): readonly string[] {
  const { elements, attributes, raw } = scanHtml(html)
  return [
    ...elements.filter((name) => name.includes(mark)).map((name) => `an element ${name}`),
    ...attributes
      .filter(([name]) => name.includes(mark) || name.startsWith('on'))
      .map(([name]) => `an attribute ${name}`),
    ...raw.filter((script) => script.includes(mark)).map((script) => `in a script: ${script.slice(0, 200)}`),
    ...attributes
      .filter(([name, value]) => runsScript(name, value))
      .map(([name, value]) => `${name} runs ${value}`),
  ]
}

/** Whether following the attribute runs a script. */
function runsScript(name: string, value: string): boolean {
  const target = value.replaceAll(/[\s\p{Cc}]/gu, '').replaceAll('&#58;', ':')
  return /^(?:href|src|action|formaction)$/.test(name) && /^(?:javascript|vbscript|data:text)/i.test(target)
}

function isJson(text: string): boolean {
  try {
    JSON.parse(text)
    return true
  } catch {
    return false
  }
}
