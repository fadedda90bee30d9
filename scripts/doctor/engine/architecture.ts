import { fail, ok } from '../../diagnosis/check.ts'
import type { DoctorCheck } from '../doctor-check.ts'
import { answerOf } from '../facts/engine-facts.ts'

export const architecture: DoctorCheck = {
  id: 'architecture',
  title: 'the engine and Node.js have the same architecture',
  what: 'The LMS runs on a Node.js of the architecture that campus itself runs on. On an engine with another architecture it does not start (`exec format error`), or is emulated and several times slower. This happens on Apple silicon with a Node.js for Intel, and when `DOCKER_DEFAULT_PLATFORM` names another platform.',
  see: 'docker version --format "{{.Server.Arch}}"\nnode -p process.arch\necho "$DOCKER_DEFAULT_PLATFORM"',
  fix: 'Use a Node.js for the architecture of this machine (on Apple silicon: arm64), then `make run`. Unset the variable: `unset DOCKER_DEFAULT_PLATFORM`.',
  needs: ['engine-running'],
  async look(context) {
    const { arch } = await answerOf(context)
    const ours = { x64: 'amd64', ia32: '386' }[context.machine.arch] ?? context.machine.arch
    const evidence = [`engine: ${arch}`, `Node.js: ${ours}`]
    const platform = context.env['DOCKER_DEFAULT_PLATFORM']
    if (platform && !platform.includes(arch)) {
      return fail(
        `DOCKER_DEFAULT_PLATFORM=${platform} builds images for another architecture`,
        [{ says: 'Unset it.', command: 'unset DOCKER_DEFAULT_PLATFORM' }],
        evidence,
      )
    }
    if (arch === ours) return ok(arch)
    return fail(
      `the engine is ${arch}, Node.js is ${ours}`,
      [{ says: `Run campus with a Node.js for ${arch}.` }],
      evidence,
    )
  },
}
