import assert from 'node:assert/strict'
import { createPublicKey, generateKeyPairSync, type KeyObject } from 'node:crypto'
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { after, before, describe, it } from 'node:test'
import { fileURLToPath } from 'node:url'
import { gzipSync } from 'node:zlib'
import { blocksVersion } from '../../contract/pack-file.ts'
import type { PackPage } from '../../contract/packs.ts'
import type { PlanVersion, TypePlan } from '../../contract/plan-version.ts'
import type { PackRules, RulesVersion } from '../../contract/rules.ts'
import { sealPack } from '../../server/city/pack/file/sealed.ts'
import { readFolder } from '../../server/commands/pack-folder.ts'
import { type Person, startZhili, type Zhili } from './zhili.ts'

const step = { timeout: 100_000 }
const folder = fileURLToPath(new URL('../../docs/examples/underpass', import.meta.url))
const { privateKey } = generateKeyPairSync('ed25519')
const publisher = '江北区城市管理局'
const files = mkdtempSync(join(tmpdir(), 'packs-'))

const pressed = ({ page }: Person, name: string | RegExp) => page.getByRole('button', { name, exact: true }).first().click()
const shows = ({ page }: Person, words: string | RegExp) => page.getByText(words).first().waitFor()

type Put = readonly [part: string, was: string, is: string]
let n = 0
/** The example of the guide as a signed file, changed by words of its parts. */
function fileOf(
  put: readonly Put[] = [],
  { more = {}, key = privateKey }: { more?: Record<string, string>; key?: KeyObject } = {},
): string {
  const parts = new Map([...readFolder(folder).parts, ...Object.entries(more)])
  for (const [part, was, is] of put) {
    const text = parts.get(part)!
    assert.ok(text.includes(was), `${part} holds ${was}`)
    parts.set(part, text.replace(was, is))
  }
  const path = join(files, `${++n}.zpack`)
  writeFileSync(path, sealPack(parts, { publisher, privateKey: key }))
  return path
}
/** An archive that swells to five megabytes. */
function swollen(): string {
  const path = join(files, `${++n}.zpack`)
  writeFileSync(path, gzipSync(Buffer.alloc(5_000_000)))
  return path
}
const silent = 'samples/gauge-silent.json'
const flooded = 'underpass.flooded'
/** The second version: pumps start later, an underpass is no longer than 3 km, silence is told after a quarter of an hour, and there is a minute more to accept. */
const secondVersion: Put[] = [
  ['pack.json', '"version": 1', '"version": 2'],
  ['scenario.json', '"limit": 5', '"limit": 6'],
  ['scenario.json', '"for": "10m"', '"for": "15m"'],
  ['scenario.json', '"max": 5000', '"max": 3000'],
  ['scenario.json', '"accept": "3m"', '"accept": "4m"'],
  [silent, '"until": "2026-06-18T16:20:00+08:00"', '"until": "2026-06-18T16:25:00+08:00"'],
  [silent, '"at": "2026-06-18T16:15:00+08:00"', '"at": "2026-06-18T16:20:00+08:00"'],
]

/** A scenario that comes as a file: through the screens, by the people whose job it is. */
describe('a pack from a file', { timeout: 420_000 }, () => {
  let zhili: Zhili
  let author: Person
  let second: Person

  before(
    async () => {
      zhili = await startZhili({ simulator: false, maps: false })
      author = await zhili.newPerson('city-duty')
      second = await zhili.newPerson('city-leader')
    },
    { timeout: 120_000 },
  )
  after(async () => {
    await zhili?.stop()
    rmSync(files, { recursive: true })
  })

  const bring = async (path: string): Promise<void> => {
    await author.goto('/packs')
    await pressed(author, '安装或升级')
    await author.page.locator('input[type=file]').setInputFiles(path)
  }
  const askFor = async (note: string): Promise<void> => {
    await author.page.getByRole('textbox', { name: '理由' }).fill(note)
    await pressed(author, '提请启用')
    await shows(author, /已提请启用：下穿道积水/)
  }
  const putInForce = async (version: number): Promise<void> => {
    await second.goto('/packs?pack=underpass&tab=releases')
    await pressed(second, '启用')
    await shows(second, `已启用：下穿道积水第 ${version} 版`)
  }
  const inForce = async () => {
    const { version } = await author.get<PackPage>('/packs/underpass')
    const { rules } = await author.get<PackRules>('/rules/underpass')
    const ruleOf = (id: string) => rules.find(({ rule }) => rule.id === id)!.rule
    const [depth, gauge] = [ruleOf('depth'), ruleOf('silent')]
    const { plan } = await author.get<TypePlan>(`/plans/${flooded}`)
    return {
      version,
      accept: plan.clocks.extraordinary!.accept,
      red: depth.kind === 'threshold' && depth.levels[2]!.limit,
      silence: gauge.kind === 'silence' && gauge.for,
    }
  }

  it('is taken only from a publisher two administrators trust', step, async () => {
    const [system, security] = [await zhili.newPerson('admin'), await zhili.newPerson('security')]
    await bring(fileOf())
    await shows(author, /不在可信名单里/)
    await system.goto('/admin?tab=publishers')
    await pressed(system, '提请信任')
    await system.page.getByRole('textbox', { name: '发布者' }).fill(publisher)
    const pem = createPublicKey(privateKey).export({ type: 'spki', format: 'pem' }).toString()
    await system.page.getByRole('textbox', { name: /公钥/ }).fill(pem)
    await system.page.getByRole('button', { name: '提请信任' }).last().click()
    await shows(system, '待确认')
    await security.goto('/admin?tab=publishers')
    await pressed(security, '确认')
    await shows(security, `已信任 ${publisher}`)
  })

  it('with a failing sample, an unknown block, a script, or a wrong signature is refused with the reason', step, async () => {
    await bring(fileOf([[silent, '"severity": "yellow"', '"severity": "red"']]))
    await shows(author, /样例不符：应为 .* silence raised red，实为 .* silence raised yellow/)
    await bring(fileOf([['scenario.json', '"deviceKind"', '"onRaise": "fetch()", "deviceKind"']]))
    await shows(author, '不认识的块“onRaise”')
    await bring(fileOf([], { more: { 'hook.js': 'process.exit()' } }))
    await shows(author, '场景包只能是数据，不收“hook.js”')
    const tampered = fileOf()
    const envelope = JSON.parse(readFileSync(tampered, 'utf8')) as { content: string }
    writeFileSync(tampered, JSON.stringify({ ...envelope, content: envelope.content.replace('30', '90') }))
    await bring(tampered)
    await shows(author, '签名不符，文件可能被改动')
    await bring(fileOf([['pack.json', '"needs": 2', '"needs": 9']]))
    await shows(author, `需要第 9 版积木，本平台是第 ${blocksVersion} 版`)
    await bring(swollen())
    await shows(author, '场景包不压缩，不收压缩文件')
    await bring(fileOf([['scenario.json', '"kind": "underpass",', '"kind": "septic-tank",']]))
    await shows(author, '“septic-tank”已属于场景包“septic-gas”')
    assert.equal(await author.page.getByRole('button', { name: '提请启用' }).count(), 0)
  })

  it('is installed by two people into the running city', step, async () => {
    await bring(fileOf())
    await shows(author, '7 个样例全部符合')
    await shows(author, '限高（m，1～6）')
    await shows(author, '演示时设 3 个虚构对象')
    await askFor('汛期前试点')
    await shows(author, /须由另一人发布/)
    assert.equal(await author.page.getByRole('button', { name: /^启用/ }).first().getAttribute('aria-disabled'), 'true')
    await putInForce(1)
    assert.deepEqual(await inForce(), { version: 1, accept: '3m', red: 30, silence: '10m' })
    await second.goto('/packs?pack=underpass')
    await shows(second, '积水监测仪在线')
    await second.page.getByRole('link', { name: '在地图上看' }).waitFor()
    await second.goto('/rules?pack=underpass')
    await shows(second, /≥ 30 cm/)
  })

  it('is upgraded by its own publisher only, however trusted another is', step, async () => {
    const other = generateKeyPairSync('ed25519').privateKey
    const publicKey = createPublicKey(other).export({ type: 'spki', format: 'pem' }).toString()
    const [system, security] = [await zhili.newPerson('admin'), await zhili.newPerson('security')]
    const { key } = (await system.post('/pack-publishers', { name: '另一家公司', publicKey })).body as { key: string }
    assert.equal((await security.post(`/pack-publishers/${key}/confirm`, {})).status, 200)
    await bring(fileOf(secondVersion, { key: other }))
    await shows(author, '这个场景包由“江北区城市管理局”发布，“另一家公司”不能升级它')
    assert.equal(await author.page.getByRole('button', { name: '提请启用' }).count(), 0)
  })

  it('is upgraded with the local limit and plan kept, after a person decided where both sides changed a row', step, async () => {
    await overrideLimit(28)
    await overridePlan('2m')
    await bring(fileOf(secondVersion))
    await shows(author, '第 1 版 → 第 2 版')
    await shows(author, '红色限值 30 → 28 cm')
    await shows(author, '蓝色限值 5 → 6 cm')
    await shows(author, '登记列“长度” · 上限：5000 → 3000')
    await author.page.getByRole('textbox', { name: '理由' }).fill('升级')
    await shows(author, '还有 2 处两边都改的没有选')
    const rows = author.page.getByRole('listitem').filter({ has: author.page.getByRole('radio', { name: '用本地' }) })
    await rows.filter({ hasText: '红色限值' }).getByRole('radio', { name: '用本地' }).click()
    const planRow = rows.filter({ hasText: '签收' })
    await planRow.getByRole('cell', { name: '3 分' }).waitFor()
    await planRow.getByRole('cell', { name: '2 分' }).waitFor()
    await planRow.getByRole('cell', { name: '4 分' }).waitFor()
    await planRow.getByRole('radio', { name: '用本地' }).click()
    await askFor('升级，本地限值不动')
    await putInForce(2)
    assert.deepEqual(await inForce(), { version: 2, accept: '2m', red: 28, silence: '15m' })
  })

  it('goes back to the version before, with the rules of then', step, async () => {
    await author.goto('/packs?pack=underpass&tab=releases')
    await pressed(author, '退回上一版')
    await author.page.getByRole('textbox', { name: /理由/ }).fill('离线报得太晚')
    await author.page.getByRole('button', { name: '退回上一版' }).last().click()
    await shows(author, '已提请退回第 1 版')
    await putInForce(1)
    assert.deepEqual(await inForce(), { version: 1, accept: '2m', red: 28, silence: '10m' })
  })

  it('is tuned and switched by a district for itself alone', step, async () => {
    const district = await zhili.newPerson('jiangbei-duty')
    await district.goto('/packs?pack=underpass&tab=settings')
    const depth = district.page.getByRole('listitem').filter({ hasText: '封道水深' }).getByRole('textbox')
    await depth.fill('90')
    await shows(district, '应为 20 cm～50 cm')
    await depth.fill('25')
    await pressed(district, '先回放')
    await shows(district, '这几天没有读数，回放不出结果。')
    await pressed(district, '提请改参数')
    await shows(district, '回放结果随提请给第二人看，并记下。')
    await district.page.getByRole('textbox', { name: /理由/ }).fill('地势低')
    await district.page.getByRole('button', { name: '提请改参数' }).last().click()
    await shows(district, '提请改参数，待第二人确认')
    const leader = await zhili.newPerson('jiangbei-leader')
    await leader.goto('/packs?pack=underpass&tab=settings')
    await shows(leader, '封道水深 默认 30 cm → 25 cm')
    await pressed(leader, '确认并生效')
    await shows(district, '退回这次更改之前')
    await pressed(district, '提请停用')
    await district.page.getByRole('textbox', { name: /理由/ }).fill('设备检修')
    await district.page.getByRole('button', { name: '提请停用' }).last().click()
    await shows(district, '提请停用，待第二人确认')
    await shows(leader, '理由：设备检修')
    await pressed(leader, '确认停用')
    await shows(leader, '江北区：已停用')
    await shows(district, '江北区：已停用')
    const { tunings } = await district.get<PackPage>('/packs/underpass')
    assert.deepEqual(
      tunings.map(({ areaName, off, settings }) => [areaName, off, settings]),
      [['江北区', true, { 'close-at': 25 }]],
    )
    assert.deepEqual(zhili.outside(), [])
    assert.deepEqual(zhili.faults(), [])
  })

  /** A plan changed here as a version: written by one, published by another. */
  async function overridePlan(accept: '2m'): Promise<void> {
    const { plan } = await author.get<TypePlan>(`/plans/${flooded}`)
    const own = { ...plan, clocks: { ...plan.clocks, extraordinary: { ...plan.clocks.extraordinary!, accept } } }
    const { no } = (await author.post(`/plans/${flooded}/versions`, { plan: own, note: '红色先签收' })).body as { no: number }
    await author.post(`/plans/${flooded}/versions/${no}/ask`, { untried: '刚安装，没有读数' })
    const { changedAt } = await second.get<PlanVersion>(`/plans/${flooded}/versions/${no}`)
    assert.equal((await second.post(`/plans/${flooded}/versions/${no}/publish`, { changedAt })).status, 200)
  }

  /** A limit changed here as a version of the rules: written by one, published by another. */
  async function overrideLimit(to: number): Promise<void> {
    const rules = (await author.get<PackRules>('/rules/underpass')).rules.map(({ rule }) =>
      rule.kind === 'threshold'
        ? { ...rule, levels: rule.levels.map((level) => (level.severity === 'red' ? { ...level, limit: to } : level)) }
        : rule,
    )
    const { no } = (await author.post('/rules/underpass/versions', { rules, note: '道路低洼' })).body as { no: number }
    await author.post(`/rules/underpass/versions/${no}/ask`, { untried: '刚安装，没有读数' })
    const { changedAt } = await second.get<RulesVersion>(`/rules/underpass/versions/${no}`)
    assert.equal((await second.post(`/rules/underpass/versions/${no}/publish`, { changedAt })).status, 200)
  }
})
