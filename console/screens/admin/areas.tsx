import { useQuery } from '@tanstack/react-query'
import { type ReactNode, useState } from 'react'
import type { AreaChangeView } from '../../../contract/area-change.ts'
import { When } from '../../../ui/age.tsx'
import { Button } from '../../../ui/button.tsx'
import { number } from '../../../ui/format.ts'
import { Failed, Loading } from '../../../ui/screen.tsx'
import { Tag } from '../../../ui/tag.tsx'
import { areaChangesQuery } from './admin-queries.ts'
import { Faults } from './areas-difference.tsx'
import { AreaForm } from './areas-form.tsx'
import { t } from './areas-words.ts'
import { EndButton } from './end-button.tsx'

/** 区划: changes of the tree of areas that wait for their day, and those that were carried out. */
export function Areas(): ReactNode {
  const query = useQuery(areaChangesQuery())
  const [entering, setEntering] = useState(false)
  if (!query.data) return query.error ? <Failed error={query.error} onRetry={() => void query.refetch()} /> : <Loading />
  const { rows } = query.data
  return (
    <>
      <p className="meta">{t('areas.note')}</p>
      {entering ? (
        <AreaForm onClose={() => setEntering(false)} />
      ) : (
        <div className="row">
          <Button onPress={() => setEntering(true)}>{t('areas.new')}</Button>
        </div>
      )}
      {rows.length === 0 ? <p className="meta state">{t('areas.empty')}</p> : <Changes rows={rows} />}
    </>
  )
}

function Changes({ rows }: { rows: readonly AreaChangeView[] }): ReactNode {
  return (
    <table className="tb">
      <thead>
        <tr>
          {(['areas.day', 'areas.title', 'areas.basis', 'areas.lines-n', 'areas.state', 'areas.by'] as const).map((label) => (
            <th key={label} scope="col" className={label === 'areas.lines-n' ? 'num' : ''}>
              {t(label)}
            </th>
          ))}
        </tr>
      </thead>
      <tbody>
        {rows.map(({ id, day, title, basis, rows: lines, state, askedBy, askedAt, faults }) => (
          <tr key={id}>
            <td className="nw">{day}</td>
            <td>{title}</td>
            <td>{basis}</td>
            <td className="num">{number(lines.length)}</td>
            <td>
              <span className="row wrap">
                <Tag kind={state === 'failed' ? 'strong' : 'plain'}>{t(`areas.state.${state}`)}</Tag>
                {state === 'waiting' && (
                  <EndButton path={`/admin/area-changes/${id}/withdraw`} name={title} ended={null} verb={t('areas.withdraw')} />
                )}
              </span>
              {faults.length > 0 && <Faults faults={faults} />}
            </td>
            <td>
              {askedBy} <When at={askedAt} />
            </td>
          </tr>
        ))}
      </tbody>
    </table>
  )
}
