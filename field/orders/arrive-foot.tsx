import { type ReactNode, useEffect, useRef, useState } from 'react'
import { Button } from '../../ui/button.tsx'
import { distance } from '../../ui/format.ts'
import { Tiles } from '../../ui/tiles.tsx'
import { keepFix } from '../place/last-fix.ts'
import { metres } from '../place/local.ts'
import { begun, type Fix, type Locating, locate } from '../place/locate.ts'
import { t } from '../t.ts'
import { act } from './act.ts'
import type { ShownOrder } from './overlay.ts'

const reasons = ['inside', 'weak', 'denied', 'broken'] as const

async function arrive(order: ShownOrder, fix: Fix | null, reason: string | null): Promise<void> {
  if (fix) keepFix(fix)
  const body = fix ? { lon: fix.lon, lat: fix.lat, accuracyM: fix.accuracyM } : {}
  if (!(await act(order, { verb: 'arrive', label: t('verb.arrive'), body }))) return
  if (reason)
    await act(order, { verb: 'progress', label: t('arrive.unlocated'), body: { note: `${t('arrive.unlocated')}：${reason}` } })
}

/** Why there is no place: a choice, so that a missing place is never a silent one. */
function Unlocated({ order, now }: { order: ShownOrder; now: Locating }): ReactNode {
  const [reason, setReason] = useState<string | null>(now.problem === 'denied' ? 'denied' : null)
  const choices = reasons.map((id) => ({ id, label: t(`arrive.why.${id}`) }))
  const word = choices.find((one) => one.id === reason)?.label ?? null
  return (
    <>
      <Tiles label={t('arrive.unlocated')} choices={choices} value={reason} onChange={setReason} />
      <Button kind="primary" off={word ? null : t('arrive.choose')} onPress={() => void arrive(order, null, word)}>
        {t('arrive.without')}
      </Button>
    </>
  )
}

function Searching({ order, now, onGiveUp }: { order: ShownOrder; now: Locating; onGiveUp: () => void }): ReactNode {
  const { best } = now
  return (
    <>
      <p role="status">
        {best ? t('arrive.found', { m: best.accuracyM, distance: distance(metres(best, order)) }) : t('arrive.looking')}
      </p>
      <div className="acts">
        <Button onPress={onGiveUp}>{t('arrive.cannot')}</Button>
        <Button kind="primary" off={best ? null : t('arrive.none-yet')} onPress={() => void arrive(order, best, null)}>
          {t('arrive.use')}
        </Button>
      </div>
    </>
  )
}

/** "我已到场": looks for the place up to 15 s and takes the best; a person may take what there is, or say why there is none. */
export function ArriveFoot({ order }: { order: ShownOrder }): ReactNode {
  const [now, setNow] = useState<Locating | null>(null)
  const [given, setGiven] = useState(false)
  const stop = useRef<(() => void) | null>(null)
  useEffect(() => () => stop.current?.(), [])
  const start = () => {
    setNow(begun)
    stop.current = locate((next) => {
      setNow(next)
      if (next.done && next.best) void arrive(order, next.best, null)
    })
  }
  if (!now)
    return (
      <Button kind="primary" onPress={start}>
        {t('arrive.do')}
      </Button>
    )
  if (given || (now.done && !now.best)) return <Unlocated order={order} now={now} />
  const giveUp = () => {
    stop.current?.()
    setGiven(true)
  }
  return <Searching order={order} now={now} onGiveUp={giveUp} />
}
