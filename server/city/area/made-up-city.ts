import type { CitySource, SourceCommunity, SourceTown } from './types.ts'

/** 4 km × 4 km outside the real city's outline, so that a point belongs to one city only. */
const [WEST, SOUTH, SIDE] = [105.5, 31.5, 0.04]

const community = (code: string, name: string, grids: number): SourceCommunity => ({ code, name, kind: '居委会', grids })

const town = (code: string, name: string, communities: SourceCommunity[]): SourceTown => ({
  code,
  name,
  kind: '街道',
  operatingDistrict: '990101',
  communities,
})

/** The small made-up city of most tests: 北岸区 with two towns of five grids each. */
export function readMadeUpCity(): CitySource {
  const towns = [
    town('990101001', '临江街道', [community('990101001001', '渡口社区', 3), community('990101001002', '石阶社区', 2)]),
    town('990101002', '竹溪街道', [community('990101002001', '竹林社区', 3), community('990101002002', '溪畔社区', 2)]),
  ]
  const outline = [[WEST, SOUTH, WEST + SIDE, SOUTH, WEST + SIDE, SOUTH + SIDE, WEST, SOUTH + SIDE]]
  return {
    code: '99',
    name: '示例市',
    seed: 'zhili-made-up-1',
    validFrom: '2023-06-30',
    operatingDistricts: [{ code: '990101', name: '北岸区', sort: 1, kind: 'division' }],
    districts: [{ code: '990101', name: '北岸区', kind: '市辖区', towns, outline, seat: [WEST + SIDE / 2, SOUTH + SIDE / 2] }],
  }
}
