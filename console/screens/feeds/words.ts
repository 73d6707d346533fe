import { createT, lookup } from '../../../ui/t.ts'
import { en } from '../../messages/en.ts'
import { cameraListEn } from '../../messages/en-camera-list.ts'
import { connectEn } from '../../messages/en-connect.ts'
import { mappedEn } from '../../messages/en-mapped.ts'
import { zh } from '../../messages/zh.ts'
import { cameraListZh } from '../../messages/zh-camera-list.ts'
import { connectZh } from '../../messages/zh-connect.ts'
import { mappedZh } from '../../messages/zh-mapped.ts'

/** The words of this screen beside the console's own; they come with it. */
export const t = createT(
  { ...zh, ...mappedZh, ...connectZh, ...cameraListZh },
  { ...en, ...mappedEn, ...connectEn, ...cameraListEn },
)

const connecting = { 'zh-CN': connectZh, en: connectEn }

/** Words of the ways to connect for a key that comes with the data; the key itself when there are none. */
export const connectWords = (key: string): string => lookup(connecting, `connect.${key}`) ?? key
