import type { CSSProperties, ReactNode } from 'react'
import { useNow } from '../../ui/clock.ts'
import { ago } from '../../ui/format.ts'
import { lang } from '../../ui/t.ts'
import { PanelHead } from '../panel/panel.tsx'
import { t } from '../t.ts'
import { useWide } from '../use-wide.ts'
import { fieldsOf } from './fields-of.ts'
import type { FilledWall } from './filled.ts'
import { BoardOpens, partsOf, Standing } from './standing.tsx'
import './tiles.css'

/** The boards of a town: there is nothing below it to compare, so each has a field of its own, large enough for the back row. */
export function Tiles({ wall: { rows, boards, area } }: { wall: FilledWall }): ReactNode {
  const now = useNow()
  const size = useWide() ? 140 : 64
  const [own] = rows
  const shown = fieldsOf(boards, own?.cells ?? [])
  const told = (at: string | null): string =>
    at ? t('check-up.newest', { age: ago(at, now, lang(), true) }) : t('check-up.not-told')
  const fields = shown.map(({ cell, ...named }) => ({
    ...{ ...named, cell },
    lines: [...partsOf(cell), ...(cell.told ? [told(cell.told)] : [])],
  }))
  const style = { '--lines': Math.max(1, ...fields.map(({ lines }) => lines.length)) } as CSSProperties
  return (
    <section className="wp new">
      <PanelHead title={t('check-up.title-short')} note={told(own?.told ?? null)} />
      <ul className={shown.length > 4 ? 'bt more' : 'bt'} style={style}>
        {fields.map(({ id, name, cell, lines }) => (
          <li key={id}>
            <Standing cell={cell} size={size} label="" />
            <h3>
              <BoardOpens cell={cell} area={area.path ?? area.code} title={lang() === 'en' ? name.en : name.zh}>
                {lang() === 'en' ? name.en : name.zh}
              </BoardOpens>
            </h3>
            <ul className="t2">
              {lines.map((words) => (
                <li key={words}>{words}</li>
              ))}
            </ul>
          </li>
        ))}
      </ul>
    </section>
  )
}
