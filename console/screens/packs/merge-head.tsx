import type { ReactNode } from 'react'
import type { Decisions, MergeLine } from '../../../contract/packs.ts'
import { Segmented } from '../../../ui/segmented.tsx'
import { Tag } from '../../../ui/tag.tsx'
import { t } from './words.ts'

/** Decisions taken so far, and how one is taken; null: they were taken before. */
export type Choosing = { decisions: Decisions; onDecide: (id: string, side: 'ours' | 'theirs') => void }

type Headed = { id: string; name: string; line: Pick<MergeLine, 'outcome' | 'decided'>; choosing: Choosing | null }

/** What is merged and what becomes of it; where both sides changed it, a person chooses. */
export function MergeHead({ id, name, line, choosing }: Headed): ReactNode {
  const conflict = line.outcome === 'conflict'
  const decided = choosing?.decisions[id] ?? line.decided
  return (
    <div className="row wrap">
      <b className="b">{name}</b>
      <Tag kind={conflict && !decided ? 'ink' : 'strong'}>
        {decided ? t(`packs.use.${decided}`) : t(`packs.outcome.${line.outcome}`)}
      </Tag>
      <span className="grow" />
      {conflict && choosing && (
        <Segmented
          label={t('packs.choose', { name: name })}
          items={(['ours', 'theirs'] as const).map((one) => ({ id: one, label: t(`packs.use.${one}`) }))}
          value={decided ?? ''}
          onChange={(one) => choosing.onDecide(id, one as 'ours' | 'theirs')}
        />
      )}
    </div>
  )
}
