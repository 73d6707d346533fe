import { useQuery } from '@tanstack/react-query'
import { useSearch } from '@tanstack/react-router'
import { type ReactNode, useState } from 'react'
import type { CameraLabel, CameraPage } from '../../../contract/camera.ts'
import { Age } from '../../../ui/age.tsx'
import { Button } from '../../../ui/button.tsx'
import { clockTime, NONE, number } from '../../../ui/format.ts'
import { gradeWords } from '../../../ui/grade-badge.tsx'
import { EmptyState, Screen } from '../../../ui/screen.tsx'
import { Segmented } from '../../../ui/segmented.tsx'
import { Tag } from '../../../ui/tag.tsx'
import { say, t } from '../../messages.ts'
import { camerasQuery } from '../../queries.ts'
import { may, useSession } from '../../session.ts'
import { EndButton } from '../admin/end-button.tsx'
import { AddressForm } from './camera-address-form.tsx'
import { type Begun, LabelForm } from './camera-label-form.tsx'
import { CameraList } from './camera-list.tsx'
import { SubscriptionCell } from './camera-subscription.tsx'
import { t as w } from './words.ts'

/** Platforms of cameras, labels that stand in no row yet, and the table that says what labels mean; and every camera of the platforms. */
export function Cameras(): ReactNode {
  const asked = useSearch({ from: '/app/feeds' })
  const [view, setView] = useState<'platforms' | 'list'>(asked.view ?? 'platforms')
  const views = [
    { id: 'platforms', label: w('camera-list.platforms') },
    { id: 'list', label: w('camera-list.title') },
  ]
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reachable by keyboard (WCAG 2.1.1)
    <section className="plain-list" tabIndex={0} aria-label={t('feeds.cameras')}>
      <div className="stack">
        <div className="row">
          <Segmented label={w('camera-list.views')} items={views} value={view} onChange={(id) => setView(id as 'list')} />
        </div>
        {view === 'list' ? <CameraList find={asked.find} /> : <PlatformsAndLabels />}
      </div>
    </section>
  )
}

function PlatformsAndLabels(): ReactNode {
  const session = useSession()
  const changes = may(session, 'feed.change')
  const [library, setLibrary] = useState<Platform | null>(null)
  const [begun, setBegun] = useState<Begun | null>(null)
  const begin = changes ? setBegun : null
  return (
    <Screen query={useQuery(camerasQuery())} title={t('feeds.cameras')}>
      {(page) => (
        <div className="stack">
          <span className="t2">{t('cameras.note', { time: clockTime(page.at, true) })}</span>
          <Platforms rows={page.platforms} onAddress={may(session, 'sender.register') ? setLibrary : null} />
          {library && <AddressForm key={library.number} library={library} onClose={() => setLibrary(null)} />}
          {begun && (
            <LabelForm
              key={`${begun.protocol} ${begun.label} ${begun.row?.id ?? ''}`}
              begun={begun}
              types={page.types}
              onClose={() => setBegun(null)}
            />
          )}
          <Unknown rows={page.unknown} onBegin={begin} />
          <Labels page={page} onBegin={begin} />
        </div>
      )}
    </Screen>
  )
}

type Platform = CameraPage['platforms'][number]

function Platforms({ rows, onAddress }: { rows: Platform[]; onAddress: ((row: Platform) => void) | null }): ReactNode {
  if (rows.length === 0)
    return <EmptyState empty={{ kind: 'nothing-yet', title: t('cameras.none'), note: t('cameras.none-how') }} />
  return (
    <table className="tb" aria-label={t('cameras.platforms')}>
      <thead>
        <tr>
          <th>{t('cameras.name')}</th>
          <th>{t('cameras.protocol')}</th>
          <th>{t('cameras.number')}</th>
          <th>{t('cameras.state')}</th>
          <th>{t('cameras.last')}</th>
          <th>{t('cameras.subscription')}</th>
          <th className="num">{t('cameras.on')}</th>
          <th className="num">{t('cameras.seen')}</th>
          <th className="num">{t('cameras.suspicions')}</th>
        </tr>
      </thead>
      <tbody>
        {rows.map((row) => (
          <tr key={`${row.protocol} ${row.number}`}>
            <td>{row.name}</td>
            <td>{t(`gateways.${row.protocol}`)}</td>
            <td>{row.number}</td>
            <td>
              <Tag kind={row.state === 'online' ? 'plain' : 'strong'}>{t(`cameras.state.${row.state}`)}</Tag>
            </td>
            <td>{row.lastAt ? <Age at={row.lastAt} /> : NONE}</td>
            <td>{row.protocol === 'gat1400' ? <SubscriptionCell row={row} onAddress={onAddress} /> : NONE}</td>
            <td className="num">
              {row.cameras === 0 ? NONE : `${row.on === null ? NONE : number(row.on)}/${number(row.cameras)}`}
            </td>
            <td className="num">{number(row.seen)}</td>
            <td className="num">{number(row.suspicions)}</td>
          </tr>
        ))}
      </tbody>
    </table>
  )
}

type OnBegin = ((begun: Begun) => void) | null

function Unknown({ rows, onBegin }: { rows: CameraPage['unknown']; onBegin: OnBegin }): ReactNode {
  return (
    <>
      <header className="sect">
        <h2>{t('cameras.unknown')}</h2>
      </header>
      {rows.length === 0 && <p className="meta">{t('cameras.unknown-none')}</p>}
      {rows.length > 0 && (
        <table className="tb" aria-label={t('cameras.unknown')}>
          <thead>
            <tr>
              <th>{t('cameras.label')}</th>
              <th>{t('cameras.protocol')}</th>
              <th className="num">{t('cameras.times')}</th>
              <th className="num">{t('cameras.by-cameras')}</th>
              <th>{t('cameras.lately')}</th>
              <th>
                <span className="vh">{t('cameras.set')}</span>
              </th>
            </tr>
          </thead>
          <tbody>
            {rows.map(({ protocol, label, n, cameras, lastAt }) => (
              <tr key={`${protocol} ${label}`}>
                <td className="wrap-any">{label}</td>
                <td>{t(`gateways.${protocol}`)}</td>
                <td className="num">{number(n)}</td>
                <td className="num">{number(cameras)}</td>
                <td>
                  <Age at={lastAt} />
                </td>
                <td>
                  {onBegin && (
                    <Button small onPress={() => onBegin({ protocol, label })}>
                      {t('cameras.set')}
                    </Button>
                  )}
                </td>
              </tr>
            ))}
          </tbody>
        </table>
      )}
    </>
  )
}

function Labels({ page, onBegin }: { page: CameraPage; onBegin: OnBegin }): ReactNode {
  const typeName = (row: CameraLabel): ReactNode => {
    if (row.type === null) return <span className="t2">{t('cameras.nothing')}</span>
    const type = page.types.find(({ id }) => id === row.type)
    return type ? say(type.name) : <Tag kind="strong">{t('cameras.missing', { type: row.type })}</Tag>
  }
  return (
    <>
      <header className="sect">
        <h2>{t('cameras.table')}</h2>
        {onBegin && (
          <Button small icon="plus" onPress={() => onBegin({ protocol: 'gb28181', label: '' })}>
            {t('cameras.new')}
          </Button>
        )}
      </header>
      <table className="tb" aria-label={t('cameras.table')}>
        <thead>
          <tr>
            <th>{t('cameras.label')}</th>
            <th>{t('cameras.protocol')}</th>
            <th>{t('cameras.means')}</th>
            <th>{t('cameras.grade')}</th>
            <th className="num">{t('cameras.least')}</th>
            <th className="num">{t('cameras.window')}</th>
            <th>{t('cameras.remark')}</th>
            <th>{t('cameras.by')}</th>
            <th>
              <span className="vh">{t('cameras.change')}</span>
            </th>
          </tr>
        </thead>
        <tbody>
          {page.labels.map((row) => (
            <tr key={row.id}>
              <td className="wrap-any">{row.label}</td>
              <td>{t(`gateways.${row.protocol}`)}</td>
              <td>{typeName(row)}</td>
              <td>{row.type === null ? NONE : row.grade ? gradeWords(row.grade) : t('cameras.of-type')}</td>
              <td className="num">{row.least ?? NONE}</td>
              <td className="num">{number(row.windowS / 60)}</td>
              <td>{row.note}</td>
              <td>{row.madeBy}</td>
              <td>
                {onBegin && (
                  <div className="row">
                    <Button small onPress={() => onBegin({ protocol: row.protocol, label: row.label, row })}>
                      {t('cameras.change')}
                    </Button>
                    <EndButton
                      path={`/admin/camera-labels/${row.id}/end`}
                      name={row.label}
                      ended={null}
                      verb={t('cameras.end')}
                    />
                  </div>
                )}
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </>
  )
}
