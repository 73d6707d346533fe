import { useQuery } from '@tanstack/react-query'
import { type ReactNode, useState } from 'react'
import type { z } from 'zod'
import type { FrameList, GatewayRow, Protocol } from '../../../contract/gateway.ts'
import { Age, When } from '../../../ui/age.tsx'
import { clockTime, NONE, number } from '../../../ui/format.ts'
import { EmptyState, Screen } from '../../../ui/screen.tsx'
import { Segmented } from '../../../ui/segmented.tsx'
import { Tag } from '../../../ui/tag.tsx'
import { say, t } from '../../messages.ts'
import { framesQuery, gatewaysQuery } from '../../queries.ts'

type Frame = z.infer<typeof FrameList>['rows'][number]

/** The gateways of field protocols with what became of the last day's frames, and what one of them received last. */
export function Gateways(): ReactNode {
  return (
    <div className="plain-list">
      <Screen query={useQuery(gatewaysQuery())} title={t('feeds.gateways')}>
        {({ rows, at }) => (
          <div className="stack">
            <span className="t2">{t('gateways.note', { time: clockTime(at, true) })}</span>
            <Sums rows={rows} />
            <Newest rows={rows} />
          </div>
        )}
      </Screen>
    </div>
  )
}

function Sums({ rows }: { rows: GatewayRow[] }): ReactNode {
  return (
    <table className="tb" aria-label={t('feeds.gateways')}>
      <thead>
        <tr>
          <th>{t('gateways.protocol')}</th>
          <th>{t('gateways.port')}</th>
          <th className="num">{t('gateways.connections')}</th>
          <th className="num">{t('gateways.senders')}</th>
          <th className="num">{t('gateways.frames')}</th>
          <th className="num">{t('gateways.kept')}</th>
          <th className="num">{t('gateways.refused')}</th>
          <th className="num">{t('gateways.unknown')}</th>
          <th>{t('gateways.last')}</th>
          <th>{t('gateways.verdicts')}</th>
        </tr>
      </thead>
      <tbody>
        {rows.map((row) => (
          <tr key={row.protocol}>
            <td>{t(`gateways.${row.protocol}`)}</td>
            <td>{row.port ?? t('gateways.off')}</td>
            <td className="num">{row.port === null ? NONE : number(row.connections)}</td>
            <td className="num">{number(row.senders)}</td>
            <td className="num">{number(row.frames)}</td>
            <td className="num">{number(row.kept)}</td>
            <td className="num">{number(row.refused)}</td>
            <td className="num">{row.unknown > 0 ? <Tag kind="strong">{number(row.unknown)}</Tag> : 0}</td>
            <td>
              <Age at={row.lastAt} />
            </td>
            <td>
              {row.verdicts.map((one) => (
                <div key={one.verdict}>
                  {say(one)} {number(one.n)}
                </div>
              ))}
            </td>
          </tr>
        ))}
      </tbody>
    </table>
  )
}

function Newest({ rows }: { rows: GatewayRow[] }): ReactNode {
  const [protocol, setProtocol] = useState<Protocol>(rows[0]!.protocol)
  const query = useQuery(framesQuery(protocol))
  return (
    <>
      <header className="sect">
        <h2>{t('gateways.newest')}</h2>
        <Segmented
          label={t('gateways.protocol')}
          value={protocol}
          onChange={(id) => setProtocol(id as Protocol)}
          items={rows.map((row) => ({ id: row.protocol, label: t(`gateways.${row.protocol}`) }))}
        />
      </header>
      <HowTo row={rows.find((row) => row.protocol === protocol)!} />
      <Screen query={query} title={t('gateways.newest')}>
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
    </>
  )
}

const settings: Record<Protocol, string> = {
  jt808: 'JT808_PORT',
  hj212: 'HJ212_PORT',
  sl651: 'SL651_PORT',
  gb26875: 'GB26875_PORT',
}

/** The way of a newcomer's first device, step by step. */
function HowTo({ row: { protocol, port } }: { row: GatewayRow }): ReactNode {
  return (
    <details>
      <summary className="linkish">{t('gateways.how')}</summary>
      <ol className="steps">
        <li>{port === null ? t('gateways.step-open', { setting: settings[protocol] }) : t('gateways.step-opened', { port })}</li>
        <li>{t('gateways.step-register', { number: t(`gateways.number-${protocol}`) })}</li>
        <li>{t('gateways.step-point')}</li>
        <li>{t('gateways.step-look')}</li>
      </ol>
    </details>
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
