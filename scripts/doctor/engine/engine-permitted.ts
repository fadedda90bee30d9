import { fail, ok } from '../../diagnosis/check.ts'
import type { DoctorCheck } from '../doctor-check.ts'
import { shownHost } from './engine-context.ts'

export const enginePermitted: DoctorCheck = {
  id: 'engine-permitted',
  title: 'you have permission to use the engine',
  what: "Only root and the group `docker` may use the engine's socket. After you are added to the group, only newly opened shells are in it. Members of the group can become root on this machine.",
  see: 'ls -l /var/run/docker.sock\nid -nG',
  fix: 'Join the group, and open a shell that is in it: `sudo usermod -aG docker "$USER"`, then `newgrp docker`, or log out and in. Never `chmod 777` the socket: that opens it to everybody.',
  symptoms: ['Permission denied on the Docker socket'],
  needs: ['engine-installed'],
  async look({ engine }) {
    const { attempts } = await engine()
    const denied = attempts.find(({ code }) => code === 'EACCES' || code === 'EPERM')
    if (denied === undefined) return ok('permitted')
    return fail(
      `you have no permission to use ${shownHost(denied.at.host)}`,
      [
        {
          says: 'Join the group docker, also in this shell.',
          command: 'sudo usermod -aG docker $USER\nnewgrp docker',
        },
      ],
      [`${shownHost(denied.at.host)}: ${denied.message}`],
    )
  },
}
