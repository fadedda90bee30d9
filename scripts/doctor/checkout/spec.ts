import { fail, ok } from '../../diagnosis/check.ts'
import type { DoctorCheck } from '../doctor-check.ts'

export const spec: DoctorCheck = {
  id: 'spec',
  title: 'environment.yaml can be read and planned',
  what: 'Everything is made from `environment.yaml`, with `environment.local.yaml` merged over it. Where a key is unknown, a value is of the wrong kind or two values contradict each other, no command goes on; each problem is told with its file, line and column, all at once.',
  see: 'bin/campus render --check',
  fix: 'Change what is named, at the place that is named. All keys, with what they mean: `environment.schema.json`, which editors use for completion. Without `environment.yaml`: `git checkout environment.yaml`.',
  look({ spec }) {
    if (spec.kind === 'broken') {
      const { problems, hint } = spec
      const count = problems.length === 1 ? 'a problem' : `${problems.length} problems`
      const fix =
        hint === undefined
          ? { says: 'Change what is named, at its line and column.' }
          : { says: 'Bring it back.', command: hint }
      return fail(`the spec has ${count}`, [fix], problems)
    }
    const { name, mode, sites, lmses } = spec.plan
    return ok(`${name}, ${mode} mode: ${sites.length} sites, LMS ${lmses.map(({ key }) => key).join(', ')}`)
  },
}
