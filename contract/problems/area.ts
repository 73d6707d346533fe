/** Refusals of changes of areas (区划变动). Part of the catalogue (`contract/problem.ts`). */
export const areaProblems = {
  'area.line': {
    status: 422,
    zh: '第 {row} 行读不懂：应是 原代码、新代码、名称、类别、运行区县，用制表符或逗号隔开，代码 6、9、12 或 15 位',
    en: 'Line {row} cannot be read: old code, new code, name, kind, operating district, by tabs or commas; codes of 6, 9, 12 or 15 digits',
  },
  'area.empty': { status: 422, zh: '没有一行变动', en: 'There is no line of a change' },
  'area.day': {
    status: 422,
    zh: '生效日 {day} 不行：最早 {first}，过去的数不改写',
    en: '{day} cannot be the day: {first} at the earliest, nothing past is written anew',
  },
  'area.unknown': { status: 422, zh: '没有在用的区域 {code}', en: 'There is no area {code} in force' },
  'area.tier': {
    status: 422,
    zh: '{code} 不能这样变动：只办镇街、村社区、网格的设立撤销，且前后同级；区县只能更名',
    en: '{code} cannot be changed so: towns, communities and grids begin and end, each by one of its own tier; districts are only renamed',
  },
  'area.used': {
    status: 422,
    zh: '代码 {code} 用过了，不能再用',
    en: 'The code {code} was in use once and cannot be used again',
  },
  'area.stands': {
    status: 422,
    zh: '{code} 已在用，不能设立',
    en: '{code} is in force already and cannot begin',
  },
  'area.parent': {
    status: 422,
    zh: '{code} 的上级 {parent} 不在用，或同日撤销',
    en: '{parent} above {code} is not in force, or ends on the same day',
  },
  'area.name': { status: 422, zh: '{code} 要写名称和类别', en: '{code} needs a name and a kind' },
  'area.both': {
    status: 422,
    zh: '{code} 既撤销又有去向，或既在用又撤销',
    en: '{code} both ends and lives on',
  },
  'area.waiting': {
    status: 409,
    zh: '{code} 已在“{title}”（{day}）里等着变动，先撤回那一件',
    en: '{code} waits already to be changed by “{title}” ({day}): withdraw that one first',
  },
  'area.child': {
    status: 422,
    zh: '{code}“{name}”在 {parent} 之下，没有写明去向',
    en: '{code} “{name}” lies under {parent} and nothing says where it goes',
  },
  'area.heir': {
    status: 422,
    zh: '{code}“{name}”有地盘或点位、未办结事件，撤销要写明由哪个代码接',
    en: '{code} “{name}” has ground, objects or open cases: say which code takes it over',
  },
  'area.collides': {
    status: 422,
    zh: '{code} 随迁后应为 {to}，这个代码已被占用：单独写一行',
    en: '{code} would become {to}, which is taken: give it a line of its own',
  },
  'area.district': { status: 422, zh: '没有运行区县 {district}', en: 'There is no operating district {district}' },
  'area.stays': {
    status: 422,
    zh: '{code} 换运行区县要用新代码：旧代码止于前一日',
    en: 'To pass to another operating district {code} needs a new code: the old one ends the day before',
  },
  'area.faults': { status: 422, zh: '{n} 处不对，先看差异', en: '{n} faults; look at the difference first' },
  'area.change': { status: 404, zh: '没有这项待生效的变动', en: 'There is no such change that waits' },
} as const
