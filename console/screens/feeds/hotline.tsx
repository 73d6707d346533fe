import { useInfiniteQuery } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { type ReactNode, useState } from 'react'
import type { HotlineOrder, HotlineView } from '../../../contract/hotline.ts'
import { When } from '../../../ui/age.tsx'
import { Button } from '../../../ui/button.tsx'
import { EmptyState, Failed, Loading } from '../../../ui/screen.tsx'
import { Segmented } from '../../../ui/segmented.tsx'
import { Tag } from '../../../ui/tag.tsx'
import { t, say as words } from '../../messages.ts'
import { HotlineBody } from '../../parts/hotline-order.tsx'
import { hotlineQuery } from '../../queries.ts'

/** Work orders of the hotline: what waits for an answer first, the soonest limit on top; what was said on both sides, with receipts. */
export function Hotline(): ReactNode {
  const [view, setView] = useState<HotlineView>('open')
  const query = useInfiniteQuery(hotlineQuery(view))
  if (!query.data) return query.error ? <Failed error={query.error} onRetry={() => void query.refetch()} /> : <Loading />
  const rows = query.data.pages.flatMap((page) => page.rows)
  const { counts, connected } = query.data.pages[0]!
  return (
    <div className="plain-list">
      <div className="row wrap">
        <Segmented
          label={t('feeds.hotline')}
          value={view}
          onChange={(id) => setView(id as HotlineView)}
          items={[
            { id: 'open', label: t('hotline.open'), ...(counts ? { count: counts.open } : {}) },
            { id: 'answered', label: t('hotline.answered') },
            { id: 'all', label: t('hotline.all') },
          ]}
        />
        {counts && counts.overdue > 0 && <Tag kind="strong">{t('hotline.overdue', { n: counts.overdue })}</Tag>}
        {counts && <span className="meta">{t('hotline.in-time', { n: counts.inTime, of: counts.answered })}</span>}
      </div>
      {rows.length === 0 && <Empty view={view} connected={connected} />}
      <ul>
        {rows.map((row) => (
          <One key={row.report} order={row} />
        ))}
      </ul>
      {query.hasNextPage && (
        <Button small busy={query.isFetchingNextPage} onPress={() => void query.fetchNextPage()}>
          {t('more')}
        </Button>
      )}
    </div>
  )
}

function Empty({ view, connected }: { view: HotlineView; connected: boolean }): ReactNode {
  if (!connected)
    return <EmptyState empty={{ kind: 'nothing-yet', title: t('hotline.not-connected'), note: t('hotline.not-connected-how') }} />
  const title = t(view === 'open' ? 'hotline.none-open' : 'hotline.none')
  return <EmptyState empty={{ kind: view === 'open' ? 'all-done' : 'nothing-yet', title, note: t('hotline.none-how') }} />
}

function One({ order }: { order: HotlineOrder }): ReactNode {
  return (
    <li>
      <div className="row wrap">
        <b className="b">{order.no}</b>
        <span>{words(order.type)}</span>
        <span className="meta">{order.areaName}</span>
        <span className="meta">
          <When at={order.receivedAt} />
        </span>
        <span className="grow" />
        {order.event && (
          <Link className="linkish" to="/events/$id" params={{ id: order.event.id }}>
            {order.event.no}
          </Link>
        )}
      </div>
      <p className="said">{order.content}</p>
      <HotlineBody order={order} />
    </li>
  )
}
