import { printJson } from '../system/print-json.ts'
import { paint } from '../system/terminal.ts'
import type { LoggedRequest } from './lms-reports.ts'
import type { OpenLms } from './open-lms.ts'

/** `campus lms edx requests`: the last requests, oldest first, so that the newest is next to the prompt. */
export async function requestsAction(lms: OpenLms, options: { readonly json?: true }): Promise<void> {
  const list = await lms.ask<readonly LoggedRequest[]>('GET', '/requests')
  if (options.json) return printJson(list)
  console.log(list.length === 0 ? 'Nobody has asked for anything yet.' : 'Times are in UTC.')
  for (const request of list.toReversed()) print(request)
}

function print({ at, method, path, status, ms, learner, rule, why, facts, faults }: LoggedRequest): void {
  const isBad = status === 0 || status >= 400
  const answer = paint(isBad ? 'red' : 'green', status === 0 ? 'cut' : String(status))
  const who = learner === null ? '' : `  ${learner}`
  console.log(`${at.slice(11, 19)}  ${answer}  ${`${ms} ms`.padStart(8)}  ${method} ${path}${who}`)
  const decision = [rule, why].filter((part) => part !== null).join(': ')
  const fault = faults.length === 0 ? '' : `fault: ${faults.join(', ')}`
  for (const line of [decision, facts ?? '', fault])
    if (line !== '') console.log(`${' '.repeat(25)}${paint('dim', line)}`)
}
