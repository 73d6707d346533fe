import { useQuery } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import type { ReactNode } from 'react'
import { number } from '../../../../ui/format.ts'
import { requestsOf } from './queries.ts'
import { t } from './words.ts'

/** So many are named; the others by area. */
const named = 5

/** What waits for a second person in one's areas, the oldest first; nothing where nothing does. */
export function WaitingStrip({ area }: { area: string | undefined }): ReactNode {
  const query = useQuery(requestsOf({ area }))
  if (!query.data || query.data.total === 0) return null
  const { rows, total } = query.data
  return (
    <p className="objects-waiting row wrap">
      <b className="b">{t('strip', { n: number(total) })}</b>
      {rows.slice(0, named).map(({ id, object, kind, name }) => (
        <Link key={id} to="/objects" search={{ ...(area ? { area } : {}), kind, id: object }}>
          {name}
        </Link>
      ))}
      {total > named && <span className="t2">{t('strip-more', { n: number(total - named) })}</span>}
    </p>
  )
}
