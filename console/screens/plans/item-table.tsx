import type { ReactNode } from 'react'
import type { ChecklistItem } from '../../../contract/pack.ts'
import { Button } from '../../../ui/button.tsx'
import { say, t } from '../../messages.ts'
import { sentenceLang } from '../rules/language.ts'
import { ChoiceCell, moveByKey, moved, RowButtons, TickCell } from './cells.tsx'
import { faultAt, type TableProps } from './plan-table.tsx'
import { NameCell } from './who-table.tsx'

const kinds = ['tick', 'photo', 'reading', 'text'] as const
const whens = ['', 'before', 'after'] as const

/** What is to be done and proved on the spot. */
export function ItemTable({ plan, type, faults, onChange }: TableProps): ReactNode {
  const items = plan.checklist
  const set = (at: number, item: ChecklistItem) => onChange?.({ ...plan, checklist: items.with(at, item) })
  const move = onChange && ((from: number) => (to: number) => onChange({ ...plan, checklist: moved(items, from, to) }))
  const add = () =>
    onChange?.({
      ...plan,
      checklist: [
        ...items,
        { id: freshId(items), name: { zh: t('plans.new-item'), en: 'New item' }, kind: 'tick', required: true },
      ],
    })
  const fault = (path: string) => faultAt(faults, sentenceLang(), path)
  return (
    <section aria-label={t('plan-form.checklist')}>
      <h3>
        {t('plans.items')} <small className="meta">{items.length}</small>
      </h3>
      <table className="tb plan-tb">
        <thead>
          <tr>
            <th scope="col">{t('plans.col.no')}</th>
            <th scope="col">{t('plans.col.item')}</th>
            <th scope="col">{t('plans.col.kind')}</th>
            <th scope="col">{t('plans.col.stage')}</th>
            <th scope="col">{t('plan-form.required')}</th>
            {onChange && <th scope="col" aria-label={t('plans.col.acts')} />}
          </tr>
        </thead>
        <tbody>
          {items.map((item, i) => (
            <tr key={item.id} onKeyDown={moveByKey(i, items.length, move?.(i))}>
              <td className="t2">{i + 1}</td>
              <td>
                <NameCell
                  name={item.name}
                  fault={fault(`checklist.${i}.name`)}
                  onChange={onChange && ((name) => set(i, { ...item, name }))}
                />
              </td>
              <td>
                <ChoiceCell
                  label={t('plans.col.kind')}
                  value={item.kind}
                  choices={kinds.map((id) => ({ id, label: t(`plans.kind.${id}`) }))}
                  onChange={onChange && ((id) => set(i, withKind(item, id)))}
                />
                {item.kind === 'reading' && ' '}
                {item.kind === 'reading' && (
                  <ChoiceCell
                    label={t('plans.reading')}
                    value={item.reading ?? ''}
                    fault={fault(`checklist.${i}.reading`)}
                    choices={[
                      { id: '', label: '—' },
                      ...Object.entries(type.readings).map(([id, words]) => ({ id, label: say(words) })),
                    ]}
                    onChange={onChange && ((reading) => set(i, { ...item, reading }))}
                  />
                )}
              </td>
              <td>
                <ChoiceCell
                  label={t('plans.col.stage')}
                  value={item.when ?? ''}
                  choices={whens.map((id) => ({ id, label: id ? t(`plans.stage.${id}`) : '—' }))}
                  onChange={onChange && ((id) => set(i, withStage(item, id)))}
                />
              </td>
              <td>
                <TickCell
                  label={t('plans.required-of', { name: say(item.name) })}
                  value={item.required}
                  onChange={onChange && ((required) => set(i, { ...item, required }))}
                />
              </td>
              {onChange && (
                <td>
                  <RowButtons
                    name={say(item.name)}
                    at={i}
                    of={items.length}
                    onMove={move?.(i)}
                    onRemove={() => onChange({ ...plan, checklist: items.toSpliced(i, 1) })}
                  />
                </td>
              )}
            </tr>
          ))}
        </tbody>
      </table>
      {onChange && (
        <div className="row plan-add">
          <Button small icon="plus" onPress={add}>
            {t('plans.add.item')}
          </Button>
        </div>
      )}
    </section>
  )
}

function withKind({ reading, unit, ...item }: ChecklistItem, id: string): ChecklistItem {
  const kind = kinds.find((one) => one === id) ?? 'tick'
  return { ...item, kind, ...(kind === 'reading' && reading ? { reading, ...(unit ? { unit } : {}) } : {}) }
}

function withStage({ when: _, ...item }: ChecklistItem, id: string): ChecklistItem {
  return id === 'before' || id === 'after' ? { ...item, when: id } : item
}

/** `item-7`: the first such id nobody has. */
function freshId(items: readonly ChecklistItem[]): string {
  for (let n = items.length + 1; ; n++) if (!items.some(({ id }) => id === `item-${n}`)) return `item-${n}`
}
