import type { ReactNode } from 'react'
import type { CheckUpWall } from '../../contract/check-up-wall.ts'
import { useNow } from '../../ui/clock.ts'
import { ago } from '../../ui/format.ts'
import { lang } from '../../ui/t.ts'
import { PanelHead, PartUnread } from '../panel/panel.tsx'
import { hrefOf } from '../route.ts'
import { t } from '../t.ts'
import { type FilledWall, filled } from './filled.ts'
import { BoardOpens, partsOf, Standing } from './standing.tsx'

/** The same, or that they cannot be read. */
export function BoardsOf({ wall, onRetry }: { wall: CheckUpWall; onRetry: () => void }): ReactNode {
  const whole = filled(wall)
  return whole === null ? <PartUnread title={t('check-up.title-short')} onRetry={onRetry} /> : <Boards wall={whole} />
}

/** The boards of the wall's own area: a panel of C1, and the way to the matrix. */
function Boards({ wall: { rows, boards, area } }: { wall: FilledWall }): ReactNode {
  const now = useNow()
  const cells = new Map(rows[0]?.cells.map((cell) => [cell.board, cell]))
  return (
    <section className="wp new">
      <PanelHead
        title={
          <a href={hrefOf({ screen: 'check-up', area: area.tier === 'city' ? null : (area.path ?? area.code) })}>
            {t('check-up.title-short')}
          </a>
        }
        note={rows[0]?.told ? t('check-up.newest', { age: ago(rows[0].told, now, lang(), true) }) : t('check-up.not-told')}
      />
      <ul className="bd whole">
        {boards.map(({ id, name }) => {
          const cell = cells.get(id)
          return (
            cell && (
              <li key={id}>
                <Standing cell={cell} size={30} label="" />
                <BoardOpens cell={cell} area={area.path ?? area.code} title={lang() === 'en' ? name.en : name.zh}>
                  <span className="el">{lang() === 'en' ? name.en : name.zh}</span>
                </BoardOpens>
                <span className="t2">
                  {partsOf(cell).map((words) => (
                    <span key={words} className="nw">
                      {words}
                    </span>
                  ))}
                </span>
              </li>
            )
          )
        })}
      </ul>
    </section>
  )
}
