import { useQuery } from '@tanstack/react-query'
import type { ReactNode } from 'react'
import type { z } from 'zod'
import type { FrameList } from '../../../contract/gateway.ts'
import type { Protocol } from '../../../contract/protocols.ts'
import { When } from '../../../ui/age.tsx'
import { NONE } from '../../../ui/format.ts'
import { EmptyState, Screen } from '../../../ui/screen.tsx'
import { Tag } from '../../../ui/tag.tsx'
import { say, t } from '../../messages.ts'
import { framesQuery } from '../../queries.ts'

type Frame = z.infer<typeof FrameList>['rows'][number]

/** What a gateway received last: as it came, as it was read, and what became of it. */
export function Frames({ protocol }: { protocol: Protocol }): ReactNode {
  return (
    <Screen query={useQuery(framesQuery(protocol))} title={t('gateways.newest')}>
      {(page) =>
        page.rows.length === 0 ? (
          <EmptyState empty={{ kind: 'nothing-yet', title: t('gateways.none'), note: t('gateways.none-how') }} />
        ) : (
          <ul>
            {page.rows.map((row) => (
              <One key={row.id} row={row} />
            ))}
          </ul>
        )
      }
    </Screen>
  )
}

function One({ row }: { row: Frame }): ReactNode {
  return (
    <li>
      <div className="row wrap">
        <When at={row.at} seconds />
        <b className="b">{row.number ?? NONE}</b>
        <span>{row.device ?? t('gateways.nobody')}</span>
        <span className="grow">{say(row)}</span>
        <span className="meta">{row.peer}</span>
        {row.masked && <Tag>{t('gateways.masked')}</Tag>}
      </div>
      <details>
        <summary className="linkish">{t('gateways.look')}</summary>
        <pre className="payload">{row.hex ?? t('gateways.hidden')}</pre>
        <pre className="payload">{row.value === null ? t('gateways.unreadable') : JSON.stringify(row.value, null, 2)}</pre>
      </details>
    </li>
  )
}
