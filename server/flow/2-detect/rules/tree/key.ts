import { createHash } from 'node:crypto'

/** Memory belongs to what is asked, not to where it stands: it survives when another part of the rule is edited, and not when this one is. */
export const noteKey = (condition: { readonly op: string; readonly [part: string]: unknown }, kind: string): string =>
  `${condition.op}:${createHash('sha256')
    .update(JSON.stringify([kind, condition]))
    .digest('base64url')
    .slice(0, 12)}`
