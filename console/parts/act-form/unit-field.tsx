import { useQuery } from '@tanstack/react-query'
import { type ReactNode, useDeferredValue, useState } from 'react'
import { Button } from '../../../ui/button.tsx'
import { List } from '../../../ui/list.tsx'
import { FixedField, TextField } from '../../../ui/text-field.tsx'
import { t } from '../../messages.ts'
import { unitsQuery } from '../../queries.ts'
import { useOwnArea } from '../own-area.tsx'

type Props = {
  label: string
  required: boolean
  /** the area of the case: units that answer for it come first; left out: the own one */
  area?: string
  value: string | null
  /** the name of the unit it begins with */
  known?: string
  onChange: (unit: string | null) => void
}

/** Chooses a unit by name or pinyin initials; without words it offers those that answer for the place. */
export function UnitField({ area, ...props }: Props): ReactNode {
  return area === undefined ? <OwnUnitField {...props} /> : <UnitAt {...props} area={area} above={null} />
}

/** For the area in force, which only pages inside the frame know. */
function OwnUnitField(props: Omit<Props, 'area'>): ReactNode {
  const own = useOwnArea({ first: true, of: props.label })
  return <UnitAt {...props} area={own.area?.path} above={own.field} />
}

type At = Omit<Props, 'area'> & { area: string | undefined; above: ReactNode }

function UnitAt({ label, required, area, above, value, known, onChange }: At): ReactNode {
  const [words, setWords] = useState('')
  const [name, setName] = useState<string | null>(known ?? null)
  const q = useDeferredValue(words.trim())
  const found = useQuery({ ...unitsQuery({ area: area ?? '', q: q || undefined }), enabled: area !== undefined })
  const rows = found.data?.rows ?? []
  if (value)
    return (
      <div className="row bottom">
        <div className="grow">
          <FixedField label={label} value={name ?? rows.find((u) => u.id === value)?.name ?? value} />
        </div>
        <Button onPress={() => onChange(null)}>{t('form.other')}</Button>
      </div>
    )
  return (
    <div className="col">
      {above}
      <TextField
        label={label}
        required={required}
        kind="search"
        value={words}
        onChange={setWords}
        placeholder={t('form.unit-search')}
      />
      <div className="pick-list">
        <List
          label={label}
          rows={rows}
          keyOf={(u) => u.id}
          words={(u) => u.name}
          current={null}
          onCurrent={(id) => {
            setName(rows.find((u) => u.id === id)?.name ?? null)
            onChange(id)
          }}
          none={<p className="meta state">{found.error ? found.error.message : t('form.unit-none')}</p>}
          rowOf={(u) => (
            <>
              <span />
              <span className="h">{u.name}</span>
            </>
          )}
        />
      </div>
    </div>
  )
}
