import { type ReactNode, useMemo } from 'react'
import type { z } from 'zod'
import type { Contact } from '../../contract/cockpit.ts'
import { NONE } from '../../ui/format.ts'
import { useFitting } from '../panel/fitting.ts'
import { PanelHead } from '../panel/panel.tsx'
import { t } from '../t.ts'
import { useWide } from '../use-wide.ts'
import { callWords } from './call-words.ts'
import { byWeight } from './phone-order.ts'

/** On 16:9 the timeline stands below them and has the rest of the column. */
const narrow = 4

/** Whom to call, by what matters now, and how many more there are. The wall shows masked numbers only. */
export function Phones({ phones }: { phones: readonly z.infer<typeof Contact>[] }): ReactNode {
  const wide = useWide()
  const rows = useMemo(() => byWeight(phones).slice(0, wide ? phones.length : narrow), [phones, wide])
  const [list, fitting] = useFitting(rows)
  const more = phones.length - (fitting ?? rows.length)
  const notes = [more > 0 ? t('war.phones-more', { n: more }) : '', t('war.masked')]
  return (
    <section className="wp phones">
      <PanelHead title={t('war.phones')} note={notes.filter(Boolean).join(' · ')} />
      {rows.length === 0 && <p className="t2">{t('war.no-phones')}</p>}
      <ul className="cl whole" ref={list}>
        {rows.map((one) => (
          <li key={`${one.name}${one.postName}`}>
            <div className="el">
              <b className="b">{one.name}</b> {one.postName}
              <small className="el">{one.unitName}</small>
            </div>
            <div className="r">
              {one.phone ?? NONE}
              <small>{callWords(one)}</small>
            </div>
          </li>
        ))}
      </ul>
    </section>
  )
}
