import { useQuery } from '@tanstack/react-query'
import { type ReactNode, useState } from 'react'
import type { IconName } from '../../ui/icons.tsx'
import { Tiles } from '../../ui/tiles.tsx'
import { wordsOf } from '../orders/words.ts'
import { t } from '../t.ts'
import type { Writing } from './draft.ts'
import { type Kind, kindsQuery } from './kinds.ts'

/** Six tiles first; the others behind one press. */
const firstKinds = 6

const icons: readonly [RegExp, IconName][] = [
  [/manhole|cover/, 'cover'],
  [/stall|vendor|vending|trade/, 'stall'],
  [/water|flood|drain/, 'water'],
  [/\btree|green/, 'tree'],
  [/light|lamp/, 'light'],
  [/parking|vehicle|car\b/, 'car'],
  [/road|traffic/, 'road'],
  [/garbage|waste|litter/, 'bin'],
  [/house|wall|building/, 'bldg'],
  [/gas|smell/, 'sensor'],
  [/noise/, 'sound'],
]
const iconOf = (id: string): IconName => icons.find(([pattern]) => pattern.test(id))?.[1] ?? 'flag'

/** What it is, as big tiles; the kinds come from the packs. */
export function Kinds({
  type,
  change,
  only,
}: {
  type: string | null
  change: (part: Partial<Writing>) => void
  /** what can be reported of the object it is about; left out: anything */
  only?: readonly Kind[]
}): ReactNode {
  const [all, setAll] = useState(false)
  const kinds = useQuery({ ...kindsQuery, enabled: !only })
  const rows = only ?? kinds.data?.rows ?? []
  const chosen = rows.findIndex((row) => row.id === type)
  const shown = all || chosen >= firstKinds ? rows : rows.slice(0, firstKinds)
  const pick = (id: string) => {
    const row = rows.find((one) => one.id === id)
    if (row) change({ type: id, typeName: wordsOf(row.name) })
  }
  return (
    <section>
      <Tiles
        label={t('report.kind')}
        choices={shown.map((row) => ({ id: row.id, label: wordsOf(row.name), icon: iconOf(row.id) }))}
        value={type}
        onChange={pick}
        {...(rows.length === 0 ? { hint: t('report.kinds-none') } : {})}
      />
      {rows.length > firstKinds && chosen < firstKinds && (
        <button type="button" className="linkish" aria-expanded={all} onClick={() => setAll(!all)}>
          {t(all ? 'report.fewer' : 'report.more')}
        </button>
      )}
    </section>
  )
}
