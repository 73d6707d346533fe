import { useInfiniteQuery } from '@tanstack/react-query'
import { useNavigate, useSearch } from '@tanstack/react-router'
import type { ReactNode } from 'react'
import { Button } from '../../../ui/button.tsx'
import { PageHead } from '../../../ui/frame.tsx'
import type { KeyHint } from '../../../ui/key-help.tsx'
import { useTitle } from '../../../ui/screen.tsx'
import { useFoot } from '../../frame/foot.ts'
import { t } from '../../messages.ts'
import { may, useSession } from '../../session.ts'
import { DispatchBoard } from './dispatch-board.tsx'
import { Handovers } from './handovers.tsx'
import { leftOrders } from './left-queries.ts'

/** K5 派遣: the board, and for a hub the orders nobody is left at. */
export function Dispatch(): ReactNode {
  const session = useSession()
  const { show } = useSearch({ from: '/app/dispatch' })
  if (!may(session, 'work-order.arbitrate')) return <DispatchBoard />
  return show === 'handovers' ? <HandoverPage /> : <HubBoard />
}

/** How many wait; a list that goes on is told by its first page. */
function HubBoard(): ReactNode {
  const navigate = useNavigate()
  const { data } = useInfiniteQuery(leftOrders())
  const first = data?.pages[0]
  const n = first ? ` ${first.rows.length}${first.next ? '+' : ''}` : ''
  const onPress = () => void navigate({ to: '/dispatch', search: { show: 'handovers' } })
  return <DispatchBoard beside={{ label: `${t('left.title')}${n}`, onPress }} />
}

const hints = (): KeyHint[] => [{ action: 'submitForm' }, { action: 'help' }]

function HandoverPage(): ReactNode {
  const navigate = useNavigate()
  useTitle(t('left.title'))
  useFoot(hints)
  return (
    <div className="k3">
      <PageHead title={t('left.title')}>
        <span className="grow" />
        <Button small onPress={() => void navigate({ to: '/dispatch' })}>
          {t('place.dispatch.title')}
        </Button>
      </PageHead>
      <div className="plain-list">
        <Handovers />
      </div>
    </div>
  )
}
