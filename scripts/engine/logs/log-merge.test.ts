import fc from 'fast-check'
import { expect, test } from 'vitest'
import { mergeLogs, type LogEntry } from './log-lines.ts'
import { collect } from './testing/log-stream.ts'

const entry = (service: string, at: number): LogEntry => ({
  at: `2026-11-23T05:00:00.${String(at).padStart(9, '0')}Z`,
  service,
  containerId: service,
  stream: 'stdout',
  line: `${service} ${at}`,
})

async function* log(service: string, moments: readonly number[]): AsyncGenerator<LogEntry> {
  for (const at of moments) yield entry(service, at)
}

test('several logs are one by time; of the same moment the earlier source comes first', async () => {
  const merged = await collect(mergeLogs([log('a', [1, 4, 4]), log('b', [2, 4, 5]), log('c', [])]))
  expect(merged.map(({ line }) => line)).toEqual(['a 1', 'b 2', 'a 4', 'a 4', 'b 4', 'b 5'])
})

test('nothing is lost, and each log keeps its own order even where its times do not', async () => {
  await fc.assert(
    fc.asyncProperty(fc.array(fc.array(fc.nat(50), { maxLength: 20 }), { maxLength: 5 }), async (logs) => {
      const merged = await collect(mergeLogs(logs.map((moments, index) => log(`${index}`, moments))))
      for (const [index, moments] of logs.entries()) {
        const own = merged.filter(({ service }) => service === `${index}`)
        expect(own.map(({ at }) => at)).toEqual(moments.map((at) => entry('', at).at))
      }
      expect(merged).toHaveLength(logs.flat().length)
    }),
  )
})
