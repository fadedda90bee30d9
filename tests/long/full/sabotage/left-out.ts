/** Ids that nothing here breaks, and why not; what they find is tested beside them, with machines that are described. */
export const leftOut: Readonly<Record<string, string>> = {
  node: 'bin/campus starts the Node.js that is pinned',
  packages: 'bin/campus runs no command before the packages are those of the lock file',
  disk: 'the disk of this machine would have to be full',
  'engine-rootless': 'it takes an engine without root that publishes a port below 1024',
  'map-count': 'it is a setting of this machine’s kernel',
  wsl: 'it is for Windows',
  macos: 'it is for macOS',
  'loopback-ipv6': 'it is a setting of this machine’s kernel',
  names: 'it takes a resolver that does not read the hosts file',
  'dns-rebinding': 'it takes a DNS server that knows the names',
  'shared-domain': 'it takes an LMS of another domain, which is no fault of what runs: tests/probes has it',
  'own-address': 'it takes an LMS of others behind the gateway: tests/probes has it',
  'same-learner': 'it takes a second LMS, whose learners are others: tests/probes has it',
  'older-tab': 'it takes a second LMS, and a cache in front of one: tests/probes has it',
  trust: 'it takes stores that trust: tests/bare changes them, in containers',
}
