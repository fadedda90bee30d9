import { execFile } from 'node:child_process'
import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { promisify } from 'node:util'

/** What wrk saw; latencies in milliseconds. */
export type Load = {
  readonly perSecond: number
  readonly p50: number
  readonly p99: number
  readonly errors: number
}

const connections = 64

/** Asks one thing with 64 connections: some seconds to warm up, which do not count, then ten that do. */
export async function load(
  folder: string,
  url: string,
  headers: Readonly<Record<string, string>>,
): Promise<Load> {
  const script = join(folder, 'wrk.lua')
  writeFileSync(script, lua(headers))
  await wrk(script, url, 5)
  return await wrk(script, url, 10)
}

async function wrk(script: string, url: string, seconds: number): Promise<Load> {
  const argv = ['-t1', `-c${connections}`, `-d${seconds}s`, '-s', script, url]
  const { stdout } = await promisify(execFile)('wrk', argv)
  const [, json] = /^RESULT (.*)$/m.exec(stdout) ?? []
  if (json === undefined) throw new Error(`wrk gave no result:\n${stdout}`)
  return JSON.parse(json) as Load
}

function lua(headers: Readonly<Record<string, string>>): string {
  const lines = Object.entries(headers).map(
    ([name, value]) => `wrk.headers[${quoted(name)}] = ${quoted(value)}`,
  )
  return `${lines.join('\n')}
function done(summary, latency)
  local errors = summary.errors
  io.write(string.format('RESULT {"perSecond":%.0f,"p50":%.2f,"p99":%.2f,"errors":%d}\\n',
    summary.requests / summary.duration * 1e6, latency:percentile(50) / 1000, latency:percentile(99) / 1000,
    errors.connect + errors.read + errors.write + errors.status + errors.timeout))
end
`
}

function quoted(text: string): string {
  return `"${text.replaceAll(/["\\]/g, String.raw`\$&`)}"`
}
