import { afterEach, expect, test, vi } from 'vitest'
import { openProgressLine } from './progress-line.ts'

afterEach(() => vi.unstubAllEnvs())

function screen(isTTY: boolean): { readonly stream: NodeJS.WriteStream; readonly written: string[] } {
  vi.stubEnv('CI', undefined)
  vi.stubEnv('TERM', 'xterm')
  const written: string[] = []
  const stream = { isTTY, columns: 40, write: (text: string) => written.push(text) }
  return { stream: stream as unknown as NodeJS.WriteStream, written }
}

test('each text takes the place of the one before, on one line of the terminal', () => {
  const { stream, written } = screen(true)
  openProgressLine(stream).show('looking at '.repeat(10))
  expect(written).toEqual([`\r\u001b[2K  ${'looking at '.repeat(10).slice(0, 37)}`])
})

test('after the end nothing is shown: work that was stopped may still report', () => {
  const { stream, written } = screen(true)
  const line = openProgressLine(stream)
  line.close()
  line.show('late')
  expect(written).toEqual(['\r\u001b[2K'])
})

test('where nobody looks on nothing is written', () => {
  const { stream, written } = screen(false)
  const line = openProgressLine(stream)
  line.show('looking')
  line.close()
  expect(written).toEqual([])
})
