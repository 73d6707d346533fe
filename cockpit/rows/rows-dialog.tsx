import { useQuery } from '@tanstack/react-query'
import { type ReactNode, useEffect, useRef } from 'react'
import type { FigureWish } from '../../contract/wall-figures.ts'
import type { WallRows } from '../../contract/wall-rows.ts'
import { ApiError } from '../../ui/api.ts'
import { clockTime, number } from '../../ui/format.ts'
import { rowsQuery } from '../data.ts'
import { t } from '../t.ts'
import { consoleHref } from './console-href.ts'
import { FigureRow } from './row.tsx'

/** How many there are, what the figure counts of them, and how many stand here. */
function Count({ view: { n, part, rows }, figure }: { view: WallRows; figure: FigureWish['figure'] }): ReactNode {
  const counted = { answered: 'rows.in-time', unknown: 'rows.unknown', board: 'rows.abnormal' } as const
  const words = [
    t('rows.n', { n: number(n) }),
    part !== null && figure in counted ? t(counted[figure as keyof typeof counted], { n: number(part) }) : '',
    rows.length < n ? t('rows.first', { n: rows.length }) : '',
  ]
  return <span className="rows-n">{words.filter(Boolean).join(' · ')}</span>
}

function Body({ of }: { of: FigureWish }): ReactNode {
  const { data, error, refetch } = useQuery(rowsQuery(of))
  if (!data)
    return error ? (
      <div className="broken" role="alert">
        <p>{error instanceof ApiError ? error.message : t('panel.broken')}</p>
        <button type="button" className="wall-btn" onClick={() => void refetch()}>
          {t('panel.retry')}
        </button>
      </div>
    ) : (
      <p className="t2" aria-busy="true">
        {t('rows.busy')}
      </p>
    )
  return (
    <>
      <p className="t2">
        <Count view={data} figure={of.figure} /> · {t('data.at', { time: clockTime(data.at, true) })}
      </p>
      {data.n === 0 && <p>{t('rows.none')}</p>}
      <ul>
        {data.rows.map((row, i) => (
          // an event stands here once for each of its orders
          <li key={`${row.kind} ${row.id} ${row.note?.zh ?? ''} ${i}`}>
            <FigureRow row={row} of={of} />
          </li>
        ))}
      </ul>
    </>
  )
}

type Props = { of: FigureWish & { title: string }; toConsole: boolean; onClose: () => void }

/** The rows of a figure above the picture of the wall, each with whom to call. Esc, or what shows itself anew, closes it. */
export function RowsDialog({ of, toConsole, onClose }: Props): ReactNode {
  const box = useRef<HTMLDialogElement>(null)
  useEffect(() => box.current?.showModal(), [])
  const list = toConsole ? consoleHref(of) : null
  return (
    <dialog ref={box} className="rows" aria-labelledby="rows-title" onClose={onClose}>
      <header>
        <h2 id="rows-title">{of.title}</h2>
        <button type="button" className="wall-btn" onClick={() => box.current?.close()}>
          {t('rows.close')}
        </button>
      </header>
      <Body of={of} />
      <footer>
        <span>{t('rows.keys')}</span>
        {list && (
          <a href={list} target="_blank" rel="noreferrer">
            {t('rows.console')}
          </a>
        )}
      </footer>
    </dialog>
  )
}
