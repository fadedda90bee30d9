import { setTimeout as sleep } from 'node:timers/promises'
import { docker } from './docker.ts'

const slim = 'debian:bookworm-slim'

/**
 * The Debian that an environment of the tests is built on: made by one of them, or pulled where it came from a registry. Where none
 * is there it is waited for, since another project's set-up may be making it at this moment; undefined where none comes.
 */
export async function debianOfTheTests(patienceMs: number): Promise<string | undefined> {
  const until = performance.now() + patienceMs
  for (;;) {
    const images = await ask(['images', '--format', '{{.Repository}}:{{.Tag}}'])
    const made = images.find((image) => /^campustest(?:-small)?-debian:bookworm$/.test(image))
    if (made !== undefined) return made
    if (
      (await ask(['ps', '--quiet', '--filter', 'label=com.docker.compose.project=campustest'])).length > 0
    ) {
      await docker(['pull', '--quiet', slim])
      return slim
    }
    if (performance.now() >= until) return undefined
    await sleep(500)
  }
}

/**
 * Gives an environment that Debian, so that it need not make its own: with the same layers below them, its images come out of
 * Docker's cache. CAMPUS_TEST_LANES=1 says that other projects run beside this one.
 */
export async function shareDebian(name: string): Promise<void> {
  const debian = await debianOfTheTests(process.env['CAMPUS_TEST_LANES'] === '1' ? 300_000 : 0)
  if (debian !== undefined && debian !== slim) await docker(['tag', debian, `${name}-debian:bookworm`])
}

/** Lines of the answer; none where no engine answers yet. */
async function ask(argv: readonly string[]): Promise<readonly string[]> {
  const answer = await docker(argv).catch(() => '')
  return answer.split('\n').filter((line) => line !== '')
}
