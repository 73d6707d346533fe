import { useQuery, useQueryClient } from '@tanstack/react-query'
import { type ReactNode, useEffect } from 'react'
import type { Session } from '../contract/person.ts'
import type { Grade } from '../contract/scales.ts'
import { announceEvent } from '../ui/announce.tsx'
import { freshen } from '../ui/freshen.ts'
import { type LiveFact, openLive } from '../ui/live.ts'
import { acceptRed, soundOrange, soundRed } from '../ui/sound.ts'
import { waitsInRed } from './parts/state-words.ts'
import { eventPageQuery } from './queries.ts'
import { staleKeys } from './rules/stale-keys.ts'
import { may } from './session.ts'

/** A city tells of many things a second; a screen is drawn anew at most this often (ms). */
const AT_MOST_EVERY = 1000

/** Up to where the stream of a session was read, for the next one: the frame goes while a sheet is printed, the reads stay. */
const readUpTo = new WeakMap<Session, string>()

/** Opens the one stream of the tab, keeps the reads fresh by it, rings and speaks. Around every screen behind the door. */
export function LiveRoot({ session, children }: { session: Session; children: ReactNode }): ReactNode {
  const client = useQueryClient()
  useEffect(() => {
    const opened = openLive({}, readUpTo.get(session) ?? session.position)
    const stale = new Map<string, readonly string[]>()
    let timer: ReturnType<typeof setTimeout> | undefined
    const flush = () => {
      clearTimeout(timer)
      timer = undefined
      for (const queryKey of stale.values()) void freshen(client, { queryKey })
      stale.clear()
    }
    const onFact = (fact: LiveFact) => {
      for (const key of staleKeys(fact)) stale.set(key.join('\n'), key)
      if (stale.size > 0) timer ??= setTimeout(flush, AT_MOST_EVERY)
    }
    opened.on('*', onFact)
    opened.on('event.opened', (fact) => ring(fact, session.unit.id))
    opened.on('reload', () => void freshen(client))
    return () => {
      readUpTo.set(session, opened.position() ?? session.position)
      opened.close()
      flush()
    }
  }, [client, session])
  return (
    <>
      {children}
      {may(session, 'event.read') && <Ringing />}
    </>
  )
}

/** A new event: orange sounds once; a screen reader hears an extraordinary one, at once when it is the own unit's. */
function ring(fact: LiveFact, unit: string): void {
  const grade = fact.body.grade as Grade
  if (grade === 'major') soundOrange()
  if (grade === 'extraordinary') announceEvent(grade, String(fact.body.title ?? ''), fact.body.lead === unit)
}

/** The sound of red: repeats while an extraordinary event of the own scope waits for its acceptance. */
function Ringing(): ReactNode {
  const red = useQuery(eventPageQuery({ view: 'open', grade: 'extraordinary' }, 50))
  const waiting = (red.data?.rows ?? []).filter(waitsInRed).map((row) => row.id)
  const list = waiting.join(' ')
  useEffect(() => {
    const ids = list.split(' ').filter(Boolean)
    for (const id of ids) soundRed(id)
    return () => {
      for (const id of ids) acceptRed(id)
    }
  }, [list])
  return null
}
