import { useNavigate, useSearch } from '@tanstack/react-router'
import type { ReactNode } from 'react'
import { PageHead } from '../../../ui/frame.tsx'
import type { KeyHint } from '../../../ui/key-help.tsx'
import { useTitle } from '../../../ui/screen.tsx'
import { Segmented } from '../../../ui/segmented.tsx'
import { useFoot } from '../../frame/foot.ts'
import { t } from '../../messages.ts'
import { changed, type HazardSearch } from '../../search.ts'
import { may, useSession } from '../../session.ts'
import './hazards.css'
import { Inspections } from './inspections.tsx'
import { Ledger } from './ledger.tsx'
import { MonthSheet } from './month-sheet.tsx'
import { ObjectLedger } from './object-ledger.tsx'
import { t as ledgers } from './object-ledger-words.ts'

const hints = (): KeyHint[] => [{ caps: ['J', 'K'], label: t('keys.rows') }, { action: 'area' }, { action: 'help' }]

/** 隐患与检查: the ledger of hazards with their letters, what is due to be inspected, and the month's sheet of a pack. */
export function Hazards(): ReactNode {
  const session = useSession()
  const { part } = useSearch({ from: '/app/hazards' })
  const navigate = useNavigate({ from: '/hazards' })
  useFoot(hints)
  useTitle(t('place.hazards.title'))
  const parts = [
    ...(may(session, 'event.read') ? [{ id: 'ledger', label: t('hazards.ledger') }] : []),
    ...(may(session, 'object.read') ? [{ id: 'inspections', label: t('hazards.inspections') }] : []),
    ...(may(session, 'object.read') ? [{ id: 'objects', label: ledgers('part') }] : []),
    ...(may(session, 'object.read') ? [{ id: 'sheet', label: t('hazards.sheet') }] : []),
  ]
  const shown = parts.some(({ id }) => id === part) ? part : parts[0]?.id
  const turn = (next: string) =>
    void navigate({
      search: (before) => changed(before, { part: next as HazardSearch['part'], hazard: undefined }),
      replace: true,
    })
  return (
    <div className="k3">
      <PageHead title={t('place.hazards.title')}>
        <Segmented label={t('hazards.part')} items={parts} value={shown ?? ''} onChange={turn} />
      </PageHead>
      {shown === 'ledger' && <Ledger />}
      {shown === 'inspections' && <Inspections />}
      {shown === 'objects' && <ObjectLedger />}
      {shown === 'sheet' && <MonthSheet />}
    </div>
  )
}
