import { createHash } from 'node:crypto'
import type { CloudEvent } from '../../../../contract/reading.ts'

/**
 * A CloudEvent as it is known from its repeats (specification 1.0.2: `source` with `id`), of one sender's key: two neighbours may both
 * call theirs `my-system` 1. 128 bits of a hash, so that a long source takes no more room than a short one.
 */
export const eventIdOf = (key: string, { source, id }: Pick<CloudEvent, 'source' | 'id'>): string =>
  createHash('sha256')
    .update(JSON.stringify([key, source, id]))
    .digest()
    .subarray(0, 16)
    .toString('base64url')
