import { explain } from './explained.ts'

/** What keeps a command from using Docker. */
export const dockerFailures = explain({
  'docker-not-installed': {
    title: 'Docker is not installed, and campus does not install it here',
    what: "On Debian and Ubuntu `make run` installs an engine from the distribution's packages, after saying so. It leaves that to you on other systems, in WSL, and where parts of Docker's own packages are there already: completing those would push them out.",
    see: 'docker version\nbin/campus doctor',
    mend: 'Run the command that is printed for your system. On macOS and Windows: Docker Desktop, OrbStack or Colima; in WSL, turn on WSL integration in the settings of Docker Desktop (Resources). Then `make run` again. See also `engine-installed`.',
  },
  'docker-install-failed': {
    title: 'Docker could not be installed',
    what: "apt refused a package. Most often the package lists are old, a mirror is out of reach, or one of the machine's own sources is broken. Nothing of campus was started.",
    see: 'sudo apt-get update\napt-cache policy docker.io',
    mend: 'Mend what `apt-get update` complains about (a proxy belongs into `/etc/apt/apt.conf.d`), run the command that is printed once by hand, then `make run` again: it goes on where it stopped.',
  },
  'docker-not-running': {
    title: 'No Docker engine answers',
    what: 'Docker is installed, but nothing answers at its socket, or it stopped answering in the middle of a command. Where `DOCKER_HOST` or a context names an engine, only that one is asked.',
    see: 'docker info\ndocker context ls\necho "$DOCKER_HOST"',
    mend: '`make run` starts an engine that is installed. By hand: `sudo systemctl start docker`, or start Docker Desktop, OrbStack or Colima. Where an engine is named that is gone: `unset DOCKER_HOST`, or `docker context use default`. After Docker stopped in the middle, `make run` brings everything back; the data is kept. See also `engine-running`, `engine-context`.',
    symptoms: ['Cannot connect to the Docker daemon'],
  },
  'docker-did-not-start': {
    title: 'Docker was started, and ended again',
    what: 'dockerd says why in its log, whose end is printed. Usual reasons: another dockerd or its leftovers, a full disk, no iptables, a container or a virtual machine in which an engine may not run.',
    see: 'sudo journalctl -u docker -n 50\nsudo tail -n 50 /var/log/campus-dockerd.log',
    mend: 'Mend what the log names, then `make run`. The second command is for machines without systemd. In a container, it must be privileged, or use an engine from outside: `DOCKER_HOST=unix:///path/of/its.sock`. See also `engine-running`.',
  },
  'docker-no-permission': {
    title: 'Docker runs, and you may not speak to it',
    what: 'Its socket belongs to root and the group `docker`. A shell that was opened before you joined the group does not have it yet.',
    see: 'ls -l /var/run/docker.sock\nid -nG',
    mend: '`sudo usermod -aG docker $USER`, then `newgrp docker` in this shell, or log out and in. Members of that group can do what root can. `chmod 777` on the socket gives that to every program on the machine. See also `engine-permitted`.',
    symptoms: ['Permission denied on the Docker socket'],
  },
  'docker-too-old': {
    title: 'Docker or its compose plugin is too old',
    what: 'campus needs Docker 25 and compose 2.24 or later: older ones do not know options that the generated `compose.yaml` uses.',
    see: "docker version --format '{{.Server.Version}}'\ndocker compose version --short",
    mend: "Upgrade it with the package manager that it came from. On Debian 12, whose own engine is too old: `sudo apt-get remove docker.io docker-compose`, then `make run` installs the next release's. See also `engine-version`, `compose-version`.",
  },
  'docker-incomplete': {
    title: 'A part of Docker is missing: its command, compose or buildx',
    what: 'The engine answers, but the `docker` command or one of its plugins is not there. `docker-compose` with a dash is the old program, and no substitute.',
    see: 'docker compose version\ndocker buildx version',
    mend: "Debian: `sudo apt-get install docker-cli docker-compose docker-buildx`. Ubuntu: `sudo apt-get install docker-compose-v2 docker-buildx`. With Docker's own packages: `docker-compose-plugin docker-buildx-plugin`. See also `compose-version`, [buildx](#buildx).",
    symptoms: ['"compose is not a docker command"'],
  },
  'docker-refused': {
    title: 'Docker refused what it was asked',
    what: 'The answer of the engine is printed with its HTTP status. 409 is a name that is taken, 404 something that was removed meanwhile, 500 a fault of the engine or of its storage.',
    see: 'docker ps -a --filter label=campus.environment\nsudo journalctl -u docker -n 50',
    mend: 'Run the command again: containers, networks and volumes are found by their label each time. If it stays, `make stop && make run`; the data is kept.',
  },
  'docker-remote': {
    title: 'The Docker engine is on another machine',
    what: 'The generated files are mounted into containers, and ports are published on loopback. An engine that is reached over the network sees neither this folder nor this loopback.',
    see: 'docker context ls\necho "$DOCKER_HOST"',
    mend: 'Use an engine of this machine: `unset DOCKER_HOST; docker context use default`. Or run campus in a checkout on the other machine. See also `engine-context`.',
  },
})
