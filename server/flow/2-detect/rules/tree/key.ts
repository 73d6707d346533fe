import { createHash } from 'node:crypto'

/** Memory belongs to what is asked, not to where it stands: it survives when another part of the rule is edited, and not when this one is. */
export const noteKey = (condition: { readonly op: string; readonly [part: string]: unknown }, kind: string): string =>
  keyOf(condition.op, [kind, condition])

/** The same for what several conditions share. */
export const keyOf = (what: string, asked: unknown): string =>
  `${what}:${createHash('sha256').update(JSON.stringify(asked)).digest('base64url').slice(0, 12)}`
