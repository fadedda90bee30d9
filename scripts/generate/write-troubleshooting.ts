import { join } from 'node:path'
import { writeIfChanged } from '../system/files.ts'
import { troubleshootingPage } from './troubleshooting.ts'

/* `npm run docs`: writes docs/troubleshooting.md. A unit test fails where it is not current. */
writeIfChanged(join(import.meta.dirname, '../../docs/troubleshooting.md'), troubleshootingPage())
