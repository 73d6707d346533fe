import type { ObjectCard } from '../../contract/object-card.ts'

type Words = { zh: string; en: string }
const words = (zh: string, en: string): Words => ({ zh, en })

/** What the plate at the door and the page behind its code tell everybody (domain.md 9.4; the words are ours). */
export const card: ObjectCard = {
  title: words('高楼消防码', 'High-rise fire code'),
  says: [
    words('扫码看消防风险和责任人', 'Scan to see the fire risk and who is responsible'),
    words('发现隐患，扫码上报', 'Found a hazard? Scan and report it'),
    words('着火请打 119，不乘电梯', 'Fire: call 119, do not take the lift'),
  ],
  details: ['use', 'height', 'built-on', 'alarm-system', 'water', 'fire-lane', 'exits', 'e-bikes'],
  address: true,
  roles: ['responsible', 'manager', 'maintainer', 'grid'],
  advice: {
    red: words(
      '重大风险：请配合停用、疏散等措施，不在楼内充电、用明火。',
      'Extreme risk: follow closures and evacuation; no charging, no open fire inside.',
    ),
    orange: words(
      '较大风险：不在楼道堆物充电，认清疏散楼梯。',
      'High risk: keep corridors free, charge nothing there, know your stairs.',
    ),
    yellow: words(
      '一般风险：楼内有消防隐患，保持通道畅通，发现新的请上报。',
      'Medium risk: there are hazards; keep the ways clear and report what you find.',
    ),
    blue: words('较低风险：保持通道畅通。', 'Lower risk: keep the ways clear.'),
    green: words('低风险：保持通道畅通，熟悉疏散路线。', 'Low risk: keep the ways clear and know the way out.'),
  },
  reports: ['high-rise-fire.hazard'],
}
