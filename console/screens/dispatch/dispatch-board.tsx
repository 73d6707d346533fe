import { useQuery } from '@tanstack/react-query'
import { type ReactNode, useState } from 'react'
import type { EventRow } from '../../../contract/event.ts'
import { Button } from '../../../ui/button.tsx'
import { Dialog } from '../../../ui/dialog.tsx'
import { clockTime } from '../../../ui/format.ts'
import { PageHead } from '../../../ui/frame.tsx'
import type { KeyHint } from '../../../ui/key-help.tsx'
import { useKeys } from '../../../ui/keys.ts'
import { Screen } from '../../../ui/screen.tsx'
import { useFoot } from '../../frame/foot.ts'
import { useArea } from '../../frame/use-area.ts'
import { t } from '../../messages.ts'
import { type EventPage, eventPageQuery } from '../../queries.ts'
import { boardOf, type Column, columns } from '../../rules/board-columns.ts'
import { useWide } from '../../use-wide.ts'
import { BoardCard } from './board-card.tsx'
import { BoardPane } from './board-pane.tsx'
import type { Begin, Chosen } from './chosen.ts'

const hints = (): KeyHint[] => [
  { caps: ['J', 'K'], label: t('keys.rows') },
  { action: 'open' },
  { action: 'urge' },
  { action: 'help' },
]

/** Another list of the same desk, reached from here. */
type Beside = { label: string; onPress: () => void }
const nothing: Begin = { event: null, order: null }

/** K5 派遣板: open events by what they wait for, least time left on top; at the right the chosen one with all that may be done. */
export function DispatchBoard({ beside }: { beside?: Beside }): ReactNode {
  const { wish } = useArea()
  const query = useQuery(eventPageQuery({ view: 'open', area: wish }))
  const page = query.data
  useFoot(hints, page ? t('board.foot', { n: page.rows.length, time: clockTime(page.at, true) }) : undefined)
  return (
    <Screen
      query={query}
      title={t('place.dispatch.title')}
      empty={(data) =>
        data.rows.length === 0 ? { kind: 'all-done', title: t('board.empty'), ...(beside ? { action: beside } : {}) } : null
      }
    >
      {(data) => <Board page={data} beside={beside} />}
    </Screen>
  )
}

function Board({ page, beside }: { page: EventPage; beside: Beside | undefined }): ReactNode {
  const [chosen, setChosen] = useState<Chosen | null>(null)
  const wide = useWide()
  const board = boardOf(page.rows)
  const order = columns.flatMap((c) => board[c])
  const at = order.findIndex((row) => row.id === chosen?.id)
  const step = (by: number) => {
    const next = order[Math.min(order.length - 1, Math.max(0, at + by))]
    if (next) setChosen({ id: next.id, begin: nothing })
  }
  useKeys({ next: () => step(1), previous: () => step(-1), back: () => setChosen(null) })
  const pane = chosen && (
    <BoardPane key={`${chosen.id}-${chosen.begin.event}-${chosen.begin.order}`} chosen={chosen} onClose={() => setChosen(null)} />
  )
  return (
    <div className="k5">
      <PageHead title={t('place.dispatch.title')}>
        <span className="meta">{t('board.note')}</span>
        <span className="grow" />
        {beside && (
          <Button small onPress={beside.onPress}>
            {beside.label}
          </Button>
        )}
      </PageHead>
      <div className={pane && wide ? 'k5-in with-pane' : 'k5-in'}>
        <div className="columns">
          {columns.map((column) => (
            <BoardColumn key={column} column={column} rows={board[column]} chosen={chosen?.id ?? null} onChoose={setChosen} />
          ))}
        </div>
        {wide ? (
          pane && <aside className="board-pane">{pane}</aside>
        ) : (
          <Dialog open={chosen !== null} onClose={() => setChosen(null)} title={t('board.pane')} shape="drawer">
            {pane}
          </Dialog>
        )}
      </div>
    </div>
  )
}

type ColumnProps = { column: Column; rows: readonly EventRow[]; chosen: string | null; onChoose: (chosen: Chosen) => void }

function BoardColumn({ column, rows, chosen, onChoose }: ColumnProps): ReactNode {
  const late = rows.filter((row) => row.overdue).length
  return (
    <section className="lane" aria-label={t(`board.${column}`)}>
      <header>
        <h2>{t(`board.${column}`)}</h2>
        <b className="b">{rows.length}</b>
        <span className="grow" />
        {late > 0 && <span className="tag ink">{t('board.late', { n: late })}</span>}
      </header>
      <ul>
        {rows.map((row) => (
          <BoardCard key={row.id} row={row} on={row.id === chosen} onChoose={onChoose} />
        ))}
      </ul>
      {rows.length === 0 && <p className="meta lane-none">{t(`board.none.${column}`)}</p>}
    </section>
  )
}
