import type { ReactNode } from 'react'
import type { WallSitting } from '../../contract/wall-seat.ts'
import { Button } from '../../ui/button.tsx'
import { useNow } from '../../ui/clock.ts'
import { dateTime, NONE, timeLeft } from '../../ui/format.ts'
import { lang } from '../../ui/t.ts'
import { t } from '../t.ts'

/** The other way in: this machine as a wall, without a person. It shows a code that somebody types into the console. */
export function PairBox({
  sitting,
  onAsk,
  failed,
}: {
  sitting: WallSitting | null
  onAsk: () => void
  failed: boolean
}): ReactNode {
  const now = useNow()
  const pairing = sitting?.pairing
  return (
    <section className="card col pair" aria-label={t('seat.title')}>
      <h2>{t('seat.title')}</h2>
      {sitting?.state === 'ended' && !pairing && <p className="b">{t('seat.ended')}</p>}
      {sitting?.state === 'replaced' && !pairing && (
        <p className="b">{t('seat.replaced', { time: sitting.replacedAt ? dateTime(sitting.replacedAt, now, lang()) : NONE })}</p>
      )}
      {pairing ? (
        <>
          <p className="pair-code" role="status">
            {pairing.code.slice(0, 4)} {pairing.code.slice(4)}
          </p>
          <p>{t('seat.how')}</p>
          <p className="meta">{timeLeft(pairing.until, now, lang())}</p>
        </>
      ) : (
        <>
          <p>{t('seat.note')}</p>
          <Button onPress={onAsk}>{t('seat.ask')}</Button>
        </>
      )}
      {failed && <p className="meta">{t('seat.failed')}</p>}
    </section>
  )
}
