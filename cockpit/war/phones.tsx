import type { ReactNode } from 'react'
import type { z } from 'zod'
import type { Contact } from '../../contract/cockpit.ts'
import { NONE } from '../../ui/format.ts'
import { t } from '../t.ts'

/** As many as fit between the numbers and the timeline. */
const most = 4

/** Whom to call, those who answered first. The wall shows masked numbers only. */
export function Phones({ phones }: { phones: readonly z.infer<typeof Contact>[] }): ReactNode {
  const rows = [...phones].sort((a, b) => Number(b.answered) - Number(a.answered)).slice(0, most)
  return (
    <section className="wp">
      <h2>
        {t('war.phones')} <small>{t('war.masked')}</small>
      </h2>
      <ul className="cl">
        {rows.map((one) => (
          <li key={`${one.name}${one.postName}`}>
            <div className="el">
              <b className="b">{one.name}</b> {one.postName}
              <small className="el">{one.unitName}</small>
            </div>
            <div className="r">
              {one.phone ?? NONE}
              <small>{t(one.answered ? 'war.answered' : 'war.no-answer')}</small>
            </div>
          </li>
        ))}
      </ul>
    </section>
  )
}
