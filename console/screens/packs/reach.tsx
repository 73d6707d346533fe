import type { ReactNode } from 'react'
import type { PackLook } from '../../../contract/packs.ts'
import { Button } from '../../../ui/button.tsx'
import { say } from '../../messages.ts'
import { usePlace } from '../plans/place-choice.tsx'
import { TiersTable } from '../plans/tiers.tsx'
import { t } from './words.ts'

type Props = { reach: PackLook['reach']; busy: boolean; onLook: (area: string) => void }

/** Who would get what a pack opens at a place, by the posts there really are: before anybody asks for it. */
export function Reach({ reach, busy, onLook }: Props): ReactNode {
  const { place, fields } = usePlace()
  return (
    <section aria-label={t('packs.reach')}>
      <h3>{t('packs.reach')}</h3>
      <div className="row wrap reach-row">
        {fields}
        <Button busy={busy} off={place ? null : t('packs.reach-none')} onPress={() => place && onLook(place.code)}>
          {t('packs.reach-look')}
        </Button>
      </div>
      {reach?.types.map(({ type, name, tiers }) => (
        <div key={type}>
          <p className="b">{say(name)}</p>
          <TiersTable tiers={tiers} type={reach} />
        </div>
      ))}
    </section>
  )
}
