import type { Decoded, ErrorCode, Rejected } from '../../../../protocols/decoded.ts'
import type { Said, Sender, Tolerance } from './types.ts'

/** One fault at a time: with two of them bytes were lost or changed on the way. */
const toleranceOf: Partial<Record<ErrorCode, Tolerance>> = {
  'bad-checksum': { checksum: true },
  'bad-length': { length: true },
  'bad-end': { crlf: true },
}

/** What a refused frame says if its one fault is left aside; null when it has another one, or one that nobody is forgiven. */
export function readDespite<T>({ error }: Rejected, read: (tolerance: Tolerance) => Decoded<T>): T | null {
  const tolerance = toleranceOf[error]
  const again = tolerance ? read(tolerance) : null
  return again?.ok ? again.value : null
}

/**
 * Is a frame with a fault its sender's own, and not one of somebody else damaged on the way? `faultless`: numbers that spoke without a
 * fault on this connection. A number that nothing proves is believed only where no other one does: a changed bit makes one number another.
 */
export function isForgiven(
  { number, proof }: Pick<Said, 'number' | 'proof'>,
  sender: Sender | null,
  faultless: Set<string>,
): boolean {
  if (!sender?.lenient) return false
  const proves = proof.by === 'signed-in' || proof.by === 'sign-in' || (proof.by === 'password' && sender.code !== null)
  return proves || faultless.size === 0 || (faultless.size === 1 && faultless.has(number))
}

/** Notes a number that spoke without a fault: two are enough to know that a line is shared. */
export function noteFaultless(faultless: Set<string>, number: string): void {
  if (faultless.size < 2) faultless.add(number)
}
