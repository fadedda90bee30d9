import { fail, ok, skip, warn, type Fix } from '../../diagnosis/check.ts'
import type { DoctorCheck } from '../doctor-check.ts'

const minute = 60_000
const day = 86_400_000

export const clock: DoctorCheck = {
  id: 'clock',
  title: 'the clocks of this machine and of the engine are right',
  what: 'If the clock is wrong by days, every certificate is expired or not valid yet. If it is wrong by minutes, sessions and enrolment dates are off, and apt rejects its package lists. A virtual machine that slept (WSL, Docker Desktop) often runs late.',
  see: 'date -u\ndocker info --format "{{.SystemTime}}"\ntimedatectl',
  fix: 'Set it: `sudo timedatectl set-ntp true`; in WSL `sudo hwclock -s`, or `wsl --shutdown`; restart Docker Desktop.',
  symptoms: ['A certificate warning: `ERR_CERT_DATE_INVALID`, `SEC_ERROR_EXPIRED_CERTIFICATE`'],
  async look({ indexes, engine, now }) {
    const [all, { answer }] = await Promise.all([indexes(), engine()])
    const others = all.flatMap(({ name, answer }) =>
      answer?.clockMs === undefined ? [] : [{ name, ms: answer.clockMs }],
    )
    // A cache on the way may give an old time: the index that agrees most with this machine counts.
    const nearest = others.toSorted((a, b) => Math.abs(a.ms) - Math.abs(b.ms))[0]
    const evidence = [
      `here: ${now.toISOString()}`,
      ...others.map(({ name, ms }) => `${name}: ${inWords(ms)}`),
      ...(answer === undefined ? [] : [`engine: ${inWords(answer.clockMs)}`]),
    ]
    if (nearest !== undefined && Math.abs(nearest.ms) > minute) {
      return (Math.abs(nearest.ms) > day ? fail : warn)(
        `this machine's clock is ${inWords(-nearest.ms)}, compared with the ${nearest.name} index`,
        [setIt],
        evidence,
      )
    }
    if (answer !== undefined && Math.abs(answer.clockMs) > minute) {
      return warn(
        `the engine's clock is ${inWords(answer.clockMs)}, compared with this machine's`,
        [{ says: "Restart the engine's virtual machine (Docker Desktop, Colima)." }],
        evidence,
      )
    }
    if (nearest === undefined) return skip('no index answered to compare with')
    return ok(`accurate to ${Math.max(1, Math.ceil(Math.abs(nearest.ms) / 1000))} s`, evidence)
  },
}

const setIt: Fix = { says: 'Set it from the network.', command: 'sudo timedatectl set-ntp true' }

/** `3 min behind`. */
function inWords(ms: number): string {
  const size = Math.abs(ms)
  if (size < 1500) return 'the same'
  const amount =
    size > 2 * day
      ? `${Math.round(size / day)} days`
      : size > 2 * 60 * minute
        ? `${Math.round(size / (60 * minute))} h`
        : size > 2 * minute
          ? `${Math.round(size / minute)} min`
          : `${Math.round(size / 1000)} s`
  return `${amount} ${ms < 0 ? 'behind' : 'ahead'}`
}
