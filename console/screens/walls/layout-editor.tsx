import { type ReactNode, useState } from 'react'
import type { WallSettings } from '../../../contract/wall.ts'
import {
  isFixed,
  type LayoutFault,
  layoutFaults,
  rowsOf,
  shippedLayout,
  slotRows,
  type WallLayout,
  type WallPanelId,
  type WallRatio,
  type WallSlot,
  wallPanelIds,
  wallPanels,
  wallRatios,
  wallSlotIds,
  wallSlots,
} from '../../../contract/wall-kinds.ts'
import { Button } from '../../../ui/button.tsx'
import { Segmented } from '../../../ui/segmented.tsx'
import { Tag } from '../../../ui/tag.tsx'
import { FieldNote } from '../../../ui/text-field.tsx'
import { toast } from '../../../ui/toast.tsx'
import { say } from '../../messages.ts'
import { useAct } from '../../use-act.ts'
import { moved, placeOf, putInto, without } from './edit-layout.ts'
import { Preview } from './preview.tsx'
import { SignsEditor } from './signs-editor.tsx'
import { Versions } from './versions.tsx'
import type { Whose } from './wall-queries.ts'
import { w } from './words.ts'

const nameOf = (id: WallPanelId): string => say(wallPanels[id].name)

/** What keeps a composition off the wall, in words. */
function faultWords(fault: LayoutFault): string {
  const ratio = wallRatios[fault.ratio]
  if (fault.code === 'slot-full') return w('fault.slot-full', { ...fault, ratio, slot: say(wallSlots[fault.slot]) })
  return w(`fault.${fault.code}`, { ratio, panel: nameOf(fault.panel) })
}

type Editing = { layout: WallLayout; ratio: WallRatio; onChange: (next: WallLayout) => void }

function Placed({ panel, layout, ratio, onChange, ends }: Editing & { panel: WallPanelId; ends: [boolean, boolean] }): ReactNode {
  const name = nameOf(panel)
  const move = (by: -1 | 1) => onChange(moved(layout, ratio, [panel, by]))
  return (
    <li>
      <b className="b grow">{name}</b>
      <span className="meta">{w('panel.rows', { n: rowsOf(panel, ratio) ?? 0 })}</span>
      <Button small kind="ghost" label={w('panel.up', { name })} off={ends[0] ? '—' : null} onPress={() => move(-1)}>
        ↑
      </Button>
      <Button small kind="ghost" label={w('panel.down', { name })} off={ends[1] ? '—' : null} onPress={() => move(1)}>
        ↓
      </Button>
      <Button
        small
        kind="ghost"
        icon="x"
        label={w('panel.off', { name })}
        off={isFixed(panel) ? w('panel.fixed') : null}
        onPress={() => onChange(without(layout, ratio, panel))}
      />
    </li>
  )
}

function Slot({ slot, ...editing }: Editing & { slot: WallSlot }): ReactNode {
  const { layout, ratio } = editing
  const list = layout[ratio][slot]
  const n = list.reduce((sum, panel) => sum + (rowsOf(panel, ratio) ?? 0), 0)
  return (
    <section className="wl-slot" aria-label={say(wallSlots[slot])}>
      <h2>
        {say(wallSlots[slot])} <span className="meta">{w('slot.rows', { n, of: slotRows[ratio][slot] })}</span>
      </h2>
      {list.length === 0 && <p className="t2">{w('slot.empty')}</p>}
      <ul>
        {list.map((panel, at) => (
          <Placed key={panel} panel={panel} {...editing} ends={[at === 0, at === list.length - 1]} />
        ))}
      </ul>
    </section>
  )
}

/** Every shipped panel: what it shows, how much room it takes, and where to put it. */
function Shipped({ layout, ratio, onChange }: Editing): ReactNode {
  return (
    <section className="wl-all" aria-label={w('panels')}>
      <h2>{w('panels')}</h2>
      <ul>
        {wallPanelIds.map((panel) => {
          const place = placeOf(layout, ratio, panel)
          const rows = rowsOf(panel, ratio)
          return (
            <li key={panel}>
              <span className="grow">
                <b className="b">{nameOf(panel)}</b> {isFixed(panel) && <Tag>{w('panel.fixed')}</Tag>}{' '}
                <span className="meta">{rows === null ? w('panel.wide-only') : w('panel.rows', { n: rows })}</span>
                <span className="meta wl-shows">{say(wallPanels[panel].shows)}</span>
              </span>
              {rows !== null && (
                <fieldset className="row" aria-label={w('panel.to', { name: nameOf(panel) })}>
                  {wallSlotIds.map((slot) => (
                    <Button
                      key={slot}
                      small
                      label={`${w('panel.to', { name: nameOf(panel) })} ${say(wallSlots[slot])}`}
                      off={place?.slot === slot ? w('panel.placed', { slot: say(wallSlots[slot]) }) : null}
                      onPress={() => onChange(putInto(layout, ratio, [panel, slot]))}
                    >
                      {w(`to.${slot}`)}
                    </Button>
                  ))}
                </fieldset>
              )}
            </li>
          )
        })}
      </ul>
    </section>
  )
}

/** Composes the wall of an area: slots, the panels there are, a preview, and every version there was. */
export function LayoutEditor({ settings, whose }: { settings: WallSettings; whose: Whose }): ReactNode {
  const inForce: WallLayout = settings.layout[0]?.body ?? shippedLayout
  const [layout, setLayout] = useState<WallLayout>(inForce)
  const [ratio, setRatio] = useState<WallRatio>('normal')
  const act = useAct()
  const faults = layoutFaults(layout)
  const same = JSON.stringify(layout) === JSON.stringify(inForce)
  const put = async (body: WallLayout | null) => {
    const made = await act.run<{ no: number }>('/walls/layout', { ...whose, body })
    if (made) toast({ words: body === null ? w('reset-done') : w('saved', { n: made.no }) })
  }
  const editing = { layout, ratio, onChange: setLayout }
  return (
    <div className="stack">
      <p className="meta">{w('always')}</p>
      <div className="row wrap">
        <Segmented
          label={w('ratio')}
          items={Object.entries(wallRatios).map(([id, label]) => ({ id, label }))}
          value={ratio}
          onChange={(id) => setRatio(id === 'wide' ? 'wide' : 'normal')}
        />
        <span className="grow" />
        <span className="t2" role="status">
          {same ? w('unchanged') : w('changed')}
        </span>
        <Button off={settings.layout[0]?.body ? null : w('versions.none')} busy={act.busy} onPress={() => void put(null)}>
          {w('reset')}
        </Button>
        <Button
          kind="primary"
          off={faults[0] ? faultWords(faults[0]) : same ? w('unchanged') : null}
          busy={act.busy}
          onPress={() => void put(layout)}
        >
          {w('save')}
        </Button>
      </div>
      <FieldNote error={faults[0] ? faults.map(faultWords).join('；') : (act.error?.message ?? null)} />
      <div className="wl-edit">
        <div className="wl-slots">
          {wallSlotIds.map((slot) => (
            <Slot key={slot} slot={slot} {...editing} />
          ))}
          <SignsEditor layout={layout} onChange={setLayout} whose={whose} />
        </div>
        <Shipped {...editing} />
        <div>
          <Preview layout={layout} ratio={ratio} />
          <Versions rows={settings.layout} onLoad={(body) => setLayout(body ?? shippedLayout)} />
        </div>
      </div>
    </div>
  )
}
