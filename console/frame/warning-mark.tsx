import { useQuery } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import type { ReactNode } from 'react'
import { WarningFlag } from '../../ui/warning-flag.tsx'
import { t } from '../messages.ts'
import { warningsNowQuery } from '../queries.ts'
import { gravest, holds, warningName } from '../screens/warnings/words.ts'
import { may, useSession } from '../session.ts'
import { useArea } from './use-area.ts'

/** The gravest warning in force for this area, in the top bar of every screen; how many there are, and the way to them. None: nothing. */
export function WarningMark(): ReactNode {
  const session = useSession()
  const { wish } = useArea()
  const { data } = useQuery({ ...warningsNowQuery(wish), enabled: may(session, 'event.read') })
  const rows = data?.rows.filter(holds) ?? []
  const worst = gravest(rows)
  if (!worst) return null
  const words = [warningName(worst), rows.length > 1 ? t('warnings.more', { n: rows.length }) : ''].filter(Boolean).join(' ')
  return (
    <Link to="/warnings" search={wish ? { area: wish } : {}} className="nw" title={t('warnings.mark', { words })}>
      <WarningFlag colour={worst.colour} words={words} />
    </Link>
  )
}
