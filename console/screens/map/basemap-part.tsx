import type { ReactNode } from 'react'
import type { BaseMap } from '../../../contract/basemap.ts'
import { Checkbox } from '../../../ui/checkbox.tsx'
import { w } from './layer-words.ts'

type Props = { base: BaseMap | undefined; off: boolean; onOff: (off: boolean) => void }

/** 底图: on or off, whose it is, or in words why there is none. */
export function BasePart({ base, off, onOff }: Props): ReactNode {
  if (!base) return null
  return (
    <div className="part">
      {base.state === 'there' ? (
        <>
          <Checkbox value={!off} onChange={(on) => onOff(!on)}>
            {w('base.on')}
          </Checkbox>
          <p className="meta">{[base.name, base.attribution, base.asOf.slice(0, 10)].filter(Boolean).join(' · ')}</p>
        </>
      ) : (
        <p className="meta">{base.state === 'none' ? w('base.none') : w('base.failed', { why: w(`base.why.${base.why}`) })}</p>
      )}
    </div>
  )
}
