import { expect, test } from 'vitest'
import { usageOf, type Sample } from './container-facts.ts'

const second = 1e9
const sample = (own: number, whole: number, memory: object = {}): Sample =>
  ({
    cpu_stats: { cpu_usage: { total_usage: own }, system_cpu_usage: whole, online_cpus: 2 },
    memory_stats: memory,
  }) as Sample

test.each([
  ['half a core', sample(0, 0), sample(0.1 * second, 0.4 * second), 50],
  ['both cores', sample(second, second), sample(3 * second, 3 * second), 200],
  ['nothing', sample(second, second), sample(second, 2 * second), 0],
  [
    'a container that was started again between the samples',
    sample(second, second),
    sample(0, 2 * second),
    0,
  ],
  ['no time between the samples', sample(0, second), sample(second, second), 0],
])('processor: %s', (_, before, after, percent) => {
  expect(usageOf(before, after).cpuPercent).toBe(percent)
})

test.each([
  ['cgroup 1', { usage: 100, stats: { total_inactive_file: 30, inactive_file: 7 } }, 70],
  ['cgroup 2', { usage: 100, stats: { inactive_file: 40 } }, 60],
  ['more files than is used', { usage: 10, stats: { inactive_file: 40 } }, 10],
  ['an engine that does not say', {}, 0],
])('memory: %s', (_, memory, bytes) => {
  expect(usageOf(sample(0, 0), sample(0, 1, memory)).memoryBytes).toBe(bytes)
})
