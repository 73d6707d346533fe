import type { ReactNode } from 'react'
import type { Grade } from '../contract/scales.ts'
import { createStore } from './store.ts'
import { t } from './t.ts'

const polite = createStore('')
const assertive = createStore('')

/** Has a screen reader say something that just happened. `now` interrupts: only for one's own unit. Live tables never speak. */
export function announce(words: string, now = false): void {
  const place = now ? assertive : polite
  place.set(place.get() === words ? `${words}\u00a0` : words) // the same words twice must still be a change
}

/** "新的特别重大事件：…": polite for others, at once for one's own unit. */
export const announceEvent = (grade: Grade, title: string, own: boolean): void =>
  announce(t('announce.event', { grade: t(`grade.${grade}`), title }), own)

/** The two live regions; `Root` has them. */
export function Announcer(): ReactNode {
  return (
    <>
      <div className="vh" role="status">
        {polite.use()}
      </div>
      <div className="vh" role="alert">
        {assertive.use()}
      </div>
    </>
  )
}
