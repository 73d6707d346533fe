import { parseArgs } from 'node:util'
import { type Grade, grades } from '../../contract/scales.ts'
import { areaByCode, hasCity, searchAreas } from '../city/area/store.ts'
import { createPacks } from '../city/pack/packs.ts'
import { previewPlan } from '../flow/4-dispatch/store-route.ts'
import { realClock } from '../kernel/clock.ts'
import { readConfig } from '../kernel/config.ts'
import { createLog } from '../kernel/log.ts'
import { createSpine, type Db } from '../kernel/spine.ts'
import { loadedPacks } from '../main.ts'
import { noCity, openBare } from './bare-database.ts'

/** `zhili who-gets --type septic-gas.over-limit --area 寸滩街道 --grade major`: each rung, its moment, its people, and the reason. */
export async function run(args: string[]): Promise<number> {
  const { values } = parseArgs({
    args,
    options: { type: { type: 'string' }, area: { type: 'string' }, grade: { type: 'string', default: 'serious' } },
  })
  const grade = values.grade as Grade
  if (!values.type || !values.area || !grades.includes(grade)) {
    console.error(
      `zhili who-gets --type <${loadedPacks.flatMap((pack) => pack.types.map((type) => type.id)).join('|')}> --area <code|name> --grade <${grades.join('|')}>`,
    )
    return 2
  }
  const config = readConfig(process.env)
  const database = await openBare(config, true)
  const spine = createSpine({ url: database.url, clock: realClock, log: createLog('error') })
  try {
    if (!(await hasCity(spine))) throw noCity(config.DATABASE_URL ? 'DATABASE_URL' : config.DATA_DIR)
    return await show(spine, { type: values.type, area: values.area, grade })
  } finally {
    await spine.close()
    await database.stop()
  }
}

async function show(db: Db, asked: { type: string; area: string; grade: Grade }): Promise<number> {
  const area = (await areaByCode(db, asked.area)) ?? (await searchAreas(db, asked.area, ['50/', '99/'], 1))[0]
  const preview = area
    ? await previewPlan(
        db,
        createPacks(loadedPacks, { demo: false }),
        { type: asked.type, area: area.path, grade: asked.grade, object: null },
        realClock.now(),
      )
    : null
  if (!area || !preview) {
    console.error('没有这个辖区或类型 / unknown area or type')
    return 1
  }
  console.log(`${area.name} ${area.code} · ${asked.type} · ${asked.grade} · ${preview.plan} v${preview.version}`)
  for (const step of preview.steps) {
    console.log(
      `${step.step === 0 ? '立即 now' : `${(step.afterS ?? 0) / 60} 分钟未签收 after ${(step.afterS ?? 0) / 60} min`}  ${step.name.zh}`,
    )
    for (const person of step.people)
      console.log(
        `    ${person.personName ?? '（空岗 vacant）'} · ${person.unitName} ${person.postName}${person.inform ? ' · 告知 informed' : ''}`,
      )
  }
  for (const route of preview.routes) console.log(`  ${route.role} ${route.unitName}: ${route.reason}`)
  return 0
}
