import { Link } from '@tanstack/react-router'
import type { ReactNode } from 'react'
import type { SignalDetail } from '../../../contract/signal.ts'
import { distance } from '../../../ui/format.ts'
import { Panel } from '../../../ui/panel.tsx'
import { RiskBadge } from '../../../ui/risk-badge.tsx'
import { Tag } from '../../../ui/tag.tsx'
import { say, t } from '../../messages.ts'
import { may, useSession } from '../../session.ts'

/** The object a signal is about: its colour, how much is open there already, and the way to it. */
export function SignalObject({ of }: { of: NonNullable<SignalDetail['objectView']> }): ReactNode {
  const session = useSession()
  return (
    <Panel title={t('signal.object')}>
      <p className="row wrap">
        {may(session, 'object.read') ? (
          <Link to="/objects" search={{ kind: of.kind, id: of.id }}>
            {of.name}
          </Link>
        ) : (
          <b className="b">{of.name}</b>
        )}
        <Tag>{say(of.kindName)}</Tag>
        <span className="code t2">{of.code}</span>
      </p>
      <p className="row wrap">
        {of.modelled ? <RiskBadge risk={of.risk} size={18} /> : <span className="t2">{t('objects.no-model')}</span>}
        <span className="t2">{of.openEvents > 0 ? t('signal.object-open', { n: of.openEvents }) : t('signal.object-none')}</span>
      </p>
      {of.phoneM !== null && (
        <p className="row wrap">
          <Tag kind="ink">{t('signal.phone-far', { distance: distance(of.phoneM) })}</Tag>
          <span className="t2">{t('signal.phone-far-note')}</span>
        </p>
      )}
    </Panel>
  )
}
