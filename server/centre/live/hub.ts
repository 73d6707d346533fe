import { factsAfter, type Position, positionText, type RecordedFact, safePosition } from '../../kernel/facts.ts'
import { createLoop, type Loop } from '../../kernel/loop.ts'
import type { Spine } from '../../kernel/spine.ts'

export type Heard = RecordedFact & { position: Position }
export type Hub = {
  /** Calls `hear` for each new fact from now on; returns how to leave. */
  join(hear: (facts: Heard[]) => void): () => void
  /** Up to here everything was told; who joins now hears what comes behind it. */
  position(): Position
  listeners(): number
  stop(): Promise<void>
}

const pollMs = 250
const batch = 500

/** Reads each new fact once per process and hands it to everybody who listens: one query whatever the number of screens. */
export async function startHub(spine: Spine): Promise<Hub> {
  const listeners = new Set<(facts: Heard[]) => void>()
  let position = await safePosition(spine)
  const loop: Loop = createLoop({
    name: 'live',
    idleMs: pollMs,
    log: spine.log,
    turn: async () => {
      const facts = await factsAfter(spine, position, batch)
      if (facts.length === 0) return false
      position = facts.at(-1)!.position
      for (const hear of listeners) hear(facts)
      return facts.length === batch
    },
  })
  const off = spine.bell.onRing('facts', () => loop.wake())
  return {
    join(hear) {
      listeners.add(hear)
      return () => listeners.delete(hear)
    },
    position: () => position,
    listeners: () => listeners.size,
    async stop() {
      off()
      await loop.stop()
    },
  }
}

/** A fact in its wire shape. */
export const toView = (fact: Heard) => ({
  position: positionText(fact.position),
  kind: fact.kind,
  subject: fact.subject,
  area: fact.area,
  actor: fact.actor,
  recordedAt: fact.recordedAt.toISOString(),
  occurredAt: fact.occurredAt.toISOString(),
  body: fact.body as Record<string, unknown>,
})
