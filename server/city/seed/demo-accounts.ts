import type { Named } from './types.ts'

/** Everyone's password in the demo; shown on the sign-in page in demo mode only. */
export const DEMO_PASSWORD = 'zhili-demo'

/** An account to try the demo with: whose post it is, and the app it is at home in. */
export type DemoAccount = {
  account: string
  name: string
  post: string
  label: { zh: string; en: string }
  app: 'console' | 'cockpit' | 'field' | 'leader'
}

type Label = [zh: string, en: string]
const row = (account: string, name: string, stem: string, [app, [zh, en]]: [DemoAccount['app'], Label]): DemoAccount => ({
  account,
  name,
  post: `post-${stem}`,
  app,
  label: { zh, en },
})

/** The demo's people, all invented. The first one is where a newcomer starts. */
export const demoAccounts: readonly DemoAccount[] = [
  row('jiangbei-duty', '罗一帆', '500105-duty', ['console', ['江北区 值班长', 'Jiangbei district, duty lead']]),
  row('jiangbei-seat', '陈立', '500105-seat-1', ['console', ['江北区 坐席', 'Jiangbei district, seat']]),
  row('jiangbei-check', '何川', '500105-checker', ['console', ['江北区 督查考核', 'Jiangbei district, checker']]),
  row('jiangbei-data', '温可馨', '500105-data', ['console', ['江北区 数据管理员', 'Jiangbei district, data administrator']]),
  row('cuntan-duty', '唐可', '500105005-duty', ['console', ['寸滩街道 值班长', 'Cuntan street, duty lead']]),
  row('cuntan-post', '周敏', '500105005-safety-law-a', [
    'field',
    ['寸滩街道 平安法治岗 A', 'Cuntan street, safety and law post A'],
  ]),
  row('cuntan-post-b', '吴桐', '500105005-safety-law-b', [
    'field',
    ['寸滩街道 平安法治岗 B', 'Cuntan street, safety and law post B'],
  ]),
  row('cuntan-grid', '谢然', '500105005001-grid', ['field', ['寸滩街道 网格员', 'Cuntan street, grid worker']]),
  row('jiangbei-sanitation', '韩青', '500105-sanitation-maintainer', [
    'field',
    ['江北区 环卫所 维护岗', 'Jiangbei sanitation station'],
  ]),
  row('jiulongpo-duty', '程舟', '500107-duty', ['console', ['九龙坡区 值班长', 'Jiulongpo district, duty lead']]),
  row('city-duty', '沈岚', 'city-duty', ['console', ['重庆市 值班长', 'City, duty lead']]),
  row('city-leader', '卢思齐', 'city-leader', ['cockpit', ['重庆市 指挥长', 'City, commander']]),
  row('jiangbei-leader', '邱明远', '500105-leader', ['leader', ['江北区 指挥长', 'Jiangbei district, commander']]),
  row('admin', '邹海宁', 'city-system-admin', ['console', ['系统管理员', 'System administrator']]),
  row('security', '倪洁', 'city-security-admin', ['console', ['安全管理员', 'Security administrator']]),
  row('audit', '贺宁', 'city-audit-admin', ['console', ['审计管理员', 'Audit administrator']]),
]

/** Who of the demo holds which post. */
export const demoNames: Readonly<Record<string, Named>> = Object.fromEntries(
  demoAccounts.map(({ post, name, account }) => [post, { name, account, person: `p-${account}` }]),
)
