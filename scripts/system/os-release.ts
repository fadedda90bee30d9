import { readTextOrEmpty } from './files.ts'

/** Which distribution this is. */
export type OsRelease = { readonly id: string; readonly versionId: string; readonly codename: string }

/** Reads the text of /etc/os-release. */
export function parseOsRelease(text: string): OsRelease {
  const fields = new Map<string, string>()
  for (const line of text.split('\n')) {
    const [, key, quoted, bare] = /^([A-Z_]+)=(?:"(.*)"|'?([^']*)'?)$/.exec(line.trim()) ?? []
    if (key !== undefined) fields.set(key, quoted ?? bare ?? '')
  }
  return {
    id: fields.get('ID') ?? '',
    versionId: fields.get('VERSION_ID') ?? '',
    codename: fields.get('VERSION_CODENAME') ?? '',
  }
}

/** The distribution of this machine; all empty on macOS. */
export function osRelease(): OsRelease {
  return parseOsRelease(readTextOrEmpty('/etc/os-release'))
}
