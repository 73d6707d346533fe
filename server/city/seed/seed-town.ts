import type pg from 'pg'
import { placesOf } from '../area/places.ts'
import { makeStaff, type SeedOptions, seedSource } from './seed-city.ts'
import type { Named } from './types.ts'

const slugs: Record<string, string> = {
  '99': 'city',
  '990101': 'beian',
  '990101001': 'linjiang',
  '990101002': 'zhuxi',
  '990101001001': 'linjiang-dukou',
  '990101001002': 'linjiang-shijie',
  '990101002001': 'zhuxi-zhulin',
  '990101002002': 'zhuxi-xipan',
}

const named = (name: string, account: string): Named => ({ name, account, person: `p-${account}` })

/** Everyone of the small city who has a part in a test; the other posts are held by unnamed people (`p-<post>`). */
export const townNames: Readonly<Record<string, Named>> = {
  'post-city-leader': named('卢思齐', 'lusiqi'),
  'post-city-duty': named('沈岚', 'shenlan'),
  'post-city-system-admin': named('邹海宁', 'zouhaining'),
  'post-city-security-admin': named('倪洁', 'nijie'),
  'post-city-audit-admin': named('贺宁', 'hening'),
  'post-beian-leader': named('邱明远', 'qiumingyuan'),
  'post-beian-duty': named('陈立', 'chenli'),
  'post-beian-seat-1': named('罗一帆', 'luoyifan'),
  'post-beian-checker': named('何川', 'hechuan'),
  'post-beian-data': named('温可馨', 'wenkexin'),
  'post-beian-urban-management-a': named('白露', 'bailu'),
  'post-beian-fire-a': named('雷鸣', 'leiming'),
  'post-beian-sanitation-maintainer': named('韩青', 'hanqing'),
  'post-linjiang-commander': named('江越', 'jiangyue'),
  'post-linjiang-duty': named('唐可', 'tangke'),
  'post-linjiang-data': named('柏宁', 'baining'),
  'post-linjiang-safety-law-a': named('周敏', 'zhoumin'),
  'post-linjiang-safety-law-b': named('吴桐', 'wutong'),
  'post-linjiang-dukou-grid': named('谢然', 'xieran'),
  'post-zhuxi-duty': named('梁竹', 'liangzhu'),
  'post-zhuxi-safety-law-a': named('苏禾', 'suhe'),
}

/** The small made-up city (99, 北岸区, two towns of five grids each) for most tests; every named person may sign in. */
export async function seedTown(client: pg.ClientBase, options: SeedOptions): Promise<void> {
  const { source } = placesOf('99')
  await seedSource(
    client,
    source,
    makeStaff(source, (code) => slugs[code] ?? code, townNames),
    options,
  )
}
