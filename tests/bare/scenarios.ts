import { deepEqual, match, ok, doesNotMatch } from 'node:assert/strict'
import type { BareMachine } from './bare-machine.ts'
import { failure, images, killAll, output, withMachine } from './in-machine.ts'
import { startRegistry } from './registry.ts'

type Stage = {
  readonly image: string
  /** A new bare machine. */
  readonly machine: (mirror?: string) => Promise<BareMachine>
}

export type Scenario = { readonly name: string; readonly play: (stage: Stage) => Promise<void> }

const inside = `/checkout/node_modules/node-linux-${process.arch}/bin/node /checkout/tests/bare/inside.ts`
const endDockerd = killAll('dockerd')

/** What must hold on a machine without an engine. */
export const scenarios: readonly Scenario[] = [
  {
    name: 'stopped',
    async play({ machine }) {
      await withMachine(machine(), async (bare) => {
        await output(bare, `${inside} engine`)
        match(await output(bare, `${endDockerd}; ${inside} engine`), /started/)
        // The notes of a dead engine name a stranger who must not be harmed, nor be taken for the engine.
        const stranger = `sleep 60 & echo $! > /run/docker.pid; echo $! > /run/docker/containerd/containerd.pid`
        match(
          await output(bare, `${endDockerd}; ${stranger}; ${inside} engine; kill -0 $! && echo unharmed`),
          /started[^]*unharmed/,
        )
        await output(bare, `echo '{"storage-driver":"nope"}' > /etc/docker/daemon.json`)
        match(
          await failure(bare, `${endDockerd}; ${inside} engine`),
          /did not start[^]*nope[^]*HINT See it all/,
        )
      })
    },
  },
  {
    name: 'registry',
    async play({ machine, image }) {
      const registry = await startRegistry('campustest-bare-registry-server', image)
      try {
        await withMachine(machine(registry.address), async (bare) => {
          match(await output(bare, `${inside} base`), /debian:bookworm-slim, from a registry/)
          deepEqual(await images(bare), ['bare-base:bookworm'])
          await registry.remove()
          const again = await output(bare, `${inside} base`)
          match(again, /from a registry/)
          doesNotMatch(again, /looking for a registry/)
          match(
            await failure(bare, `docker image rm bare-base:bookworm; ${inside} base`),
            /could not be pulled[^]*HINT/,
          )
          match(await output(bare, `${inside} base=packages`), /from Debian's packages  /)
        })
      } finally {
        await registry.remove()
      }
    },
  },
  {
    name: 'interrupted',
    async play({ machine }) {
      // Cut off in the middle of unpacking, and when all is unpacked but nothing is set up.
      for (const moment of ['half-installed docker-buildx', 'half-configured docker.io']) {
        await withMachine(machine(), async (bare) => {
          await bare.sh(`
            ${inside} engine &
            while ! grep -qs 'status ${moment}' /var/log/dpkg.log; do sleep 0.01; done
            kill -9 $!
            ${killAll('apt-get')}; ${killAll('dpkg')}`)
          match(await output(bare, `${inside} engine`), /dpkg --configure -a[^]*Docker 26.*installed/)
        })
      }
    },
  },
  {
    name: 'interrupted-base',
    async play({ machine }) {
      await withMachine(machine(), async (bare) => {
        await output(bare, `${inside} engine`)
        // In the middle: packages are being unpacked into the folder of the work.
        const base = `${inside} base & until ls -d /var/tmp/campus-debian-*/*/usr > /dev/null 2>&1; do sleep 0.1; done; kill -TERM $!; wait $!; echo ended $?`
        const ended = await output(bare, `${base}; ls /var/tmp /root/state`)
        match(ended, /ended 1/)
        doesNotMatch(ended, /campus-debian|base.json|debian-work/)
        await output(bare, `${base.replace('-TERM', '-9')}; ls /root/state/debian-work`)
        match(await output(bare, `${inside} base; ls -A /var/tmp`), /from Debian's packages.*\n$/)
      })
    },
  },
  {
    name: 'person',
    async play({ machine }) {
      await withMachine(machine(), async (bare) => {
        await output(
          bare,
          `apt-get -qq update && apt-get -qq install -y --no-install-recommends sudo &&
          useradd --create-home ann && echo 'ann ALL=(ALL) ALL' > /etc/sudoers.d/ann && echo ann:secret | chpasswd`,
        )
        const told = await failure(bare, `${inside} engine`, 'ann')
        match(told, /needs root[^]*HINT printf .*sudo tee [^]*sudo apt-get .*install .*docker.io\/trixie/)
        const refusing = onTerminal([['Do this now', 'n']])
        match(await failure(bare, refusing, 'ann'), /Do this now[^]*needs root/)
        ok((await bare.sh('command -v dockerd')).exitCode !== 0)
        const agreeing = [
          ['Do this now', 'y'],
          ['password for ann', 'secret'],
        ] as const
        match(
          await failure(bare, onTerminal(agreeing), 'ann'),
          /this shell is not in its group yet[^]*HINT newgrp docker/,
        )
        match(await output(bare, `sg docker -c '${inside} engine'`, 'ann'), /Docker 26/)
      })
    },
  },
]

/** The engine part on a terminal, where a person types an answer as soon as its question is on the screen. */
function onTerminal(answers: readonly (readonly [question: string, answer: string])[]): string {
  const typing = answers.map(
    ([question, answer]) => `until grep -q '${question}' /tmp/screen; do sleep 0.1; done; echo ${answer} >&3`,
  )
  return `
    rm -f /tmp/keys; mkfifo /tmp/keys; exec 3<> /tmp/keys; : > /tmp/screen
    script -qefc 'stty columns 120; ${inside} engine' /tmp/screen < /tmp/keys &
    terminal=$!
    ${typing.join('\n')}
    wait $terminal`
}
