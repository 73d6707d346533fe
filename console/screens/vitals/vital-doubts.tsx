import { useQuery } from '@tanstack/react-query'
import type { ReactNode } from 'react'
import { periodWords } from '../../../contract/period-words.ts'
import type { VitalDoubt, VitalDoubtList } from '../../../contract/vital-doubt.ts'
import { When } from '../../../ui/age.tsx'
import { Button } from '../../../ui/button.tsx'
import { number } from '../../../ui/format.ts'
import { useKeys } from '../../../ui/keys.ts'
import { EmptyState, Failed, Loading } from '../../../ui/screen.tsx'
import { Tag } from '../../../ui/tag.tsx'
import { say } from '../../messages.ts'
import { ConfirmDoubt } from './confirm-doubt.tsx'
import { t } from './task-words.ts'
import { Confirmed, Marks } from './vital-marks.tsx'
import { doubtsQuery } from './vital-queries.ts'
import { valueText } from './vital-words.ts'

type Props = { onShow: (code: string) => void; onClose: () => void }

/** 存疑的数: what a check doubted and was taken all the same; first of the vitals I answer for, then of my areas. */
export function VitalDoubtsPane({ onShow, onClose }: Props): ReactNode {
  const query = useQuery(doubtsQuery())
  useKeys({ back: onClose })
  return (
    <>
      <section>
        <div className="row top">
          <h2 className="grow">{t('doubt.title')}</h2>
          <Button small kind="ghost" icon="x" label={t('task.close')} onPress={onClose} />
        </div>
        <p className="meta">{t('doubt.how')}</p>
      </section>
      {!query.data && (query.error ? <Failed error={query.error} onRetry={() => void query.refetch()} /> : <Loading />)}
      {query.data && <Doubts list={query.data} onShow={onShow} />}
      <ConfirmedDoubts onShow={onShow} />
    </>
  )
}

function Doubts({ list, onShow }: { list: VitalDoubtList; onShow: Props['onShow'] }): ReactNode {
  if (list.total === 0) return <EmptyState empty={{ kind: 'nothing-yet', title: t('doubt.none'), note: t('doubt.none-note') }} />
  const others = list.rows.filter(({ mine }) => !mine)
  return (
    <>
      <section>
        <h3>{t('doubt.mine', { n: number(list.mine) })}</h3>
        {list.mine === 0 && <p className="meta">{t('doubt.none-mine')}</p>}
        <Rows doubts={list.rows.filter(({ mine }) => mine)} onShow={onShow} />
      </section>
      {others.length > 0 && (
        <section>
          <h3>{t('task.others', { n: number(list.total - list.mine) })}</h3>
          <Rows doubts={others} onShow={onShow} />
          {list.total > list.rows.length && (
            <p className="meta">{t('doubt.more', { n: number(list.total - list.rows.length) })}</p>
          )}
        </section>
      )}
    </>
  )
}

/** Those that were looked at and are right, the newest first. */
function ConfirmedDoubts({ onShow }: Pick<Props, 'onShow'>): ReactNode {
  const list = useQuery(doubtsQuery(undefined, 'confirmed')).data
  if (!list || list.total === 0) return null
  return (
    <section>
      <h3>{t('doubt.confirmed-n', { n: number(list.total) })}</h3>
      <Rows doubts={list.rows} onShow={onShow} />
    </section>
  )
}

const Rows = ({ doubts, onShow }: { doubts: readonly VitalDoubt[]; onShow: Props['onShow'] }): ReactNode => (
  <ul className="k10-tasks">
    {doubts.map((one) => (
      <li key={`${one.vital} ${one.area.code} ${one.period}`}>
        <button type="button" aria-label={t('task.open', { name: say(one.name) })} onClick={() => onShow(one.vital)}>
          {say(one.name)}
        </button>
        <b className="right">
          {valueText(one.value, one)} {one.value !== null && say(one.unit)}
        </b>
        <span className="meta wide row wrap">
          <span>{one.area.name}</span>
          <span>{say(periodWords(one.period))}</span>
          <When at={one.knownAt} />
          {!one.stands && <Tag>{t('doubt.over')}</Tag>}
        </span>
        <Marks marks={one.marks} />
        <span className="meta wide">
          {one.reason ? t('doubt.reason', { reason: one.reason }) : t('doubt.no-reason')}
          {one.ownerName && ` · ${t('task.owner', { owner: one.ownerName })}`}
        </span>
        <Confirmed confirmed={one.confirmed} />
        <ConfirmDoubt of={one} />
      </li>
    ))}
  </ul>
)
