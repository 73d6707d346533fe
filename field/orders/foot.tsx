import type { ReactNode } from 'react'
import { Button } from '../../ui/button.tsx'
import { connection } from '../../ui/live.ts'
import { t } from '../t.ts'
import { act } from './act.ts'
import { ArriveFoot } from './arrive-foot.tsx'
import type { FormProps } from './form.ts'
import type { ShownOrder } from './overlay.ts'
import { SubmitFoot } from './submit-foot.tsx'

/** Said once where the thumb is: nothing is lost without a network. */
function Safe({ order }: { order: ShownOrder }): ReactNode {
  const line = connection.use()
  if (line.state !== 'offline' && order.waiting.length === 0) return null
  return <p className="meta center">{t(line.state === 'offline' ? 'out.safe' : 'out.going')}</p>
}

/** The one next step of the order. */
export function Foot(props: FormProps): ReactNode {
  const { order } = props
  const step = order.allowed.includes('accept') ? (
    <Button kind="primary" onPress={() => void act(order, { verb: 'accept', label: t('verb.accept') })}>
      {t('verb.accept')}
    </Button>
  ) : order.allowed.includes('arrive') && !order.arrivedAt ? (
    <ArriveFoot order={order} />
  ) : order.allowed.includes('submit') ? (
    <SubmitFoot {...props} />
  ) : null
  if (!step) return order.state === 'submitted' ? <p className="meta center grow">{t('order.handed-in')}</p> : null
  return (
    <div className="col grow foot-col">
      {step}
      <Safe order={order} />
    </div>
  )
}
