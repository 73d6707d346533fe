import type { cameraListZh } from './zh-camera-list.ts'

/** Messages of the console, English: every camera of the platforms. */
export const cameraListEn: { readonly [K in keyof typeof cameraListZh]: string } = {
  'camera-list.title': 'Cameras',
  'camera-list.views': 'Cameras: what to see',
  'camera-list.platforms': 'Platforms and labels',
  'camera-list.find': 'Name, number, model or town',
  'camera-list.all': 'All',
  'camera-list.on': 'On',
  'camera-list.off': 'Off',
  'camera-list.unsaid': 'Not said',
  'camera-list.gone': 'Not listed any more',
  'camera-list.shown': '{n} of {of} cameras',
  'camera-list.no-match': 'No camera fits',
  'camera-list.none': 'No platform has listed its cameras yet',
  'camera-list.model': 'Model',
  'camera-list.area': 'District and town',
  'camera-list.unplaced': 'Told no place',
  'camera-list.platform': 'Platform',
  'camera-list.listed': 'Last listed',
}
