import type { Refusal } from '../../kernel/result.ts'
import type { Patiently } from './patience.ts'
import type { KeyOf, VitalFeed } from './types.ts'

const valuesOf = /^zhili\/v1\/vitals\/([^/+#]{1,120})\/values$/

/** The key whose values of vitals a topic is for; null: another topic. */
export const vitalKeyOf = (topic: string): string | null => valuesOf.exec(topic)?.[1] ?? null

/** Where a sender of values hears what became of them: its own only. */
export const answersOf = (key: string): string => `zhili/v1/vitals/${key}/answers`

/** Only a system speaks for vitals: a gateway or a device was let in for its devices. */
export const mayTellVitals = ({ kind, unit }: KeyOf): boolean => kind === 'system' && unit !== null

type Told = { topic: string; payload: Uint8Array }
type Given = { key: KeyOf; topic: string; payload: string }
type Deps = { vitals: VitalFeed; patiently: Patiently; tell: (told: Told) => Promise<void> }

/**
 * Takes one message of values: kept before it is acknowledged, and answered row by row to its sender. What cannot be read at all, or is for
 * another key, is returned as a refusal, for the quarantine; its sender is answered too.
 */
export async function takeVitals({ key, topic, payload }: Given, { vitals, patiently, tell }: Deps): Promise<Refusal | null> {
  const own = vitalKeyOf(topic) === key.key && mayTellVitals(key)
  if (!own) return { code: 'key.wrong' }
  let refused: Refusal | null = null
  let answer = ''
  await patiently(async () => {
    const taken = await vitals.take({ key, text: payload })
    answer = taken.answer
    refused = taken.refusal
  })
  // Whoever did not hear it sends the same again, and hears the same.
  if (answer !== '') await tell({ topic: answersOf(key.key), payload: Buffer.from(answer) })
  return refused
}
