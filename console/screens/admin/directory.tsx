import { useQuery } from '@tanstack/react-query'
import type { ReactNode } from 'react'
import { type DirectorySync, directoryKinds } from '../../../contract/directory-kinds.ts'
import { Age, When } from '../../../ui/age.tsx'
import { Failed, Loading } from '../../../ui/screen.tsx'
import { Tag } from '../../../ui/tag.tsx'
import { say, t } from '../../messages.ts'
import { directoryQuery } from './admin-queries.ts'

/** 通讯录同步: when the portal's directory came last, what it changed, and the rows that were refused with their reason. */
export function Directory(): ReactNode {
  const query = useQuery(directoryQuery())
  if (!query.data) return query.error ? <Failed error={query.error} onRetry={() => void query.refetch()} /> : <Loading />
  const { connected, syncs, standing } = query.data
  const last = syncs.find(({ takenAt }) => takenAt !== null)
  // What the portal has not mended yet does not go out of sight with its next delivery.
  const faulty = syncs.find(({ refused }) => refused.length > 0)
  return (
    <>
      <p className="meta">{t('directory.note')}</p>
      {!connected && <p className="meta state">{t('directory.off')}</p>}
      {connected && syncs.length === 0 && <p className="meta state">{t('directory.none')}</p>}
      {syncs[0]?.takenAt === null && <p className="meta state">{t('directory.cut')}</p>}
      {last?.takenAt && (
        <p className="row wrap">
          <b className="b">{t('directory.last')}</b>
          <Age at={last.takenAt} short={false} />
          <span>{t('directory.standing', standing)}</span>
        </p>
      )}
      {faulty && <Refused sync={faulty} />}
      {syncs.length > 0 && <Syncs syncs={syncs} />}
    </>
  )
}

function Refused({ sync }: { sync: DirectorySync }): ReactNode {
  return (
    <section>
      <header className="sect">
        <h2>
          {t('directory.refused-rows')} {sync.refused.length}
        </h2>
        <TakenAt sync={sync} />
        <span className="meta">{t('directory.refused-how')}</span>
      </header>
      <Scrolled label={t('directory.refused-rows')}>
        <thead>
          <tr>
            <th scope="col">{t('directory.kind')}</th>
            <th scope="col">{t('directory.number')}</th>
            <th scope="col">{t('directory.why')}</th>
          </tr>
        </thead>
        <tbody>
          {sync.refused.map((row, at) => (
            // A number may be refused twice, and these never move.
            <tr key={at}>
              <td>{t(`directory.kind.${row.kind}`)}</td>
              <td>{row.number}</td>
              <td>
                <span className="said">{say(row)}</span>
              </td>
            </tr>
          ))}
        </tbody>
      </Scrolled>
    </section>
  )
}

const TakenAt = ({ sync: { takenAt } }: { sync: DirectorySync }): ReactNode =>
  takenAt === null ? <Tag>{t('directory.not-complete')}</Tag> : <When at={takenAt} seconds />

const figures = ['rows', 'made', 'changed', 'ended', 'refused'] as const

function Syncs({ syncs }: { syncs: DirectorySync[] }): ReactNode {
  return (
    <section>
      <header className="sect">
        <h2>{t('directory.syncs')}</h2>
      </header>
      <Scrolled label={t('directory.syncs')}>
        <thead>
          <tr>
            <th scope="col">{t('directory.taken-at')}</th>
            <th scope="col">{t('directory.written-at')}</th>
            <th scope="col">{t('directory.mode')}</th>
            <th scope="col">{t('directory.kind')}</th>
            {figures.map((name) => (
              <th key={name} scope="col" className="num">
                {t(`directory.${name}`)}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>{syncs.flatMap((sync) => linesOf(sync))}</tbody>
      </Scrolled>
    </section>
  )
}

/** A line for every kind that came or changed; one line for a delivery that held nothing. */
function linesOf(sync: DirectorySync): ReactNode[] {
  const touched = directoryKinds.filter((kind) => figures.some((name) => sync.counts[kind][name] > 0))
  return (touched.length > 0 ? touched : [directoryKinds[0]]).map((kind) => (
    <tr key={`${sync.id} ${kind}`}>
      <td>
        <TakenAt sync={sync} />
      </td>
      <td>
        <When at={sync.at} seconds />
      </td>
      <td>
        <Tag>{t(`directory.mode.${sync.mode}`)}</Tag>
      </td>
      <td>{t(`directory.kind.${kind}`)}</td>
      {figures.map((name) => (
        <td key={name} className="num">
          {sync.counts[kind][name]}
        </td>
      ))}
    </tr>
  ))
}

function Scrolled({ label, children }: { label: string; children: ReactNode }): ReactNode {
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reachable by keyboard (WCAG 2.1.1)
    <section className="sideways" tabIndex={0} aria-label={label}>
      <table className="tb">{children}</table>
    </section>
  )
}
