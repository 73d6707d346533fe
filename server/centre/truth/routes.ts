import { DetectionQuality } from '../../../contract/detection-quality.ts'
import type { Packs } from '../../city/pack/packs.ts'
import type { Config } from '../../kernel/config.ts'
import { type App, callerOf, errors } from '../../kernel/http.ts'
import type { Spine } from '../../kernel/spine.ts'
import { readTruthFile } from './file.ts'
import { qualityOf } from './quality.ts'

const nothing = { lines: [], watches: [] }
type Deps = { spine: Spine; config: Config; packs: Packs }

/** 检测质量: only a demo has a truth to hold against; elsewhere the file is not even looked for. */
export async function truthRoutes(app: App, { spine, config, packs }: Deps): Promise<void> {
  app.get(
    '/api/v1/detection-quality',
    { schema: { summary: '检测质量', response: { 200: DetectionQuality, ...errors } }, config: { permit: 'rule.read' } },
    async (request) => {
      const written = config.DEMO ? await readTruthFile(config.DATA_DIR) : nothing
      return qualityOf({ db: spine, packs }, written, callerOf(request).scope)
    },
  )
}
