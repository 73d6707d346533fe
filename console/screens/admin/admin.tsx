import { useNavigate, useSearch } from '@tanstack/react-router'
import { type ReactNode, useCallback } from 'react'
import type { Permit } from '../../../contract/permit.ts'
import { ApiError } from '../../../ui/api.ts'
import { PageHead } from '../../../ui/frame.tsx'
import type { KeyHint } from '../../../ui/key-help.tsx'
import { Refused, useTitle } from '../../../ui/screen.tsx'
import { Tabs } from '../../../ui/tabs.tsx'
import { useFoot } from '../../frame/foot.ts'
import { t } from '../../messages.ts'
import { type AdminSearch, changed } from '../../search.ts'
import { may, useSession } from '../../session.ts'
import { Appointments } from './appointments.tsx'
import { Areas } from './areas.tsx'
import { Audit } from './audit.tsx'
import { Calendar } from './calendar.tsx'
import { Catalogue } from './catalogue.tsx'
import { Directory } from './directory.tsx'
import { Keys } from './keys.tsx'
import type { OnChange } from './on-change.ts'
import { People } from './people.tsx'
import { Publishers } from './publishers.tsx'
import { Sent } from './sent.tsx'
import { Units } from './units.tsx'

export type Tab = NonNullable<AdminSearch['tab']>

const hints = (): KeyHint[] => [{ action: 'submitForm' }, { action: 'help' }]
const tabs: readonly { id: Tab; permits: readonly Permit[] }[] = [
  { id: 'units', permits: ['admin.read'] },
  { id: 'people', permits: ['admin.read'] },
  { id: 'appointments', permits: ['admin.read'] },
  { id: 'directory', permits: ['admin.people'] },
  { id: 'sent', permits: ['admin.read'] },
  { id: 'area-changes', permits: ['area.change'] },
  { id: 'calendar', permits: ['admin.read'] },
  { id: 'catalogue', permits: ['admin.read'] },
  { id: 'publishers', permits: ['admin.people', 'admin.security'] },
  { id: 'keys', permits: ['admin.security'] },
  { id: 'audit', permits: ['audit.read'] },
]

/** K16 管理: units and posts, people, appointments; keys and audit each for their own administrator. */
export function Admin(): ReactNode {
  const session = useSession()
  const search = useSearch({ from: '/app/admin' })
  const navigate = useNavigate({ from: '/admin' })
  const change = useCallback<OnChange>(
    (next) => void navigate({ search: (before) => changed(before, next), replace: true }),
    [navigate],
  )
  useTitle(t('place.admin.title'))
  useFoot(hints)
  const shown = tabs.filter((tab) => may(session, ...tab.permits))
  const own: Tab = may(session, 'admin.security') ? 'keys' : may(session, 'audit.read') ? 'audit' : 'units'
  const tab = (shown.find((x) => x.id === search.tab) ?? shown.find((x) => x.id === own) ?? shown[0])?.id
  if (shown.length === 0) return <Refused error={new ApiError(403, 'permit.missing', '', { permit: 'admin.read' })} />
  return (
    <div className="k3">
      <PageHead title={t('place.admin.title')}>
        <span className="meta">{t('admin.note')}</span>
      </PageHead>
      <Tabs
        label={t('place.admin.title')}
        items={shown.map((x) => ({ id: x.id, label: t(`admin.${x.id}`) }))}
        value={tab ?? own}
        onChange={(id) => change({ tab: id as Tab, kind: undefined })}
      >
        <div className="plain-list">
          {tab === 'units' && <Units unit={search.unit} change={change} />}
          {tab === 'people' && <People unit={search.unit} change={change} />}
          {tab === 'appointments' && <Appointments person={search.person} change={change} />}
          {tab === 'directory' && <Directory />}
          {tab === 'sent' && <Sent />}
          {tab === 'area-changes' && <Areas />}
          {tab === 'calendar' && <Calendar />}
          {tab === 'catalogue' && <Catalogue />}
          {tab === 'publishers' && <Publishers />}
          {tab === 'keys' && <Keys />}
          {tab === 'audit' && <Audit kind={search.kind} change={change} />}
        </div>
      </Tabs>
    </div>
  )
}
