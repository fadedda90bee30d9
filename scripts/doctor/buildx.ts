import { fail, ok, warn } from '../diagnosis/check.ts'
import { installMend, tryIt } from './compose-version.ts'
import type { DoctorCheck } from './doctor-check.ts'

export const buildx: DoctorCheck = {
  id: 'buildx',
  title: 'the buildx plugin is there: images are built with it',
  what: 'The images are built by BuildKit: it lets a build read the settings of this machine (indexes, certificates) without keeping them in the image. The docker command needs its buildx plugin for that; without it a build ends with "the buildx component is missing".',
  see: 'docker buildx version',
  mend: "Install the plugin: `docker-buildx` on Debian and Ubuntu, `docker-buildx-plugin` from Docker's own packages.",
  needs: ['engine-installed'],
  async look({ engine, machine }) {
    const { buildx, late } = await engine()
    if (late.includes('buildx')) return warn('docker buildx did not answer in time', [tryIt('buildx')])
    if (buildx !== undefined) return ok(`buildx ${buildx}`)
    return fail(
      'the buildx plugin is missing',
      [installMend(machine, 'buildx')],
      ['docker buildx version: no answer'],
    )
  },
}
