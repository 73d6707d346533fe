import { createT } from '../../../../ui/t.ts'
import { devicesEn } from '../../../messages/en-devices.ts'
import { devicesZh } from '../../../messages/zh-devices.ts'

/** Words of this part, loaded with it and not with the first page. */
export const t = createT(devicesZh, devicesEn)
