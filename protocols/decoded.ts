/**
 * Why bytes or text were refused, for every codec. A decoder returns one of these, it never throws.
 *
 * - envelope: `bad-start`, `bad-end`, `bad-escape`, `bad-header`, `bad-length` (the declared length is not the real one),
 *   `bad-checksum`, `too-short`, `too-long`
 * - content: `bad-value`, `bad-number`, `bad-time`, `bad-text`, `bad-encoding`, `missing-field`, `duplicate-field`,
 *   `trailing-bytes`, `unknown-message`, `wrong-version`, `encrypted`
 * - documents: `bad-xml`, `bad-json`, `bad-schema`, `forbidden-entity`
 * - messages in parts: `part-missing` (time ran out), `part-conflict` (another message under the same key), `too-many-parts`
 */
export type ErrorCode = (typeof errorCodes)[number]

export const errorCodes = [
  'bad-start',
  'bad-end',
  'bad-escape',
  'bad-header',
  'bad-length',
  'bad-checksum',
  'too-short',
  'too-long',
  'bad-value',
  'bad-number',
  'bad-time',
  'bad-text',
  'bad-encoding',
  'missing-field',
  'duplicate-field',
  'trailing-bytes',
  'unknown-message',
  'wrong-version',
  'encrypted',
  'bad-xml',
  'bad-json',
  'bad-schema',
  'forbidden-entity',
  'part-missing',
  'part-conflict',
  'too-many-parts',
] as const

/** What was refused, with the place or the number that was wrong. */
export type Rejected = { ok: false; error: ErrorCode; detail?: string | number }

/** A value, or why there is none. */
export type Decoded<T> = { ok: true; value: T } | Rejected

export const decoded = <T>(value: T): Decoded<T> => ({ ok: true, value })

export const rejected = (error: ErrorCode, detail?: string | number): Rejected =>
  detail === undefined ? { ok: false, error } : { ok: false, error, detail }

/** What the platform does not know but keeps: its number in the protocol's own writing, and its bytes. */
export type Unknown = { id: string; hex: string }

/**
 * Cuts a stream into frames. The answers do not depend on where the chunks were cut; rubbish between frames is one
 * `Rejected` each time, and at most one largest frame is held. `end`: nothing more comes; what is left, or why it is no frame.
 */
export type Framer = { push(chunk: Uint8Array): (Uint8Array | Rejected)[]; end?(): (Uint8Array | Rejected)[] }
