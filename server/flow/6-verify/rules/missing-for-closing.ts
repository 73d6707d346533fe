import type { Missing } from '../../../../contract/check.ts'
import type { Words } from '../../../../contract/words.ts'
import { type EventState, eventIsOpen } from '../../3-event/life.ts'
import { orderIsOpen } from '../../5-work/life.ts'
import type { Defect, OrderRow } from '../../5-work/types.ts'
import type { ReadingState } from '../types.ts'
import { farM, type PhotoDoubts } from './places.ts'

export type Closing = {
  state: EventState
  orders: readonly OrderRow[]
  reading: Pick<ReadingState, 'needed' | 'clear'>
  photos: PhotoDoubts
  /** mandatory parts of the plan nobody could be called for, while nobody has done them */
  vacant?: readonly Words[]
  /** its evacuation list, while that holds it: never entered, or so many households not settled */
  evacuation?: 'unlisted' | number | null
  /** ways the plan wants closed and nobody ordered, and ways that are closed still */
  ways?: { unordered: readonly Words[]; closed: readonly Words[] }
}

const defectWords: Record<Defect, { zh: string; en: string }> = {
  partial: { zh: '办结说明像是阶段性的', en: 'The result reads as a partial one' },
  'too-brief': { zh: '办结过简', en: 'The result is too brief' },
  'wrong-kind': { zh: '要求拍照而没有照片', en: 'Photos were asked for, there are none' },
  'no-evidence': { zh: '没有任何证据', en: 'There is no evidence at all' },
}

/** What still stands between an event and its closing, the hard things first; odd photos take a reason, defects only warn. Nothing once it is over. */
export function missingForClosing({ state, orders, reading, photos, vacant = [], evacuation, ways }: Closing): Missing[] {
  if (!eventIsOpen(state)) return []
  const lead = orders.findLast((order) => order.role === 'lead' && (orderIsOpen(order.state) || order.state === 'submitted'))
  const others = orders.filter((order) => order.mandatory && order.id !== lead?.id && orderIsOpen(order.state)).length
  const undone = lead ? lead.checklist.filter((item) => item.required && !lead.done_items[item.id]) : []
  const missing: Missing[] = []
  if (!lead || orderIsOpen(lead.state))
    missing.push({ code: 'lead-open', zh: '牵头单位尚未办结提交', en: 'The lead unit has not submitted' })
  if (others > 0)
    missing.push({
      code: 'orders-open',
      zh: `还有 ${others} 张必办工单未完成`,
      en: `${others} mandatory work orders are still open`,
    })
  if (vacant.length > 0) {
    const [zh, en] = [vacant.map((part) => part.zh).join('”“'), vacant.map((part) => part.en).join('”, “')]
    missing.push({ code: 'part-unmanned', zh: `分工叫不到人：“${zh}”`, en: `Nobody can be called for “${en}”` })
  }
  if (evacuation) missing.push(evacuationOpen(evacuation))
  if (ways) missing.push(...waysOpen(ways))
  if (undone.length > 0) {
    const [zh, en] = [undone.map((item) => item.name.zh).join('、'), undone.map((item) => item.name.en).join('; ')]
    missing.push({ code: 'items-open', zh: `还缺：${zh}`, en: `Still missing: ${en}` })
  }
  if (reading.needed && !reading.clear)
    missing.push({ code: 'reading', zh: '读数未恢复正常', en: 'The reading is not back to normal' })
  if (photos.placeM !== null && photos.placeM > farM)
    missing.push({ code: 'far-photo', zh: `照片离事发点 ${photos.placeM} 米`, en: `A photo was taken ${photos.placeM} m away` })
  if (photos.isSame)
    missing.push({ code: 'same-photo', zh: '处置前后是同一张照片', en: 'Before and after are the very same photo' })
  for (const defect of lead?.defects ?? []) missing.push({ code: 'defect', ...defectWords[defect] })
  return missing
}

const evacuationOpen = (holds: 'unlisted' | number): Missing =>
  holds === 'unlisted'
    ? { code: 'evacuation', zh: '撤离名单未登记', en: 'No household is entered in the evacuation list' }
    : {
        code: 'evacuation',
        zh: `撤离清单还有 ${holds} 户没有清点完`,
        en: `${holds} households of the evacuation list are not settled`,
      }

const waysOpen = ({ unordered, closed }: NonNullable<Closing['ways']>): Missing[] => [
  ...unordered.map(({ zh, en }): Missing => ({ code: 'way', zh: `“${zh}”还没有下达`, en: `“${en}” was not ordered` })),
  ...closed.map(({ zh, en }): Missing => ({ code: 'way', zh: `“${zh}”还没有解除`, en: `“${en}” is not lifted` })),
]
