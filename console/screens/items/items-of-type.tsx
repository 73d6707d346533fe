import { useQuery } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import type { ReactNode } from 'react'
import { Panel } from '../../../ui/panel.tsx'
import { may, useSession } from '../../session.ts'
import { itemsOfTypeQuery } from './item-queries.ts'
import { g, limitWords, totalWords } from './words.ts'

/** What units do by the book when events of a type come: the first of the catalogue's items, and the way to all of them. */
export function ItemsOfType({ type }: { type: string }): ReactNode {
  const reads = may(useSession(), 'item.read')
  const query = useQuery({ ...itemsOfTypeQuery(type), enabled: reads })
  if (!reads || !query.data) return null
  const { rows, total, more } = query.data
  const n = totalWords(total ?? rows.length, more)
  return (
    <Panel title={g('of-type')} note={rows.length > 0 ? g('of-type-note', { n }) : undefined}>
      {rows.length === 0 && <p className="meta">{g('of-type-none')}</p>}
      <ul className="near">
        {rows.map(({ code, name, unit, finish }) => (
          <li key={code}>
            <Link to="/items" search={{ type, id: code }} className="el">
              {name}
            </Link>
            <span className="grow" />
            <span className="meta el">{[unit.name, limitWords(finish)].filter(Boolean).join(' · ')}</span>
          </li>
        ))}
      </ul>
      {rows.length > 0 && (
        <p>
          <Link to="/items" search={{ type }}>
            {g('of-type-all')}
          </Link>
        </p>
      )}
    </Panel>
  )
}
