import { randomBytes, scryptSync, timingSafeEqual } from 'node:crypto'

const cheap = { N: 256, r: 8, p: 1 }

/** Hashes a password: real hashing, at a price a development start does not feel. */
export function hashPassword(password: string): string {
  const salt = randomBytes(12).toString('base64url')
  return `${salt}$${derive(password, salt).toString('base64url')}`
}

/** Whether the password is the one that was hashed. */
export function isPassword(password: string, hash: string): boolean {
  const [salt = '', expected = ''] = hash.split('$')
  const wanted = Buffer.from(expected, 'base64url')
  const got = derive(password, salt)
  return wanted.length === got.length && timingSafeEqual(wanted, got)
}

function derive(password: string, salt: string): Buffer {
  return scryptSync(password, salt, 24, cheap)
}
