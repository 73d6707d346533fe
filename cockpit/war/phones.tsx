import type { ReactNode } from 'react'
import type { z } from 'zod'
import type { Contact } from '../../contract/cockpit.ts'
import { NONE } from '../../ui/format.ts'
import { t as part } from '../../ui/t.ts'
import { PanelHead } from '../panel/panel.tsx'
import { t } from '../t.ts'

/** As many as fit on the wide wall; on 16:9 the first four. */
const most = 8

type Person = z.infer<typeof Contact>

const heard: readonly Person['state'][] = ['accepted', 'known']
/** Those who answered come first, and among equals those of the unit that leads. */
const rankOf = (one: Person, lead: string | null): number => (heard.includes(one.state) ? 0 : 2) + (one.unitName === lead ? 0 : 1)

const stateWords = ({ state, channel }: Person): string =>
  state === 'ringing' && channel ? t('war.state.ringing-by', { way: part(`channel.${channel}`) }) : t(`war.state.${state}`)

/** Whom to call. The wall shows masked numbers only. */
export function Phones({ phones, lead }: { phones: readonly Person[]; lead: string | null }): ReactNode {
  const rows = phones.toSorted((a, b) => rankOf(a, lead) - rankOf(b, lead)).slice(0, most)
  return (
    <section className="wp phones">
      <PanelHead title={t('war.phones')} note={t('war.masked')} />
      {rows.length === 0 && <p className="t2">{t('war.no-phones')}</p>}
      <ul className="cl whole">
        {rows.map((one) => (
          <li key={`${one.name}${one.postName}`}>
            <div className="el">
              <b className="b">{one.name}</b> {one.postName}
              <small className="el">{one.unitName}</small>
            </div>
            <div className="r">
              {one.phone ?? NONE}
              <small>{stateWords(one)}</small>
            </div>
          </li>
        ))}
      </ul>
    </section>
  )
}
