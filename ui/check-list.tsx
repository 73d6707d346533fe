import type { ReactNode } from 'react'
import { clockTime } from './format.ts'
import { Icon } from './icons.tsx'
import { t } from './t.ts'

/** One item of a check list or of the closing requirements: done (with its time), now, or open (with what it takes). */
export type CheckItem = {
  id: string
  words: string
  state: 'done' | 'now' | 'open'
  note?: string
  doneAt?: string | null
  required?: boolean
}

/** Items with a ring each: filled = done, thick = being done, hollow = open. To be ticked on the phone: pass `onPress`. */
export function CheckList({ items, onPress }: { items: readonly CheckItem[]; onPress?: (id: string) => void }): ReactNode {
  return (
    <ul className="ck">
      {items.map((item) => {
        const note = item.doneAt
          ? clockTime(item.doneAt)
          : (item.note ?? (item.required && item.state !== 'done' ? t('order.required') : ''))
        const words = item.state === 'now' ? <b className="b">{item.words}</b> : <span>{item.words}</span>
        return (
          <li key={item.id}>
            <span className={`k${item.state === 'done' ? ' d' : item.state === 'now' ? ' n' : ''}`}>
              {item.state === 'done' && <Icon name="check" size={9} />}
            </span>
            {onPress && item.state !== 'done' ? (
              <button type="button" className="ck-do" onClick={() => onPress(item.id)}>
                {words}
              </button>
            ) : (
              words
            )}
            <span className="meta">{note}</span>
          </li>
        )
      })}
    </ul>
  )
}
