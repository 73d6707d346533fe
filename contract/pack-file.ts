import { z } from 'zod'
import { Words } from './words.ts'

/** Version of the blocks this platform knows: a pack that needs a later one is refused. One more whenever `contract/pack.ts` learns a block, or samples a sort. */
export const blocksVersion = 8

/** How large and how deep a pack may be: beyond that nobody reads it any more, and a server should not either. */
export const packLimits = { bytes: 2_000_000, parts: 200, depth: 40, values: 200_000, arrivals: 100_000 } as const

/** Recorded samples a pack with rules brings along at least: they are its test. */
export const fewestSamples = 3

/** `pack.json` of a pack's folder: who it is. What it holds stands in `scenario.json`, the blocks of `contract/pack.ts`. */
export const PackManifest = z.strictObject({
  id: z.string().regex(/^[a-z][a-z0-9-]{1,39}$/),
  version: z.int().min(1).max(1_000_000),
  /** version of the blocks it was written with */
  needs: z.int().min(1),
  title: Words,
})
export type PackManifest = z.infer<typeof PackManifest>

/** A `.zpack`: one JSON document, not compressed. `content` is the text of the parts by name, exactly as it was signed. */
export const PackEnvelope = z.strictObject({
  format: z.literal('zhili-pack/1'),
  publisher: z.string().trim().min(1).max(80),
  /** first sixteen hexadecimals of the SHA-256 of the public key */
  key: z.string().regex(/^[0-9a-f]{16}$/),
  /** Ed25519, base64 */
  signature: z.string().max(128),
  content: z.string().max(packLimits.bytes),
})
export type PackEnvelope = z.infer<typeof PackEnvelope>
