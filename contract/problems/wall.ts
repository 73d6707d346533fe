/** Refusals of walls: how they are composed and whose they are. Part of the catalogue (`contract/problem.ts`). */
export const wallProblems = {
  'wall.layout': {
    status: 422,
    zh: '版式放不上大屏：每个面板只放一次、放得下，“未结，红橙在前”不能拿掉',
    en: 'This composition does not go on a wall: each panel once, within its slot, and what is open and red stays',
  },
  'wall.no-code': {
    status: 422,
    zh: '没有大屏在显示这个配对码，或者已过时；看大屏上现在的码',
    en: 'No wall shows this code, or not any more: look at the code on the wall now',
  },
  'wall.read-only': { status: 403, zh: '大屏席位只能看大屏', en: 'A wall seat may only look at walls' },
  'wall.area': {
    status: 422,
    zh: '大屏只放本级和下级的画面：{area} 不在这块大屏的辖区里',
    en: 'A wall shows its own area and those below: {area} is not in it',
  },
  'wall.hours': {
    status: 422,
    zh: '“每天的一段时间”要写起止时间，其他条件不写',
    en: 'A turn at hours of the day has its hours, other turns have none',
  },
} as const
