/** Refusals of business items and special apps (业务事项、特色应用). Part of the catalogue (`contract/problem.ts`). */
export const itemProblems = {
  'item.not-yours': {
    status: 403,
    zh: '“{unit}”不在你管的范围里，不能改它的目录',
    en: '“{unit}” is not among the units whose catalogue you keep',
  },
  'item.unit': { status: 422, zh: '没有单位“{unit}”', en: 'There is no unit “{unit}”' },
  'item.unit-twice': {
    status: 422,
    zh: '叫“{unit}”的单位不止一个，写单位编号',
    en: 'More than one unit is called “{unit}”; write its id',
  },
  'item.unit-tier': {
    status: 422,
    zh: '“{unit}”不是市、区县、镇街的单位，不列事项',
    en: '“{unit}” is no unit of a city, district or town and has no items',
  },
  'item.tier': { status: 422, zh: '“{unit}”是{tier}的单位，层级不符', en: '“{unit}” is a unit of another tier: {tier}' },
  'item.type': { status: 422, zh: '没有事件类型“{type}”', en: 'There is no event type “{type}”' },
  'item.pack': { status: 422, zh: '没有场景包“{pack}”', en: 'There is no pack “{pack}”' },
  'item.district': { status: 422, zh: '没有区县“{district}”', en: 'There is no district “{district}”' },
  'item.since': { status: 422, zh: '已上线的应用要写上线日期', en: 'An app that is online has the day it went online' },
  'item.taken': {
    status: 409,
    zh: '编码“{code}”已经有了，换一个或改那一项',
    en: 'The code “{code}” is taken: choose another or change that item',
  },
  'item.moved': {
    status: 409,
    zh: '“{code}”刚被别人改过，看一下现在的再改',
    en: '“{code}” was changed by somebody else just now: look at it as it is before changing it',
  },
  'item.why': {
    status: 422,
    zh: '停用或重新启用要写原因',
    en: 'Say why an item is stopped or taken up again',
  },
  'item.moved-away': {
    status: 422,
    zh: '编码“{code}”已是别的单位的，不能换到“{unit}”',
    en: 'The code “{code}” belongs to a unit outside your areas and cannot move to “{unit}”',
  },
  'item.sheet-cell': { status: 422, zh: '“{column}”写得不对：{value}', en: '“{column}” cannot be {value}' },
  'item.sheet-twice': {
    status: 422,
    zh: '编码“{code}”在表里不止一次',
    en: 'The code “{code}” stands in the sheet more than once',
  },
  'item.sheet-long': {
    status: 422,
    zh: '一次最多 {most} 行，分几张表导入',
    en: 'At most {most} rows at once; take several sheets',
  },
  'item.sheet-moved': {
    status: 409,
    zh: '目录或文件变了，重新预览再导入',
    en: 'The catalogue or the file has changed; look at it again before taking it',
  },
  'item.export-long': {
    status: 422,
    zh: '多于 {most} 行，选一个区县、层级或单位再导出',
    en: 'More than {most} rows; choose a district, a tier or a unit first',
  },
} as const
