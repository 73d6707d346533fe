import { useInfiniteQuery } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import type { ReactNode } from 'react'
import { Button } from '../../../../ui/button.tsx'
import { useKeys } from '../../../../ui/keys.ts'
import { EmptyState, Failed, Loading } from '../../../../ui/screen.tsx'
import { Tag } from '../../../../ui/tag.tsx'
import { dueDocumentsQuery } from './document-queries.ts'
import { kindWord, t } from './words.ts'

type Props = { kind: string | undefined; area: string | undefined; onClose: () => void }

/** 到期资料: papers of the register on the screen that expire within a month or have expired, the longest over first. */
export function DuePanel({ kind, area, onClose }: Props): ReactNode {
  const query = useInfiniteQuery(dueDocumentsQuery({ kind, area }))
  useKeys({ back: onClose })
  const rows = query.data?.pages.flatMap((page) => page.rows) ?? []
  const counts = query.data?.pages[0]
  return (
    <section>
      <div className="row top">
        <h2 className="grow">{t('due-title')}</h2>
        <Button small kind="ghost" icon="x" label={t('close')} onPress={onClose} />
      </div>
      {query.error && <Failed error={query.error} onRetry={() => void query.refetch()} />}
      {query.isPending && <Loading />}
      {counts && <p className="meta">{t('due-counts', { dated: counts.dated, expired: counts.expired, soon: counts.soon })}</p>}
      {counts && rows.length === 0 && <EmptyState empty={{ kind: 'all-done', title: t('due-none'), note: t('due-none-note') }} />}
      <ul className="shifts">
        {rows.map((row) => (
          <li key={row.id}>
            <p className="row wrap">
              <Link to="/objects" search={{ kind: row.objectKind, id: row.object }} onClick={onClose}>
                {row.objectName}
              </Link>
              <Tag kind={row.standing === 'expired' ? 'strong' : 'plain'}>
                {t(row.standing === 'expired' ? 'standing.expired' : 'standing.soon')}
              </Tag>
            </p>
            <p className="wrap-anywhere">
              {kindWord(row.kind)} · {row.title}
            </p>
            <p className="t2">{[t('until-day', { day: row.validUntil }), row.areaName].filter(Boolean).join(' · ')}</p>
          </li>
        ))}
      </ul>
      {query.hasNextPage && (
        <Button small busy={query.isFetchingNextPage} onPress={() => void query.fetchNextPage()}>
          {t('more')}
        </Button>
      )}
    </section>
  )
}
