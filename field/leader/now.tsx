import { useQuery } from '@tanstack/react-query'
import { type ReactNode, useState } from 'react'
import type { LeaderView } from '../../contract/cockpit.ts'
import { get } from '../../ui/api.ts'
import { useNow } from '../../ui/clock.ts'
import { clockTime } from '../../ui/format.ts'
import { PhoneFrame } from '../../ui/phone-frame.tsx'
import { Screen } from '../../ui/screen.tsx'
import { EventCard, EventLine } from './event-card.tsx'
import { figureHref } from './figures.ts'
import { l } from './messages.ts'
import { tabs } from './tabs.ts'

/** Read again when the stream says something changed; the poll only covers a broken stream. */
export const leaderKey = ['leader'] as const
const againMs = 60_000

function Numbers({ view }: { view: LeaderView }): ReactNode {
  const { unaccepted, overdue, returned } = view
  const figures = [
    { figure: 'unaccepted-urgent', name: l('unaccepted'), value: unaccepted.n, of: l('of', unaccepted) },
    { figure: 'overdue', name: l('overdue'), value: overdue.n, of: l('of', overdue) },
    { figure: 'returned', name: l('returned'), value: returned.waiting, of: l('today', { n: returned.today }) },
  ] as const
  return (
    <ul className="card n3">
      {figures.map((one) => (
        <li key={one.figure}>
          <a href={figureHref(one.figure)}>
            <span className="k">{one.name}</span>
            <span className="n">{one.value}</span>
            <span className="f">{one.of}</span>
          </a>
        </li>
      ))}
    </ul>
  )
}

function Rows({ rows }: { rows: LeaderView['rows'] }): ReactNode {
  const [open, setOpen] = useState<readonly string[]>([])
  const isCard = (row: LeaderView['rows'][number]) => row.grade === 'extraordinary' || open.includes(row.id)
  const lines = rows.filter((row) => !isCard(row))
  return (
    <>
      {rows.filter(isCard).map((row) => (
        <EventCard key={row.id} row={row} />
      ))}
      {lines.length > 0 && (
        <div className="card rows2">
          {lines.map((row) => (
            <EventLine key={row.id} row={row} onOpen={() => setOpen([...open, row.id])} />
          ))}
        </div>
      )}
    </>
  )
}

/** L1: three numbers, then the open red and orange events. No charts. */
export function Now(): ReactNode {
  const query = useQuery({
    queryKey: leaderKey,
    queryFn: ({ signal }) => get<LeaderView>('/leader', undefined, signal),
    refetchInterval: againMs,
  })
  const now = useNow()
  const title = query.data ? l('title', { name: query.data.area.name }) : l('app')
  return (
    <PhoneFrame
      queues={false}
      title={title}
      right={<span className="meta">{clockTime(now, true)}</span>}
      tabs={tabs()}
      current="now"
    >
      <Screen query={query} title={l('app')}>
        {(view) => (
          <div className="cards">
            <Numbers view={view} />
            {view.rows.length === 0 && (
              <div className="card">
                <h2>{l('none')}</h2>
                <p className="t2">{l('none-note')}</p>
              </div>
            )}
            <Rows rows={view.rows} />
            {view.beyond > 0 && <p className="t2">{l('beyond', { n: view.beyond })}</p>}
          </div>
        )}
      </Screen>
    </PhoneFrame>
  )
}
