import type { EventType } from '../../../../contract/pack.ts'
import type { Attribute, Definition, Service } from '../../../../protocols/open311/types.ts'
import type { Language } from '../types.ts'

/** The one thing asked of every matter beyond the standard's own fields. */
export const happenedAt = 'happened_at'

/** A matter people may report, as a service. What stands in the catalogue in Chinese only is left out in English. */
export function serviceOf(type: EventType, language: Language): Service {
  const path = language === 'zh' ? type.path.filter(Boolean) : []
  return {
    service_code: type.id,
    service_name: type.name[language],
    description: path.join(' / ') || null,
    metadata: true,
    type: 'realtime',
    keywords: path.slice(1).join(',') || null,
    group: path[0] ?? null,
  }
}

const asked = {
  zh: { name: '什么时候发生的', hint: '带时区的时间，例如 2026-11-26T10:00:00+08:00' },
  en: { name: 'When did it happen?', hint: 'A moment with its zone, for example 2026-11-26T10:00:00+08:00' },
}

export function definitionOf(type: EventType, language: Language): Definition {
  const attribute: Attribute = {
    variable: true,
    code: happenedAt,
    datatype: 'datetime',
    required: false,
    datatype_description: asked[language].hint,
    order: 1,
    description: asked[language].name,
    values: [],
  }
  return { service_code: type.id, attributes: [attribute] }
}
