import { useEffect, useState } from 'react'
import { serverNow, useNow } from '../../ui/clock.ts'
import { hrefOf, readRoute } from '../route.ts'
import { heldMs } from '../war/push.ts'
import { caseHeldMs, type Hand, keepsCase } from './play.ts'
import { useOver, useTouch } from './use-case.ts'

/** Until when (ms) the page of an address is kept. */
export type Held = { until: number; hash: string }

const isCaseAt = (hash: string): boolean => readRoute(hash)?.screen === 'event'

/**
 * What a person is at, and how to keep something else. Who turns to another page keeps it for two minutes, a case for five after the last touch, then
 * the playlist goes on; where nothing is played they keep the page.
 */
export function useHeld(hash: string, home: string | null, mayPush: boolean): [Hand, (held: Held) => void] {
  const now = useNow()
  const [first] = useState(hash)
  const isCase = isCaseAt(hash)
  const [held, setHeld] = useState<Held>({ until: isCase ? serverNow() + caseHeldMs : 0, hash })
  const chosen = readRoute(hash)
  const over = useOver(isCase ? (chosen?.event ?? null) : null)
  if (hash !== held.hash) {
    // A case that was left by itself is nobody's choice of what comes after it.
    const lapsed = isCaseAt(held.hash) && now >= held.until
    const until = lapsed || (hash === first && !isCase) ? held.until : now + (isCase ? caseHeldMs : heldMs)
    setHeld({ until, hash })
  }
  useTouch(isCase, () => setHeld({ until: serverNow() + caseHeldMs, hash }))
  const hand: Hand = { scene: chosen, until: mayPush ? held.until : Number.POSITIVE_INFINITY, over }
  // The address of a case that is left is left too, so that it can be opened anew.
  const left = isCase && held.hash === hash && !keepsCase(hand, now)
  useEffect(() => {
    if (left) location.hash = hrefOf({ area: home })
  }, [left, home])
  return [hand, setHeld]
}
