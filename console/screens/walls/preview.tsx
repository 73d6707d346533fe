import type { ReactNode } from 'react'
import { rowsOf, slotRows, type WallLayout, type WallRatio, type WallSlot, wallPanels } from '../../../contract/wall-kinds.ts'
import { say } from '../../messages.ts'
import { w } from './words.ts'

/** Slots from left to right as the wall draws them; the map stands after the left one. */
const blocks: Readonly<Record<WallRatio, readonly (WallSlot | 'map')[]>> = {
  normal: ['left', 'map', 'right'],
  wide: ['left', 'map', 'bottom', 'right'],
}

function Block({ layout, ratio, slot }: { layout: WallLayout; ratio: WallRatio; slot: WallSlot }): ReactNode {
  return (
    <div className="wl-block" style={{ gridTemplateRows: `repeat(${slotRows[ratio][slot]}, 1fr)` }}>
      {layout[ratio][slot].map((panel) => (
        <span key={panel} style={{ gridRow: `span ${rowsOf(panel, ratio) ?? 1}` }}>
          {say(wallPanels[panel].name)}
        </span>
      ))}
    </div>
  )
}

/** The wall in small: which panel stands where and how much room it takes. */
export function Preview({ layout, ratio }: { layout: WallLayout; ratio: WallRatio }): ReactNode {
  const low = ratio === 'normal' && layout.normal.bottom.length > 0
  return (
    <figure className={`wl-preview ${ratio}`}>
      <figcaption className="meta">{w('preview')}</figcaption>
      <div className="wl-wall" aria-hidden="true">
        {blocks[ratio].map((block) =>
          block === 'map' ? (
            <div key={block} className="wl-mapcol">
              <span className="wl-map">{w('map')}</span>
              {low && (
                <div className="wl-low">
                  {layout.normal.bottom.map((panel) => (
                    <span key={panel}>{say(wallPanels[panel].name)}</span>
                  ))}
                </div>
              )}
            </div>
          ) : (
            <Block key={block} layout={layout} ratio={ratio} slot={block} />
          ),
        )}
      </div>
    </figure>
  )
}
