/** A camera of the demo's view library: where it stands by a road, what it is and which way it looks. Invented; the roads are real, drawn roughly. */
export type DemoCamera = { id: string; name: string; model: string; lon: number; lat: number; heading: number }

type Road = readonly [name: string, first: readonly [number, number], last: readonly [number, number]]

/** Roads trucks drive in the built-up districts, from one end to the other (WGS-84, about 300 m exact). */
const roads: readonly Road[] = [
  ['华福大道', [106.452, 29.49], [106.36, 29.43]],
  ['石杨路', [106.462, 29.52], [106.513, 29.499]],
  ['科园四路', [106.455, 29.524], [106.478, 29.507]],
  ['渝州路', [106.478, 29.519], [106.512, 29.54]],
  ['长江二路', [106.503, 29.539], [106.538, 29.551]],
  ['谢家湾正街', [106.516, 29.515], [106.539, 29.527]],
  ['九龙园大道', [106.463, 29.496], [106.412, 29.472]],
  ['白欣路', [106.372, 29.49], [106.31, 29.466]],
  ['西彭园区大道', [106.31, 29.34], [106.365, 29.385]],
  ['凤中路', [106.478, 29.47], [106.49, 29.436]],
  ['大学城中路', [106.295, 29.6], [106.325, 29.615]],
  ['凤天大道', [106.45, 29.543], [106.458, 29.578]],
  ['站西路', [106.44, 29.56], [106.425, 29.545]],
  ['双山路', [106.482, 29.484], [106.468, 29.46]],
  ['春晖路', [106.478, 29.488], [106.49, 29.462]],
  ['建新北路', [106.528, 29.575], [106.531, 29.592]],
  ['红石路', [106.533, 29.587], [106.556, 29.592]],
  ['海尔路', [106.6, 29.611], [106.652, 29.63]],
  ['港城大道', [106.635, 29.62], [106.692, 29.622]],
  ['五红路', [106.545, 29.599], [106.56, 29.607]],
  ['龙山大道', [106.52, 29.598], [106.517, 29.62]],
  ['金开大道', [106.505, 29.627], [106.57, 29.66]],
  ['机场路', [106.57, 29.61], [106.62, 29.69]],
  ['双凤大道', [106.618, 29.7], [106.63, 29.74]],
  ['南坪西路', [106.548, 29.526], [106.57, 29.533]],
  ['江南大道', [106.566, 29.538], [106.573, 29.512]],
  ['茶园大道', [106.635, 29.49], [106.66, 29.52]],
  ['弹子石大道', [106.585, 29.575], [106.61, 29.585]],
  ['渝南大道', [106.55, 29.5], [106.545, 29.41]],
  ['龙洲大道', [106.52, 29.405], [106.54, 29.37]],
  ['嘉陵路', [106.472, 29.557], [106.515, 29.563]],
  ['缙云大道', [106.415, 29.81], [106.442, 29.84]],
]

const models = ['DEMO-A1', 'DEMO-B2', 'DEMO-C3'] as const
const kinds = ['卡口', '枪机', '球机'] as const
const ways = ['北', '东北', '东', '东南', '南', '西南', '西', '西北'] as const
const kmPerDegree = 111.32

/** Which way (degrees from north, clockwise) from one place to another; a degree of longitude is cos 29.5° = 0.87 of one of latitude here. */
const headingOf = ([lon, lat]: readonly [number, number], [toLon, toLat]: readonly [number, number]): number =>
  Math.round(((Math.atan2((toLon - lon) * 0.87, toLat - lat) * 180) / Math.PI + 360) % 360)
const lengthKm = ([lon, lat]: readonly [number, number], [toLon, toLat]: readonly [number, number]): number =>
  Math.hypot((toLon - lon) * 0.87, toLat - lat) * kmPerDegree

/**
 * So many cameras along the roads, evenly by their length, each with a number of GB/T 28181 beginning with the one given; every second one looks back.
 * The same list whenever it is asked for.
 */
export function camerasAlong(count: number, firstSerial: number): DemoCamera[] {
  const lengths = roads.map(([, first, last]) => lengthKm(first, last))
  const step = lengths.reduce((sum, km) => sum + km, 0) / count
  const made: DemoCamera[] = []
  let before = 0
  roads.forEach(([road, first, last], n) => {
    for (let pole = 1; ; pole++) {
      const along = ((made.length + 0.5) * step - before) / lengths[n]!
      if (along > 1 || made.length >= count) break
      const serial = firstSerial + made.length
      const heading = (headingOf(first, last) + (pole % 2 === 0 ? 180 : 0)) % 360
      made.push({
        id: `5001070000132${String(serial).padStart(7, '0')}`,
        name: `${road}${String(pole).padStart(2, '0')}号${kinds[pole % kinds.length]!}（向${ways[Math.round(heading / 45) % 8]!}）`,
        model: models[serial % models.length]!,
        lon: Math.round((first[0] + (last[0] - first[0]) * along) * 1e6) / 1e6,
        lat: Math.round((first[1] + (last[1] - first[1]) * along) * 1e6) / 1e6,
        heading,
      })
    }
    before += lengths[n]!
  })
  return made
}

/** Cameras of the demo beside the five the stories name. */
export const demoRoadCameras: readonly DemoCamera[] = camerasAlong(620, 101)

/** What the demo's view library says of its n-th camera as GA/T 1400 does: 1 on, 2 off, null nothing. One in forty is off; of one in a hundred nothing is said. */
export const demoCameraStatus = (n: number): '1' | '2' | null => (n % 40 === 17 ? '2' : n % 100 === 50 ? null : '1')
