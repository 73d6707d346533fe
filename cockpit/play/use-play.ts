import { useQuery } from '@tanstack/react-query'
import { useEffect, useEffectEvent, useState } from 'react'
import type { EventRow } from '../../contract/event.ts'
import type { WallPush } from '../../contract/wall.ts'
import { serverNow, useNow } from '../../ui/clock.ts'
import { clockTime } from '../../ui/format.ts'
import { partQuery, stateQuery } from '../data.ts'
import { useFault } from '../panel/fault.ts'
import { isNone } from '../panel/none.ts'
import { hrefOf, readRoute, useHash } from '../route.ts'
import { heldMs } from '../war/push.ts'
import { firstTurn, named, nextCounting, type Scene, type Showing, showing, type Turning, turnAt } from './play.ts'
import { useHeld } from './use-held.ts'

export type Playing = {
  showing: Showing<EventRow>
  /** who is named above another picture than the one that is to be shown: the event it is of, or null for none */
  above: (shown: string | null) => Pick<Showing<EventRow>, 'bar' | 'more'>
  /** the wall's own area (path or code; null = all its seat sees) */
  home: string | null
  paused: boolean
  plays: boolean
  /** what is pushed to this wall now */
  push: WallPush | null
  /** red events could not be read yet: whether one waits is not known */
  unread: boolean
  /** back to the overview, which stays for two minutes */
  back: () => void
}

/** The area the wall was opened with: what "home" is, wherever a person drills to. */
const ownArea = (scene: Scene | null): string | null => (scene?.screen === 'overview' ? scene.area : null)

/** `?push=off` keeps the overview: for a second screen beside the one that shows what is pushed. */
const mayPush = new URLSearchParams(location.search).get('push') !== 'off'

const keys: Partial<Record<string, 'pause' | 'next'>> = {
  ...{ ' ': 'pause', p: 'pause', MediaPlayPause: 'pause', MediaPause: 'pause' },
  ...{ n: 'next', PageDown: 'next', MediaTrackNext: 'next' },
}

/** Pause and next by key, except where somebody types or presses a button. */
function useKeys(onKey: (what: 'pause' | 'next') => void): void {
  const act = useEffectEvent(onKey)
  useEffect(() => {
    const listen = (event: KeyboardEvent) => {
      const what = keys[event.key]
      const on = event.target instanceof Element && event.target.closest('input, textarea, button, select')
      if (!what || on || event.altKey || event.ctrlKey || event.metaKey) return
      event.preventDefault()
      act(what)
    }
    window.addEventListener('keydown', listen)
    return () => window.removeEventListener('keydown', listen)
  }, [])
}

/** `reading`: somebody reads the rows of a figure, the playlist waits for them. What the wall shows now: what a person chose, what is pushed, red events nobody accepted, the playlist (rule: `play.ts`). */
export function usePlay(seatArea: string | null, reading: boolean): Playing {
  const hash = useHash()
  const chosen = readRoute(hash)
  const [home] = useState(() => ownArea(chosen) ?? seatArea)
  const [turning, setTurning] = useState<Turning>(() => firstTurn(serverNow()))
  const [paused, setPaused] = useState(false)
  const now = useNow()
  const state = useQuery(stateQuery(home)).data
  const read = useQuery(partQuery('open', home))
  const fault = useFault(read)
  // A place there is not has no red events.
  const unread = fault !== null && !isNone(fault)
  const open = read.data?.open
  const { reds, waiting } = open ?? { reds: [], waiting: [] }
  const playlist = state?.playlist?.body ?? null
  const clock = clockTime(now)
  const [hand, hold] = useHeld(hash, home, mayPush)
  if (playlist) {
    const next = turnAt(turning, { playlist, look: { reds, clock }, now, paused: paused || reading })
    if (next !== turning) setTurning(next)
  }
  useKeys((what) => {
    if (what === 'pause') return setPaused(!paused)
    const at = playlist && nextCounting(playlist, turning.at, { reds, clock })
    if (at !== null) setTurning({ at, since: serverNow() })
    hold({ until: 0, hash })
  })
  const push = mayPush ? (state?.push ?? null) : null
  return {
    showing: showing({ reds, waiting, push, playlist: mayPush ? playlist : null, turning, hand, clock, now }),
    above: (shown) => named({ reds, waiting, now }, shown),
    push,
    unread,
    ...{ home, paused, plays: (playlist?.turns.length ?? 0) > 0 },
    back() {
      hold({ until: serverNow() + heldMs, hash: hrefOf({ area: home }) })
      if (location.hash !== hrefOf({ area: home })) location.hash = hrefOf({ area: home })
    },
  }
}
