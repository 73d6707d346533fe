import { useQuery } from '@tanstack/react-query'
import { type ReactNode, useDeferredValue, useState } from 'react'
import type { AreaOption } from '../../../ui/area-switcher.tsx'
import { packWords } from '../../../ui/pack-words.ts'
import { SelectField } from '../../../ui/select-field.tsx'
import { FixedField } from '../../../ui/text-field.tsx'
import { Tiles } from '../../../ui/tiles.tsx'
import { t } from '../../messages.ts'
import { DrawOutline } from '../../parts/draw-outline.tsx'
import { type Choice, Pick } from '../../parts/pick.tsx'
import { usePackWords } from '../../parts/use-pack-words.ts'
import { searchQuery } from '../../queries.ts'
import { type Corner, outlineFault } from '../../rules/outline.ts'

export const everyKind = 'any'
/** Where a silence holds: the area in force, or inside it what was drawn or one object; and for which devices. */
export type Range = { by: 'area' | 'outline' | 'object'; corners: Corner[]; object: Choice | null; deviceKind: string }
export const wholeArea: Range = { by: 'area', corners: [], object: null, deviceKind: everyKind }

/** What is still to be chosen, as the form names it; null when the range is one. */
export function rangeMissing({ by, corners, object }: Range): string | null {
  if (by === 'object' && !object) return t('quiet.by.object')
  return by === 'outline' && outlineFault(corners) ? t('quiet.by.outline') : null
}

/** As the server is asked. */
export const rangeAsked = ({ by, corners, object, deviceKind }: Range) => ({
  ...(by === 'outline' && !outlineFault(corners) ? { outline: corners } : {}),
  ...(by === 'object' && object ? { object: object.id } : {}),
  ...(deviceKind === everyKind ? {} : { deviceKind }),
})

type Props = {
  /** null: not chosen yet, by `field` */
  area: AreaOption | null
  field: ReactNode
  value: Range
  onChange: (range: Range) => void
}

export function MuteRange({ area, field, value, onChange }: Props): ReactNode {
  const say = usePackWords()
  const kinds = Object.keys(packWords.use()?.devices ?? {})
  return (
    <>
      {field ?? <FixedField label={t('quiet.area')} value={area?.name ?? ''} hint={t('quiet.area-hint')} />}
      <Tiles
        label={t('quiet.by')}
        required
        choices={(['area', 'outline', 'object'] as const).map((id) => ({ id, label: t(`quiet.by.${id}`) }))}
        value={value.by}
        onChange={(by) => onChange({ ...value, by: by as Range['by'] })}
      />
      {value.by === 'outline' && area && (
        <DrawOutline
          key={area.code}
          area={area.code}
          corners={value.corners}
          onChange={(corners) => onChange({ ...value, corners })}
        />
      )}
      {value.by === 'object' && <ObjectSearch value={value.object} onChange={(object) => onChange({ ...value, object })} />}
      <SelectField
        label={t('quiet.device-kind')}
        choices={[{ id: everyKind, label: t('quiet.every-kind') }, ...kinds.map((id) => ({ id, label: say('devices', id) }))]}
        value={value.deviceKind}
        onChange={(deviceKind) => onChange({ ...value, deviceKind })}
      />
    </>
  )
}

function ObjectSearch({ value, onChange }: { value: Choice | null; onChange: (one: Choice | null) => void }): ReactNode {
  const [words, setWords] = useState('')
  const wanted = useDeferredValue(words.trim())
  const query = useQuery(searchQuery(wanted))
  const rows = (query.data?.objects ?? []).map(({ id, name, code }) => ({ id, name, note: code }))
  const field = { label: t('quiet.object'), value, onChange, words, onWords: setWords }
  return <Pick {...field} wanted={wanted} rows={rows} query={query} />
}
