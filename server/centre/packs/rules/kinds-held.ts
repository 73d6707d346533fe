import type { Detail } from '../../../../contract/detail.ts'
import type { Pack } from '../../../../contract/pack.ts'
import type { KindHeld } from '../../../../contract/pack-change.ts'
import type { Words } from '../../../../contract/words.ts'
import { both } from './field-words.ts'

/** What a pack keeps of its objects: the columns of each register and the items of each inspection, as people read them. Pure. */
export const kindsHeld = ({ objects }: Pick<Pack, 'objects'>): KindHeld[] =>
  objects.map(({ kind, name, details, inspections }) => ({
    ...{ kind, name, columns: Object.values(details).map(columnWords) },
    inspections: inspections.map((one) => ({ name: one.name, items: one.items.map((item) => item.name) })),
  }))

/** `坝高（m，1～300，必填）`, `等别（一等、二等）`. */
function columnWords(detail: Detail): Words {
  const told = [...takes(detail), ...(detail.required ? [{ zh: '必填', en: 'required' }] : [])]
  const { name } = detail
  const said = both(told, '，', ', ')
  return told.length > 0 ? { zh: `${name.zh}（${said.zh}）`, en: `${name.en} (${said.en})` } : name
}

function takes(detail: Detail): Words[] {
  switch (detail.kind) {
    case 'number':
      return [detail.unit, `${detail.min}～${detail.max}`].flatMap((text) => (text ? [{ zh: text, en: text }] : []))
    case 'choice':
      return [both(Object.values(detail.choices), '、', ', ')]
    case 'yes':
      return [{ zh: '是否', en: 'yes or no' }]
    case 'date':
      return [{ zh: '日期', en: 'date' }]
    case 'text':
      return detail.personal ? [{ zh: '个人信息，脱敏', en: 'personal, masked' }] : []
    case 'object':
      return [{ zh: '另一个对象', en: 'another object' }]
  }
}
