import { useQuery } from '@tanstack/react-query'
import { type ReactNode, useState } from 'react'
import type { z } from 'zod'
import type { ReceivedList } from '../../../contract/feed.ts'
import { When } from '../../../ui/age.tsx'
import { number } from '../../../ui/format.ts'
import { packWords } from '../../../ui/pack-words.ts'
import { EmptyState, Screen } from '../../../ui/screen.tsx'
import { Tag } from '../../../ui/tag.tsx'
import { TextField } from '../../../ui/text-field.tsx'
import { say } from '../../messages.ts'
import { usePackWords } from '../../parts/use-pack-words.ts'
import { receivedQuery } from '../../queries.ts'
import { t } from './words.ts'

type Row = z.infer<typeof ReceivedList>['rows'][number]

/** What came a moment ago and what became of it, by itself every few seconds; of one device with its number. */
export function Received(): ReactNode {
  const [device, setDevice] = useState('')
  const query = useQuery(receivedQuery(device.trim()))
  return (
    <section>
      <header className="sect">
        <h3>{t('connect.received')}</h3>
        <span className="t2">{t('connect.live')}</span>
        <span className="grow" />
        <div className="narrow">
          <TextField
            label={t('connect.device')}
            hideLabel
            placeholder={t('connect.device')}
            value={device}
            onChange={setDevice}
          />
        </div>
      </header>
      <Screen query={query} title={t('connect.received')}>
        {({ rows }) =>
          rows.length === 0 ? (
            <EmptyState empty={{ kind: 'nothing-yet', title: t('connect.waiting'), note: t('connect.waiting-how') }} />
          ) : (
            <ul>
              {rows.map((row) => (
                <One key={`${row.at}${row.source}${row.refused?.code ?? ''}`} row={row} />
              ))}
            </ul>
          )
        }
      </Screen>
    </section>
  )
}

function One({ row }: { row: Row }): ReactNode {
  const pack = usePackWords()
  const units = packWords.use()?.units
  const values = Object.entries(row.values ?? {}).map(
    ([name, value]) => `${pack('readings', name)} ${number(value)}${units?.[name] ? ` ${units[name]}` : ''}`,
  )
  return (
    <li>
      <div className="row wrap">
        <When at={row.at} seconds />
        <b className="b">{row.source}</b>
        {row.object && <span className="t2">{row.object}</span>}
        <span className="grow">{row.refused ? say(row.refused) : values.join(' · ')}</span>
        {row.refused && row.refused.times > 1 && (
          <span className="meta">{t('quarantine.repeats', { n: row.refused.times })}</span>
        )}
        <Tag kind={row.refused ? 'strong' : 'plain'}>{t(row.refused ? 'connect.refused' : 'connect.kept')}</Tag>
      </div>
    </li>
  )
}
