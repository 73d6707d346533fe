import type { WayBlock } from '../../contract/way-block.ts'

const words = (zh: string, en: string) => ({ zh, en })
const still = {
  id: 'still',
  name: words('变形收敛，地质专家书面同意', 'It moves no more, and the geologists agree in writing'),
}

/** What is closed on red (domain.md 9.3): ships below a rock that may fall into the water, and the road below it. */
export const closures: WayBlock[] = [
  {
    ...{ id: 'shipping', name: words('停航令', 'Shipping stop'), way: words('航道', 'Waterway') },
    grades: ['extraordinary'],
    known: { name: 'waterway-name', from: 'reach-from', to: 'reach-to', line: 'reach-line' },
    tell: [
      { id: 'maritime', name: words('海事指挥中心', 'Maritime command') },
      { id: 'ships', name: words('段内及上下游船舶（甚高频）', 'Ships in and near the reach (VHF)') },
      { id: 'ports', name: words('沿线港口、码头、渡口', 'Ports, wharves and ferries') },
      { id: 'waterway', name: words('航道管理部门', 'Waterway bureau') },
    ],
    checks: [
      still,
      { id: 'shore', name: words('岸坡、水面巡查完毕', 'Shore and water looked over') },
      { id: 'bed', name: words('航道扫测无碍航物', 'The channel is swept and clear') },
    ],
    below: 'red',
  },
  {
    ...{ id: 'road', name: words('封路令', 'Road closure'), way: words('道路', 'Road') },
    grades: ['extraordinary'],
    tell: [
      { id: 'police', name: words('交巡警指挥中心', 'Traffic police command') },
      { id: 'bus', name: words('公交、客运企业', 'Bus and coach operators') },
      { id: 'village', name: words('沿线村社', 'Villages along it') },
    ],
    checks: [still, { id: 'clear', name: words('路面清障、边坡巡查完毕', 'Road cleared, slope looked over') }],
    below: 'red',
  },
]
