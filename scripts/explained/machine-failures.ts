import { explain } from './explained.ts'

/** What the machine refuses any command. */
export const machineFailures = explain({
  'needs-root': {
    title: 'Something needs root, and root is not to be had',
    what: 'Installing Docker or packages, starting the engine and writing the hosts file need root. campus says what it would run, asks on a terminal, and does nothing without a yes. Here there is no terminal, no sudo, or the answer was no.',
    see: 'sudo -v',
    mend: 'Run the printed commands yourself, or the same command again on a terminal. For trust stores without any root: `TRUST_STORES=nss make setup-ssl`.',
  },
  'disk-full': {
    title: 'The disk is full, or too small for the images',
    what: 'The images take about 4 GB where Docker keeps its data; on macOS and Windows that is the disk inside its virtual machine. A database or a search index that ran out of space gives odd errors first.',
    see: 'df -h . "$(docker info --format \'{{.DockerRootDir}}\')"\ndocker system df',
    mend: '`docker system df` tells what takes the space; `docker builder prune` empties the build cache, which is the largest part most often and belongs to all projects. Docker Desktop: Settings, Resources, virtual disk limit. See also `engine-disk`, [disk](#disk).',
    symptoms: ['No space left on device'],
  },
  'file-not-writable': {
    title: 'A file may not be written',
    what: 'It belongs to somebody else, root most often, after a command that was run with sudo or a container that made it; or it is on a file system that is mounted read-only.',
    see: 'find . -not -path "./node_modules/*" -not -user "$(id -un)" | head\nbin/campus doctor',
    mend: '`sudo chown -R $(id -u):$(id -g)` on what is named. campus itself never needs sudo in front: it asks for it where that is needed. See also `file-owners`.',
    symptoms: ['Permission denied on a file of the checkout'],
  },
  'lock-held': {
    title: 'Another command of campus works in this checkout',
    what: 'Commands that change something hold a lock, so that two of them do not mix their files. The message names the command and its process. A lock whose process is gone is taken over by itself.',
    see: 'cat .campus/lock',
    mend: 'Wait for it. If it hangs, end it with the `kill` that is printed, and run the command again: nothing is left half-written. See also [state](#state).',
  },
  'clock-wrong': {
    title: 'A certificate is not valid yet: the clock may be wrong',
    what: "The authority of campus begins to be valid in the future. After a sleep, in a virtual machine or in WSL the clock is late at times; then every certificate that was made since is refused, browsers' too.",
    see: 'date -u\ntimedatectl',
    mend: '`sudo timedatectl set-ntp true`; in WSL `sudo hwclock -s`. If the clock is right, remove the authority with the printed `rm` and run `make setup-ssl`: it makes a new one and has it trusted. See also [clock](#clock).',
  },
})
