import { useQuery } from '@tanstack/react-query'
import type { ReactNode } from 'react'
import { type WallPanelId, type WallScreen, wallPanels, wallScreens } from '../../../contract/wall-kinds.ts'
import { number } from '../../../ui/format.ts'
import { Failed, Loading } from '../../../ui/screen.tsx'
import { Tag } from '../../../ui/tag.tsx'
import { say } from '../../messages.ts'
import { tilesQuery } from './wall-queries.ts'
import { w } from './words.ts'

function tileWords(tile: string): string {
  const screen = /^screen\.(.+)$/.exec(tile)?.[1]
  if (screen) return w('tile.screen', { name: say(wallScreens[screen as WallScreen]) })
  return tile === 'map' ? w('map') : say(wallPanels[tile as WallPanelId].name)
}

/** What nobody opened on the wall of an area for a month, with counts and days; nothing is counted of persons. */
export function Unopened({ wish }: { wish: string | undefined }): ReactNode {
  const query = useQuery(tilesQuery(wish))
  if (!query.data) return query.error ? <Failed error={query.error} onRetry={() => void query.refetch()} /> : <Loading />
  const { rows, since, days } = query.data
  const n = rows.filter(({ unopened }) => unopened).length
  const standing = rows.filter((row) => row.since !== null).length
  return (
    <div className="stack">
      <p className="meta">{since ? w('tile.since', { day: since, n: days }) : w('tile.never-counted')}</p>
      <p role="status">{w('tile.sum', { n, of: standing })}</p>
      <table className="tb wl-tiles" aria-label={w('tab.unused')}>
        <thead>
          <tr>
            <th scope="col">{w('tile.col.tile')}</th>
            <th scope="col" className="num">
              {w('tile.col.opens', { n: days })}
            </th>
            <th scope="col">{w('tile.col.last')}</th>
            <th scope="col">{w('tile.col.since')}</th>
            <th scope="col">{w('tile.col.state')}</th>
          </tr>
        </thead>
        <tbody>
          {rows.map(({ tile, opens, last, since, unopened }) => (
            <tr key={tile}>
              <td>{tileWords(tile)}</td>
              <td className="num">{number(opens)}</td>
              <td>{last ?? <span className="t2">{w('tile.never')}</span>}</td>
              <td>{since ?? w('tile.not-up')}</td>
              <td>{unopened && <Tag kind="strong">{w('tile.unopened')}</Tag>}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  )
}
