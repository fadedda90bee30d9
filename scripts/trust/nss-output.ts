/** The nicknames that `certutil -L` lists; a nickname may hold spaces, the trust behind it never does. */
export function parseNicknames(listing: string): readonly string[] {
  const lines = [...listing.matchAll(/^(.+?) +[a-zA-Z]*,[a-zA-Z]*,[a-zA-Z]*[ \t]*$/gm)]
  // Certificates that share a nickname are listed once each.
  return [...new Set(lines.map(([, name]) => name ?? ''))]
}

/** Why `vfychain` refuses a certificate, in NSS's words. */
export function refusalOf(output: string): string {
  const errors = [...output.matchAll(/ERROR (-\d+): (.+)/g)]
  if (errors.some(([, code]) => code === '-8179')) return 'the authority is not in it'
  const [first] = errors
  return (first?.[2] ?? output.trim().split('\n')[0] ?? '').replace(/\.$/, '')
}

/** Whether `certutil -K`, given an empty password, was refused: then a change would need the person's own. */
export function wantsPassword(output: string): boolean {
  return /SEC_ERROR_BAD_PASSWORD|could not authenticate/i.test(output)
}
