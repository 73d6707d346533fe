import { type Chance, chance } from './chance.ts'

/** A report somebody will send: where it is told relative to a known point, in metres. */
export type Telling = {
  atMs: number
  district: string
  source: 'citizen' | 'grid'
  type: string
  content: string
  near: { lon: number; lat: number; name: string }
  eastM: number
  northM: number
  withPhoto: boolean
  contactName: string | null
  phone: string | null
}
export type Place = { lon: number; lat: number; name: string }
export type CitizenDistrict = { district: string; places: readonly Place[] }

const matters: readonly (readonly [type: string, contents: readonly string[]])[] = [
  ['city.manhole', ['井盖没了，已拿锥筒挡住', '井盖翘起来，车压过去很响', '人行道井盖松动，老人差点绊倒']],
  ['city.road-damage', ['路面坑了一个大洞，下雨看不见', '人行道地砖翘起一片']],
  ['city.garbage', ['垃圾堆在路边两天没人收', '装修垃圾倒在绿化带里', '垃圾桶满了，流水很臭']],
  ['city.noise', ['工地夜里还在施工，睡不着', '楼下音响声音太大']],
  ['city.illegal-parking', ['消防通道被车堵住', '车停在盲道上']],
  ['city.street-vending', ['摊子摆到车行道上来了', '学校门口摊点占道']],
  ['city.water-logging', ['下穿道积水，电动车过不去', '路边雨水口堵了，积水十几厘米']],
  ['city.street-light', ['一排路灯都不亮', '路灯一闪一闪']],
  ['city.tree', ['行道树歪了，压着电线', '断枝掉在人行道上']],
  ['city.other', ['公厕没有水了', '小区门口栏杆坏了']],
]
const smells = ['公园公厕旁边有股臭鸡蛋味，风扇一直响', '化粪池那里味道很重，头有点晕', '路过闻到很浓的沼气味']
const surnames = ['王', '李', '张', '刘', '陈', '杨', '赵', '黄', '周', '吴', '㐂', '龚']

/** A smell reported near a tank, about a minute after it went red. */
export function smellNear(seed: string, story: { id: string; district: string; redMs: number; near: Place }): Telling {
  const dice = chance(`${seed}:smell:${story.id}`)
  return {
    ...someone(dice),
    atMs: story.redMs + dice.between(50_000, 80_000),
    district: story.district,
    source: 'citizen',
    type: 'city.gas-smell',
    content: dice.pick(smells),
    near: story.near,
    eastM: dice.between(-40, 40),
    northM: dice.between(-40, 40),
    withPhoto: false,
  }
}

/**
 * Ordinary reports without end, one every twenty to sixty seconds in the whole city, one in three by a grid worker, one in four
 * from the newcomer's district (`own`), so that its inbox is never empty for long; its first two come in the first minute.
 */
export function* tellings(seed: string, districts: readonly CitizenDistrict[], own?: string): Generator<Telling> {
  const dice = chance(`${seed}:tellings`)
  const peopled = districts.filter(({ places }) => places.length > 0).toSorted((a, b) => (a.district < b.district ? -1 : 1))
  const home = peopled.find(({ district }) => district === own)
  let atMs = 5_000
  for (let count = 0; peopled.length > 0; count++) {
    atMs += dice.between(20_000, 60_000)
    const far = dice.pick(peopled)
    const { district, places } = home && (count < 2 || dice.next() < 0.25) ? home : far
    const [type, contents] = dice.pick(matters)
    yield {
      ...someone(dice),
      atMs,
      district,
      source: dice.next() < 1 / 3 ? 'grid' : 'citizen',
      type,
      content: dice.pick(contents),
      near: dice.pick(places),
      eastM: dice.between(-250, 250),
      northM: dice.between(-250, 250),
      withPhoto: dice.next() < 0.5,
    }
  }
}

/** An invented person in the invented number range; half of them stay unnamed. */
function someone(dice: Chance): { contactName: string | null; phone: string | null } {
  const named = dice.next() < 0.5
  const name = `${dice.pick(surnames)}${dice.pick(['女士', '先生'])}`
  const phone = `1300000${String(dice.whole(0, 9999)).padStart(4, '0')}`
  return named ? { contactName: name, phone } : { contactName: null, phone: null }
}

/** A point so many metres east and north of another; good to a metre over a kilometre. WGS-84. */
export function moved(place: { lon: number; lat: number }, eastM: number, northM: number): { lon: number; lat: number } {
  const perDegree = 111_320
  return { lon: place.lon + eastM / (perDegree * Math.cos((place.lat * Math.PI) / 180)), lat: place.lat + northM / perDegree }
}
