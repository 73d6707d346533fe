/**
 * An object of GA/T 1400 by the standard's own names (`FaceID`, `DeviceID`, `PlateNo`, `LeftTopX` …). Every field whose name
 * ends in Time is ISO with `+08:00` or null when it is no moment; numbers that were sent as text are numbers; empty text is null.
 */
export type ViidObject = { [name: string]: ViidValue }
export type ViidValue = string | number | boolean | null | ViidObject | ViidValue[]

export type ViidKind = keyof typeof lists
/** What can be sent: the root of the document, its list, and the field that names an object. */
export const lists = {
  faces: ['FaceListObject', 'FaceObject', 'FaceID'],
  persons: ['PersonListObject', 'PersonObject', 'PersonID'],
  vehicles: ['MotorVehicleListObject', 'MotorVehicleObject', 'MotorVehicleID'],
  'non-motor-vehicles': ['NonMotorVehicleListObject', 'NonMotorVehicleObject', 'NonMotorVehicleID'],
  things: ['ThingListObject', 'ThingObject', 'ThingID'],
  scenes: ['SceneListObject', 'SceneObject', 'SceneID'],
  images: ['ImageListObject', 'Image', 'ImageInfo.ImageID'],
  devices: ['APEListObject', 'APEObject', 'ApeID'],
  subscribes: ['SubscribeListObject', 'SubscribeObject', 'SubscribeID'],
  notifications: ['SubscribeNotificationListObject', 'SubscribeNotificationObject', 'NotificationID'],
  statuses: ['ResponseStatusListObject', 'ResponseStatusObject', 'Id'],
} as const

export const singles = {
  register: 'RegisterObject',
  keepalive: 'KeepaliveObject',
  unregister: 'UnRegisterObject',
  time: 'SystemTimeObject',
  status: 'ResponseStatusObject',
} as const
export type SingleKind = keyof typeof singles

export type ViidMessage = { kind: ViidKind; items: ViidObject[] } | { kind: SingleKind; item: ViidObject }

/** StatusCode of an answer. */
export const statusCodes = {
  ok: 0,
  'other-error': 1,
  'device-busy': 2,
  'device-error': 3,
  'invalid-operation': 4,
  'xml-format': 5,
  'xml-content': 6,
  'json-format': 7,
  'json-content': 8,
  reboot: 9,
} as const
export type StatusName = keyof typeof statusCodes
