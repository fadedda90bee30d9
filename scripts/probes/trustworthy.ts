/** Whether browsers take a URL as secure: https, and http to this machine itself (W3C Secure Contexts, 3.1). */
export function isTrustworthy({ protocol, hostname }: URL): boolean {
  if (protocol === 'https:' || protocol === 'wss:') return true
  return /^(?:(?:.+\.)?localhost\.?|127(?:\.\d+){3}|\[::1\])$/i.test(hostname)
}
