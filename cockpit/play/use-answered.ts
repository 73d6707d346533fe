import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { checkUpQuery, riskQuery, vitalQuery, warQuery } from '../data.ts'
import { useLate } from '../panel/whole.tsx'
import type { Scene } from './play.ts'

/** `waits`: another picture is asked for and not answered yet. `late`: this one came without an answer, because none came for too long. */
export type Answered = { scene: Scene; waits: boolean; late: boolean }

/** The picture is one answer; an overview is not, its panels ask by themselves. */
const asks = ({ screen, event, vital }: Scene): boolean =>
  screen === 'risk' || screen === 'check-up' || (screen === 'event' ? event !== null : screen === 'vital' && vital !== undefined)

/** Asks for a picture before it is shown; the picture itself takes the answer over. */
function useAhead({ screen, area, event, vital = '' }: Scene, on: boolean): { here: boolean; failed: boolean } {
  const war = useQuery({ ...warQuery(event ?? ''), enabled: on && screen === 'event' })
  const one = useQuery({ ...vitalQuery(vital, area), enabled: on && screen === 'vital' })
  const risk = useQuery({ ...riskQuery(area), enabled: on && screen === 'risk' })
  const checkUp = useQuery({ ...checkUpQuery(area), enabled: on && screen === 'check-up' })
  const of = screen === 'event' ? war : screen === 'vital' ? one : screen === 'risk' ? risk : checkUp
  return { here: of.data !== undefined, failed: of.isError || of.failureCount > 0 }
}

/**
 * What the wall shows while the next picture is asked for: what stands there, until the first answer is there, fails or is late. So nobody looks at an
 * empty wall because a case is pushed to it. `home`: the area of a scene that names none.
 */
export function useAnswered(next: Scene, home: string | null): Answered {
  const [shown, setShown] = useState<{ scene: Scene; late: boolean }>({ scene: next, late: false })
  const isNew = JSON.stringify(next) !== JSON.stringify(shown.scene)
  const waits = isNew && asks(next)
  const { here, failed } = useAhead({ ...next, area: next.area ?? home }, waits)
  const late = useLate(waits, JSON.stringify(next))
  if (isNew && (!waits || here || failed || late)) {
    const answered = { scene: next, late: waits && !here }
    setShown(answered)
    return { ...answered, waits: false }
  }
  return { ...shown, waits }
}
