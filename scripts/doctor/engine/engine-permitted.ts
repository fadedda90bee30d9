import { fail, ok } from '../../diagnosis/check.ts'
import type { DoctorCheck } from '../doctor-check.ts'
import { shownHost } from './engine-context.ts'

export const enginePermitted: DoctorCheck = {
  id: 'engine-permitted',
  title: 'you may speak to the engine',
  what: "The engine's socket is open to root and to the group `docker`. A person who was added to the group has it only in shells that were opened afterwards. Whoever is in it can become root on this machine.",
  see: 'ls -l /var/run/docker.sock\nid -nG',
  fix: 'Join the group, and open a shell that has it: `sudo usermod -aG docker "$USER"`, then `newgrp docker`, or log out and in. Never `chmod 777`: that opens it to everybody.',
  symptoms: ['Permission denied on the Docker socket'],
  needs: ['engine-installed'],
  async look({ engine }) {
    const { attempts } = await engine()
    const denied = attempts.find(({ code }) => code === 'EACCES' || code === 'EPERM')
    if (denied === undefined) return ok('nothing is refused')
    return fail(
      `${shownHost(denied.at.host)} is closed to you`,
      [
        {
          says: 'Join the group docker, and take it up in this shell.',
          command: 'sudo usermod -aG docker $USER\nnewgrp docker',
        },
      ],
      [`${shownHost(denied.at.host)}: ${denied.message}`],
    )
  },
}
