import type { Proof } from '../types.ts'

/**
 * May what a sender says be taken, by how it shows who it is? `code` null: nothing is asked, but of a terminal that signs in, which then
 * was never registered here and must be.
 */
export function mayGoOn(
  proof: Exclude<Proof, { by: 'register' }>,
  { code, signedIn }: { code: string | null; signedIn: boolean },
): 'yes' | 'not-signed-in' | 'wrong-code' {
  if (proof.by === 'signed-in') return signedIn ? 'yes' : 'not-signed-in'
  if (proof.by === 'sign-in') return code !== null && proof.code === code ? 'yes' : 'wrong-code'
  if (proof.by === 'password') return code === null || proof.code === code ? 'yes' : 'wrong-code'
  return 'yes'
}
