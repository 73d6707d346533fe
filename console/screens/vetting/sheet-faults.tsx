import type { ReactNode } from 'react'
import { comma } from '../../../ui/t.ts'
import { say } from '../../messages.ts'
import { t } from './words.ts'

type Props = { unknown: readonly string[]; faults: readonly { row: number; zh: string; en: string }[] }

/** What does not fit of a sheet that was looked at: columns that are none, and rows by their line with the reason. */
export function SheetFaults({ unknown, faults }: Props): ReactNode {
  return (
    <>
      {unknown.length > 0 && <p className="t2">{t('tickets.sheet-unknown', { list: unknown.join(comma()) })}</p>}
      {faults.length > 0 && (
        <ul className="near" aria-label={t('tickets.sheet-refused')}>
          {faults.map((fault) => (
            <li key={`${fault.row} ${fault.zh}`} className="wrap-anywhere">
              <span className="grow">
                <span className="t2">{t('tickets.sheet-line', { row: fault.row })}</span> {say(fault)}
              </span>
            </li>
          ))}
        </ul>
      )}
    </>
  )
}
