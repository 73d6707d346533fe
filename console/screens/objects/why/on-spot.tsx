import type { ReactNode } from 'react'
import type { OnSpot } from '../../../../contract/on-spot.ts'
import { When } from '../../../../ui/age.tsx'
import { t } from './words.ts'

/** Who looked at a change at a desk on the spot since, when, and whether it was as the desk had written. */
export function Looked({ look: { at, by, postName, same } }: { look: OnSpot }): ReactNode {
  return (
    <p className="row wrap">
      <When at={at} />
      <span>{t(same ? 'seen-same' : 'seen-other', { by: [by, postName].filter(Boolean).join(' ') })}</span>
    </p>
  )
}
