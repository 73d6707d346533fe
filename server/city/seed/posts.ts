import type { PostKind, PostRow, UnitKind, UnitRow } from './types.ts'
import { boards } from './units.ts'

type PostDraft = { key: string; name: string; kind: PostKind; side?: 'A' | 'B' }

const byUnitKind: Partial<Record<UnitKind, PostDraft[]>> = {
  'city-centre': [
    { key: 'leader', name: '指挥长', kind: 'city-leader' },
    { key: 'duty', name: '值班长', kind: 'city-duty' },
    { key: 'system-admin', name: '系统管理员', kind: 'system-admin' },
    { key: 'security-admin', name: '安全管理员', kind: 'security-admin' },
    { key: 'audit-admin', name: '审计管理员', kind: 'audit-admin' },
  ],
  'district-centre': [
    { key: 'leader', name: '指挥长', kind: 'district-leader' },
    { key: 'duty', name: '值班长', kind: 'district-duty' },
    { key: 'seat-1', name: '坐席一', kind: 'district-seat' },
    { key: 'seat-2', name: '坐席二', kind: 'district-seat' },
    { key: 'checker', name: '督查考核', kind: 'district-checker' },
    { key: 'data', name: '数据管理员', kind: 'data-admin' },
  ],
  department: [
    { key: 'a', name: '经办岗 A', kind: 'department-clerk', side: 'A' },
    { key: 'b', name: '经办岗 B', kind: 'department-clerk', side: 'B' },
  ],
  station: [{ key: 'maintainer', name: '维护岗', kind: 'maintainer' }],
  'town-centre': [
    { key: 'commander', name: '指挥长', kind: 'town-commander' },
    { key: 'duty', name: '值班长', kind: 'town-duty' },
    { key: 'data', name: '数据管理员', kind: 'data-admin' },
  ],
  'grid-team': [{ key: 'grid', name: '专职网格员', kind: 'grid-worker' }],
}

/** The posts of a unit: a board has its A post, 平安法治 (the one alarms go to) an A and a B post. */
export function postsOf(unit: UnitRow): PostRow[] {
  const drafts = unit.kind === 'board' ? boardPosts(unit) : (byUnitKind[unit.kind] ?? [])
  const stem = unit.id.replace(/^unit-/, 'post-')
  return drafts.map(({ key, name, kind, side }, i) => ({
    id: `${stem}-${key}`,
    unit: unit.id,
    name,
    kind,
    side: side ?? null,
    sort: i + 1,
  }))
}

function boardPosts({ board }: UnitRow): PostDraft[] {
  if (!board) return []
  const a: PostDraft = { key: 'a', name: `${boards[board]}岗 A`, kind: 'town-post', side: 'A' }
  return board === 'safety-law' ? [a, { key: 'b', name: `${boards[board]}岗 B`, kind: 'town-post', side: 'B' }] : [a]
}
