import { useQuery } from '@tanstack/react-query'
import { type ReactNode, useState } from 'react'
import type { GatewayRow } from '../../../contract/gateway.ts'
import { type Protocol, portSettings } from '../../../contract/protocols.ts'
import { Age } from '../../../ui/age.tsx'
import { clockTime, NONE, number } from '../../../ui/format.ts'
import { Screen } from '../../../ui/screen.tsx'
import { Segmented } from '../../../ui/segmented.tsx'
import { Tag } from '../../../ui/tag.tsx'
import { say, t } from '../../messages.ts'
import { gatewaysQuery } from '../../queries.ts'
import { Frames } from './frames.tsx'
import { Senders } from './senders.tsx'

/** The gateways of field protocols with what became of the last day's frames, and what one of them received last. */
export function Gateways(): ReactNode {
  return (
    <div className="plain-list">
      <Screen query={useQuery(gatewaysQuery())} title={t('feeds.gateways')}>
        {({ rows, at }) => (
          <div className="stack">
            <span className="t2">{t('gateways.note', { time: clockTime(at, true) })}</span>
            <Sums rows={rows} />
            <Senders />
            <Newest rows={rows.filter(isProtocol)} />
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
            <td>{row.protocol === 'sensing' ? 'HTTP' : (row.port ?? t('gateways.off'))}</td>
            <td className="num">{row.port === null ? NONE : number(row.connections)}</td>
            <td className="num">{row.protocol === 'sensing' ? NONE : number(row.senders)}</td>
            <td className="num">{number(row.frames)}</td>
            <td className="num">{row.protocol === 'sensing' ? NONE : number(row.kept)}</td>
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

type ProtocolRow = GatewayRow & { protocol: Protocol }
/** Plots of sensing systems come without frames. */
const isProtocol = (row: GatewayRow): row is ProtocolRow => row.protocol !== 'sensing'

function Newest({ rows }: { rows: ProtocolRow[] }): ReactNode {
  const [protocol, setProtocol] = useState<Protocol>(rows[0]!.protocol)
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
      <Frames protocol={protocol} />
    </>
  )
}

/** The way of a newcomer's first device, step by step. */
function HowTo({ row: { protocol, port } }: { row: ProtocolRow }): ReactNode {
  return (
    <details>
      <summary className="linkish">{t('gateways.how')}</summary>
      <ol className="steps">
        <li>
          {port === null ? t('gateways.step-open', { setting: portSettings[protocol] }) : t('gateways.step-opened', { port })}
        </li>
        <li>{t('gateways.step-register', { number: t(`gateways.number-${protocol}`) })}</li>
        <li>{t('gateways.step-point')}</li>
        <li>{t('gateways.step-look')}</li>
      </ol>
    </details>
  )
}
