import type { UseInfiniteQueryResult } from '@tanstack/react-query'
import type { ReactNode } from 'react'
import { Button } from '../../../ui/button.tsx'
import { Failed, Loading } from '../../../ui/screen.tsx'
import { t } from '../../messages.ts'

export type Cell<Row> = { label: string; number?: boolean; of: (row: Row) => ReactNode }
type Pages<Row> = { pages: { rows: Row[]; next: string | null }[] }

type Props<Row> = {
  label: string
  query: UseInfiniteQueryResult<Pages<Row>>
  cells: readonly Cell<Row>[]
  keyOf: (row: Row) => string
  /** said where there is no row: plain words, or a state of its own */
  none: ReactNode
}

/** A plain table of a paged list with "more" below. Small screens scroll it sideways. */
export function PagedTable<Row>({ label, query, cells, keyOf, none }: Props<Row>): ReactNode {
  if (!query.data) return query.error ? <Failed error={query.error} onRetry={() => void query.refetch()} /> : <Loading />
  const rows = query.data.pages.flatMap((p) => p.rows)
  if (rows.length === 0) return typeof none === 'string' ? <p className="meta state">{none}</p> : none
  return (
    <>
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reachable by keyboard (WCAG 2.1.1) */}
      <section className="sideways" tabIndex={0} aria-label={label}>
        <table className="tb">
          <thead>
            <tr>
              {cells.map((c) => (
                <th key={c.label} scope="col" className={c.number ? 'num' : ''}>
                  {c.label || <span className="vh">{t('admin.actions')}</span>}
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {rows.map((row) => (
              <tr key={keyOf(row)}>
                {cells.map((c) => (
                  <td key={c.label} className={c.number ? 'num' : ''}>
                    {c.of(row)}
                  </td>
                ))}
              </tr>
            ))}
          </tbody>
        </table>
      </section>
      {query.hasNextPage && (
        <Button small busy={query.isFetchingNextPage} onPress={() => void query.fetchNextPage()}>
          {t('more')}
        </Button>
      )}
    </>
  )
}
