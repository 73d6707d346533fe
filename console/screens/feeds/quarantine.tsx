import { useInfiniteQuery } from '@tanstack/react-query'
import { type ReactNode, useState } from 'react'
import type { z } from 'zod'
import type { QuarantineRow } from '../../../contract/reading.ts'
import { When } from '../../../ui/age.tsx'
import { Button } from '../../../ui/button.tsx'
import { EmptyState, Failed, Loading } from '../../../ui/screen.tsx'
import { Segmented } from '../../../ui/segmented.tsx'
import { Tag } from '../../../ui/tag.tsx'
import { FieldNote } from '../../../ui/text-field.tsx'
import { say, t } from '../../messages.ts'
import { quarantineQuery } from '../../queries.ts'
import { may, useSession } from '../../session.ts'
import { useAct } from '../../use-act.ts'

type Refused = z.infer<typeof QuarantineRow>

/** A payload that is JSON is set out; anything else is shown as it came. */
function payloadText(payload: string): string {
  try {
    return JSON.stringify(JSON.parse(payload), null, 2)
  } catch {
    return payload
  }
}

function One({ row }: { row: Refused }): ReactNode {
  const session = useSession()
  const act = useAct()
  return (
    <li>
      <div className="row wrap">
        <When at={row.receivedAt} seconds />
        <Tag>{row.channel}</Tag>
        <b className="b">{row.source}</b>
        <span className="grow">{say(row)}</span>
        {row.repeats > 1 && <Tag kind="strong">{t('quarantine.repeats', { n: row.repeats })}</Tag>}
        <span className="meta">{row.code}</span>
        {row.decidedAt === null && may(session, 'feed.repair') && (
          <Button small busy={act.busy} onPress={() => void act.run(`/quarantine/${row.id}/decide`)}>
            {t('quarantine.decide')}
          </Button>
        )}
      </div>
      <FieldNote error={act.error?.message ?? null} />
      <details>
        <summary className="linkish">{t('quarantine.payload')}</summary>
        <pre className="payload">{payloadText(row.payload)}</pre>
      </details>
    </li>
  )
}

/** Messages that were refused, each with its reason and what it carried; looked at once, it leaves the list. */
export function Quarantine(): ReactNode {
  const [decided, setDecided] = useState(false)
  const query = useInfiniteQuery(quarantineQuery(decided))
  const rows = query.data?.pages.flatMap((p) => p.rows) ?? []
  const waiting = query.data?.pages[0]?.waiting
  return (
    <div className="plain-list">
      <div className="row">
        <Segmented
          label={t('feeds.quarantine')}
          value={decided ? 'decided' : 'waiting'}
          onChange={(id) => setDecided(id === 'decided')}
          items={[
            { id: 'waiting', label: t('quarantine.waiting'), ...(waiting === undefined ? {} : { count: waiting }) },
            { id: 'decided', label: t('quarantine.decided') },
          ]}
        />
        <span className="meta">{t('quarantine.note')}</span>
      </div>
      {!query.data && (query.error ? <Failed error={query.error} onRetry={() => void query.refetch()} /> : <Loading />)}
      {query.data && rows.length === 0 && <EmptyState empty={{ kind: 'all-done', title: t('quarantine.empty') }} />}
      <ul>
        {rows.map((row) => (
          <One key={row.id} row={row} />
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
