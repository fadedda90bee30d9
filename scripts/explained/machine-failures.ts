import { explain } from './explained.ts'

/** What keeps a command from using Docker. */
export const dockerFailures = explain({
  'docker-not-installed': {
    title: 'Docker is not installed, and campus does not install it here',
    what: "On Debian and Ubuntu `make run` installs an engine from the distribution's packages, after saying so. It leaves that to you on other systems, in WSL, and where parts of Docker's own packages are there already: completing those would push them out.",
    see: 'docker version\nbin/campus doctor',
    fix: 'Run the command that is printed for your system. On macOS and Windows: Docker Desktop, OrbStack or Colima; in WSL, turn on WSL integration in the settings of Docker Desktop (Resources). Then `make run` again. See also `engine-installed`.',
  },
  'docker-install-failed': {
    title: 'Docker could not be installed',
    what: "apt refused a package. Most often the package lists are old, a mirror is out of reach, or one of the machine's own sources is broken. Nothing of campus was started.",
    see: 'sudo apt-get update\napt-cache policy docker.io',
    fix: 'Fix what `apt-get update` complains about (a proxy belongs into `/etc/apt/apt.conf.d`), run the command that is printed once by hand, then `make run` again: it goes on where it stopped.',
  },
  'docker-not-running': {
    title: 'No Docker engine answers',
    what: 'Docker is installed, but nothing answers at its socket, or it stopped answering in the middle of a command. Where `DOCKER_HOST` or a context names an engine, only that one is asked.',
    see: 'docker info\ndocker context ls\necho "$DOCKER_HOST"',
    fix: '`make run` starts an engine that is installed. By hand: `sudo systemctl start docker`, or start Docker Desktop, OrbStack or Colima. Where an engine is named that is gone: `unset DOCKER_HOST`, or `docker context use default`. After Docker stopped in the middle, `make run` brings everything back; the data is kept. See also `engine-running`, `engine-context`.',
    symptoms: ['Cannot connect to the Docker daemon'],
  },
  'docker-did-not-start': {
    title: 'Docker was started, and ended again',
    what: 'dockerd says why in its log, whose end is printed. Usual reasons: another dockerd or its leftovers, a full disk, no iptables, a container or a virtual machine in which an engine may not run.',
    see: 'sudo journalctl -u docker -n 50\nsudo tail -n 50 /var/log/campus-dockerd.log',
    fix: 'Fix what the log names, then `make run`. The second command is for machines without systemd. In a container, it must be privileged, or use an engine from outside: `DOCKER_HOST=unix:///path/of/its.sock`. See also `engine-running`.',
  },
  'docker-no-permission': {
    title: 'Docker runs, and you may not speak to it',
    what: 'Its socket belongs to root and the group `docker`. A shell that was opened before you joined the group does not have it yet.',
    see: 'ls -l /var/run/docker.sock\nid -nG',
    fix: '`sudo usermod -aG docker $USER`, then `newgrp docker` in this shell, or log out and in. Members of that group can do what root can. `chmod 777` on the socket gives that to every program on the machine. See also `engine-permitted`.',
    symptoms: ['Permission denied on the Docker socket'],
  },
  'docker-too-old': {
    title: 'Docker or its compose plugin is too old',
    what: 'campus needs Docker 25 and compose 2.24 or later: older ones do not know options that the generated `compose.yaml` uses.',
    see: "docker version --format '{{.Server.Version}}'\ndocker compose version --short",
    fix: "Upgrade it with the package manager that it came from. On Debian 12, whose own engine is too old: `sudo apt-get remove docker.io docker-compose`, then `make run` installs the next release's. See also `engine-version`, `compose-version`.",
  },
  'docker-incomplete': {
    title: 'A part of Docker is missing: its command, compose or buildx',
    what: 'The engine answers, but the `docker` command or one of its plugins is not there. `docker-compose` with a dash is the old program, and no substitute.',
    see: 'docker compose version\ndocker buildx version',
    fix: "Debian: `sudo apt-get install docker-cli docker-compose docker-buildx`. Ubuntu: `sudo apt-get install docker-compose-v2 docker-buildx`. With Docker's own packages: `docker-compose-plugin docker-buildx-plugin`. See also `compose-version`, [buildx](#buildx).",
    symptoms: ['"compose is not a docker command"'],
  },
  'docker-refused': {
    title: 'Docker refused what it was asked',
    what: 'The answer of the engine is printed with its HTTP status. 409 is a name that is taken, 404 something that was removed meanwhile, 500 a fault of the engine or of its storage.',
    see: 'docker ps -a --filter label=campus.environment\nsudo journalctl -u docker -n 50',
    fix: 'Run the command again: containers, networks and volumes are found by their label each time. If it stays, `make stop && make run`; the data is kept.',
  },
  'docker-remote': {
    title: 'The Docker engine is on another machine',
    what: 'The generated files are mounted into containers, and ports are published on loopback. An engine that is reached over the network sees neither this folder nor this loopback.',
    see: 'docker context ls\necho "$DOCKER_HOST"',
    fix: 'Use an engine of this machine: `unset DOCKER_HOST; docker context use default`. Or run campus in a checkout on the other machine. See also `engine-context`.',
  },
})

/** What keeps the images from being made. */
export const imageFailures = explain({
  'image-not-built': {
    title: 'An image could not be built',
    what: 'The end of what the build said is printed. Most often a package index did not answer: a proxy that the machine has and the build has not, a company authority that intercepts TLS (`x509`, `certificate verify failed`), or a version of Richie that does not exist.',
    see: 'bin/campus doctor\npip download --no-deps richie==3.5.1',
    fix: "`bin/campus doctor` looks at proxies, indexes and interception. pip's and apt's settings of this machine and its proxy variables are handed to the builds: what works with pip and apt here works there. Set the version in `environment.local.yaml`: `richie: { source: { version: 3.5.1 } }`. Then `make run`: what was built already is kept. See also `package-indexes`, [proxy](#proxy), `tls-interception`.",
    symptoms: ['An image does not build: names are not found, x509, timeouts'],
  },
  'checkout-unfit': {
    title: 'The checkout that Richie should come from will not do',
    what: '`richie.source.checkout` names a folder that is not there, that has no Richie (`src/richie`) and no `settings` of a site, whose settings are not where the spec says, or where nothing says what the site needs. A path starts from the folder of `environment.yaml`, or from `~`.',
    see: 'bin/campus render --stdout compose.yaml | grep /opt/checkout',
    fix: 'Do what is printed: clone the checkout, or correct `richie.source` in `environment.local.yaml`. A site factory names its settings, and a requirement file in the folder of its project or above: `richie: { source: { checkout: ../factory, settings: sites/mysite/src/backend/mysite/settings.py } }`.',
  },
  'richie-image-missing': {
    title: 'The image that Richie should come from is not there',
    what: "`richie.source.image` names an image that the engine does not have and can't pull: its name or tag is another, the registry wants a login, or none answers.",
    see: 'docker image ls',
    fix: 'Build the image, or `docker login` and `docker pull` it, and give the same name in `environment.local.yaml`: `richie: { source: { image: fundocker/mysite:1.0.0, settings: mysite.settings } }`. Then `make run`.',
  },
  'base-not-pulled': {
    title: 'The Debian image could not be pulled',
    what: "`base: registry` in the spec insists on a registry, and the engine can't pull `debian:bookworm-slim` from one. It is the engine that pulls: its proxy and its authorities count, not those of your shell.",
    see: 'docker pull debian:bookworm-slim\ndocker info | grep -i -A3 proxy',
    fix: "`base: packages` in `environment.local.yaml` makes Debian from the distribution's packages, without a registry; `base: auto`, the default, chooses by itself. See also [proxy](#proxy).",
  },
  'base-not-made': {
    title: 'Debian could not be made of its packages',
    what: "No registry answered, so mmdebstrap makes the base image from this machine's Debian mirror. It needs root, mmdebstrap (Debian and Ubuntu have it) and a mirror that answers.",
    see: 'sudo apt-get update\ndocker pull debian:bookworm-slim',
    fix: 'Fix the one that is easier: the mirror (`sudo apt-get update` must pass; `sudo apt-get install mmdebstrap`), or the way of the engine to a registry (`docker pull debian:bookworm-slim`). Either will do. See also `package-indexes`.',
  },
  'node-for-containers': {
    title: 'Node for the containers could not be fetched',
    what: 'On macOS and Windows the mock LMS runs on a Node for Linux, which comes as an npm package. npm could not fetch it.',
    see: 'npm ping\nnpm config get registry',
    fix: 'Run the command that is printed by hand and fix what npm says: a registry or a proxy in `~/.npmrc`. Then `make run`. See also `package-indexes`.',
  },
  'yarn-not-fetched': {
    title: "yarn for the checkout's front end could not be fetched",
    what: "A checkout's front end is built with yarn 1, which comes as an npm package, once. npm could not fetch it.",
    see: 'npm ping\nnpm config get registry',
    fix: 'Run the command that is printed by hand and fix what npm says: a registry or a proxy in `~/.npmrc`. Then `make run`. Or leave the front end as it is: `richie: { source: { frontend: none } }` in `environment.local.yaml`. See also `package-indexes`.',
  },
  'architecture-without-node': {
    title: 'There is no Node for containers on this architecture',
    what: 'The mock LMS runs on Node, which comes as a package for x64 and arm64 only.',
    see: 'uname -m\nnode -p process.arch',
    fix: 'Run campus on an x64 or arm64 machine, or use no mock: `provider: external` and the `url` of an LMS in `environment.local.yaml`. See also [architecture](#architecture).',
  },
})

/** What the machine refuses any command. */
export const machineFailures = explain({
  'needs-root': {
    title: 'Something needs root, and root is not to be had',
    what: 'Installing Docker or packages, starting the engine and writing the hosts file need root. campus says what it would run, asks on a terminal, and does nothing without a yes. Here there is no terminal, no sudo, or the answer was no.',
    see: 'sudo -v',
    fix: 'Run the printed commands yourself, or the same command again on a terminal. For trust stores without any root: `TRUST_STORES=nss make setup-ssl`.',
  },
  'disk-full': {
    title: 'The disk is full, or too small for the images',
    what: 'The images take about 4 GB where Docker keeps its data; on macOS and Windows that is the disk inside its virtual machine. A database or a search index that ran out of space gives odd errors first.',
    see: 'df -h . "$(docker info --format \'{{.DockerRootDir}}\')"\ndocker system df',
    fix: '`docker system df` tells what takes the space; `docker builder prune` empties the build cache, which is the largest part most often and belongs to all projects. Docker Desktop: Settings, Resources, virtual disk limit. See also `engine-disk`, [disk](#disk).',
    symptoms: ['No space left on device'],
  },
  'file-not-writable': {
    title: 'A file may not be written',
    what: 'It belongs to somebody else, root most often, after a command that was run with sudo or a container that made it; or it is on a file system that is mounted read-only.',
    see: 'find . -not -path "./node_modules/*" -not -user "$(id -un)" | head\nbin/campus doctor',
    fix: '`sudo chown -R $(id -u):$(id -g)` on what is named. campus itself never needs sudo in front: it asks for it where that is needed. See also `file-owners`.',
    symptoms: ['Permission denied on a file of the checkout'],
  },
  'lock-held': {
    title: 'Another command of campus works in this checkout',
    what: 'Commands that change something hold a lock, so that two of them do not mix their files. The message names the command and its process. A lock whose process is gone is taken over by itself.',
    see: 'cat .campus/lock',
    fix: 'Wait for it. If it hangs, end it with the `kill` that is printed, and run the command again: nothing is left half-written. See also [state](#state).',
  },
  'clock-wrong': {
    title: 'A certificate is not valid yet: the clock may be wrong',
    what: "The authority of campus begins to be valid in the future. After a sleep, in a virtual machine or in WSL the clock is late at times; then every certificate that was made since is refused, browsers' too.",
    see: 'date -u\ntimedatectl',
    fix: '`sudo timedatectl set-ntp true`; in WSL `sudo hwclock -s`. If the clock is right, remove the authority with the printed `rm` and run `make setup-ssl`: it makes a new one and has it trusted. See also [clock](#clock).',
  },
})
