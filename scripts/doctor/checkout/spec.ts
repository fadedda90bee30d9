import { fail, ok } from '../../diagnosis/check.ts'
import type { DoctorCheck } from '../doctor-check.ts'

export const spec: DoctorCheck = {
  id: 'spec',
  title: 'environment.yaml can be read and planned',
  what: 'Everything is made from `environment.yaml`, with `environment.local.yaml` merged over it. If a key is unknown, a value has the wrong type or two values contradict each other, no command continues; all problems are reported at once, with file, line and column.',
  see: 'bin/campus render --check',
  fix: 'Change the named value at the named place. All keys are described in `environment.schema.json`, which editors use for completion. If `environment.yaml` is missing: `git checkout environment.yaml`.',
  look({ spec }) {
    if (spec.kind === 'broken') {
      const { problems, hint } = spec
      const count = problems.length === 1 ? 'a problem' : `${problems.length} problems`
      const fix =
        hint === undefined
          ? { says: 'Edit the spec at the named lines.' }
          : { says: 'Restore it.', command: hint }
      return fail(`the spec has ${count}`, [fix], problems)
    }
    const { name, mode, sites, lmses } = spec.plan
    return ok(`${name}, ${mode} mode: ${sites.length} sites, LMS ${lmses.map(({ key }) => key).join(', ')}`)
  },
}
