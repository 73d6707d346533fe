/** What the seed registers and the simulator plays of spoil trucks in the demo: invented firms, test plates, places in 江北 and 九龙坡. */
const place = (lon: number, lat: number) => ({ lon, lat })
const hours = (from: string, to: string): readonly [from: string, to: string] => [from, to]

/**
 * Trucks with a terminal of their own (`demoField`): they drive from their site to this tip, day and night, along `route` (test/packs/simulators.test.ts holds
 * it together with how they are played). The permits of the first cover all hours. Nobody writes tickets for every third trip of the second, and
 * its permits leave out the hours of the morning and evening traffic: when it drives then, it is outside its hours.
 */
export const demoTrips = [
  {
    ...({ device: 'jt-500105-01', plate: '渝X00001', site: 'GD500105-1', tip: 'XN500105-1', lazy: false } as const),
    ...place(106.632, 29.634),
    hours: [hours('07:00', '20:00'), hours('19:30', '07:30')],
    route: '106.6150,29.6270 106.6195,29.6281 106.6240,29.6287 106.6284,29.6304 106.6320,29.6340',
  },
  {
    ...({ device: 'jt-500105-02', plate: '渝X00002', site: 'GD500105-2', tip: 'XN500105-2', lazy: true } as const),
    ...place(106.556, 29.611),
    hours: [hours('09:00', '17:00'), hours('19:00', '07:00')],
    route: '106.5700,29.6000 106.5669,29.6032 106.5642,29.6068 106.5608,29.6096 106.5560,29.6110',
  },
] as const

/** Hours of the other permits: most by night, some by day between the traffic of morning and evening. */
export const demoHours = [hours('21:00', '06:00'), hours('20:00', '06:00'), hours('22:00', '05:30'), hours('09:30', '16:30')]

export const demoFirms = [
  { code: 'QY500107-1', name: '渝州运输（演示）', licence: 'YS-2026-001' },
  { code: 'QY500107-2', name: '巴渝土石方（演示）', licence: 'YS-2026-002' },
  { code: 'QY500107-3', name: '长江渣土（演示）', licence: 'YS-2026-003' },
] as const

export const demoSites = [
  { code: 'GD500105-1', name: '寸滩地块工地', ...place(106.615, 29.627), radius: 200, volume: 60_000 },
  { code: 'GD500105-2', name: '大石坝地块工地', ...place(106.57, 29.6), radius: 200, volume: 40_000 },
  { code: 'GD500107-1', name: '杨家坪改造工地', ...place(106.51, 29.503), radius: 150, volume: 80_000 },
  { code: 'GD500107-2', name: '二郎地块工地', ...place(106.471, 29.505), radius: 150, volume: 50_000 },
  // Small: after some loads of a day it has given more than it may.
  { code: 'GD500107-3', name: '石桥铺零星工地', ...place(106.478, 29.533), radius: 120, volume: 840 },
] as const

export const demoTips = [
  { code: 'XN500105-1', name: '寸滩消纳场', ...place(106.632, 29.634), radius: 300, capacity: 300_000 },
  { code: 'XN500105-2', name: '石马河消纳场', ...place(106.556, 29.611), radius: 300, capacity: 200_000 },
  { code: 'XN500107-1', name: '白市驿消纳场', ...place(106.38, 29.48), radius: 400, capacity: 900_000 },
] as const

/** Trucks without a terminal in the demo: only cameras see them. The last ones stand in no register, the one before has a permit that ran out. */
export const demoTrucks = Array.from({ length: 14 }, (_, n) => ({
  plate: `渝X${String(n + 10).padStart(5, '0')}`,
  firm: demoFirms[n % demoFirms.length]!.code,
  registered: n < 12,
  expired: n === 11,
}))

/** Firms and trucks that stand in the register beside those the stories name: so many as a district has. Some drive (`demo-haulers.ts`); of the others only cameras tell, by chance. */
const firmWords = ['江北', '沙坪坝', '大渡口', '南岸', '两路', '北碚', '巴南', '渝北', '璧城'] as const
export const demoOtherFirms = firmWords.map((word, n) => ({
  ...{ code: `QY500107-${n + 4}`, name: `${word}渣土运输（演示）`, licence: `YS-2026-${String(n + 4).padStart(3, '0')}` },
}))
const allFirms = [...demoFirms, ...demoOtherFirms]
export const demoFleet = Array.from({ length: 186 }, (_, n) => ({
  plate: `渝X${String(n + 24).padStart(5, '0')}`,
  firm: allFirms[n % allFirms.length]!.code,
}))

/** The gates' system and its key; the view library and its cameras. Demo words, made known by the seed in demo mode only. */
export const demoGate = { key: 'haul-gate', secret: 'zhili-demo-haul-gate' } as const
export const demoLibrary = {
  ...{
    number: '50010700005030000001',
    device: 'viid-500107',
    name: '九龙坡视图库',
    code: 'demo-library',
    ...place(106.51, 29.503),
  },
  cameras: [
    { id: '50010700001320000001', name: '石坪桥路口', model: 'DEMO-A1', ...place(106.49, 29.51) },
    { id: '50010700001320000002', name: '石杨路口', model: 'DEMO-B2', ...place(106.503, 29.498) },
    { id: '50010700001320000003', name: '二郎立交', model: 'DEMO-C3', ...place(106.472, 29.507) },
    { id: '50010700001320000004', name: '华福大道', model: 'DEMO-A1', ...place(106.44, 29.478) },
    { id: '50010700001320000005', name: '白市驿出口', model: 'DEMO-B2', ...place(106.392, 29.484) },
  ],
} as const
