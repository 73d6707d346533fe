import type { ReactNode } from 'react'
import { Button } from '../../ui/button.tsx'
import { t } from '../t.ts'
import { act } from './act.ts'
import type { ShownOrder } from './overlay.ts'

/** A call waits for a person: known stops the ringing, cannot come calls whoever stands in. Neither accepts the order. */
export function CallAnswer({ order }: { order: ShownOrder }): ReactNode {
  const attempt = order.callWaiting
  if (!attempt) return null
  const say = (answer: 'known' | 'refused') =>
    void act(order, { verb: 'answer-call', label: t(`call.${answer}`), body: { attempt, answer } })
  return (
    <section className="card" aria-label={t('call.title')}>
      <p>{t('call.title')}</p>
      <div className="acts">
        <Button onPress={() => say('known')}>{t('call.known')}</Button>
        <Button onPress={() => say('refused')}>{t('call.refused')}</Button>
      </div>
    </section>
  )
}
