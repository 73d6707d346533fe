import type { Protocol } from '../../../contract/protocols.ts'
import { serverNow } from '../../../ui/clock.ts'

/** Who connects: devices that measure, other systems, neighbours that hand over work or read. */
export const groups = ['devices', 'systems', 'neighbours'] as const

/** Where one types it: the address of this platform, and a place inside the city it runs, `LON` and `LAT` when nobody knows one. */
export type Here = { host: string; origin: string; lon: string; lat: string }

/**
 * One way to connect. Its words stand under `connect.{id}`, `…-who` and `…-1` to `…-{steps}`. `sample`: what to type, for this address;
 * `shows`: where what comes is seen: readings kept and messages refused, the frames of a gateway, or a place of its own.
 */
export type Kind = {
  id: string
  group: (typeof groups)[number]
  steps: number
  sample?: (at: Here) => string
  shows:
    | 'received'
    | { frames: Protocol }
    | { place: '/warnings' | '/inbox' }
    | { tab: 'hotline' | 'stuck' | 'targets' | 'mapped' }
    | null
}

/** By the server's clock: a sample with another time would be refused. */
const now = (): string => new Date(serverNow()).toISOString()
const inThreeDays = (): string => new Date(serverNow() + 3 * 86_400_000).toISOString()

const gateways: Kind[] = (['jt808', 'hj212', 'sl651', 'gb26875', 'ais', 'gb28181', 'gat1400'] as const).map((protocol) => ({
  ...{ id: protocol, group: 'devices', steps: 4, shows: { frames: protocol } },
}))

export const kinds: readonly Kind[] = [
  {
    ...{ id: 'mqtt', group: 'devices', steps: 4, shows: 'received' },
    sample: ({ host }) =>
      `mosquitto_pub -h ${host} -p 1883 -q 1 -u KEY -P SECRET \\\n  -t zhili/v1/devices/DEVICE/readings \\\n  -m '{"at":"${now()}","values":{"ch4":3}}'`,
  },
  ...gateways,
  {
    ...{ id: 'cloudevents', group: 'systems', steps: 3, shows: 'received' },
    sample: ({ origin }) =>
      `curl ${origin}/api/v1/cloudevents \\\n  -H 'Authorization: Bearer KEY.SECRET' \\\n  -H 'Content-Type: application/cloudevents+json' \\\n  -d '{"specversion":"1.0","id":"${now()}","source":"my-system","type":"zhili.reading","subject":"DEVICE","data":{"at":"${now()}","values":{"ch4":3}}}'`,
  },
  {
    ...{ id: 'sensing', group: 'systems', steps: 3, shows: { tab: 'targets' } },
    sample: ({ origin, lon, lat }) =>
      `curl ${origin}/api/v1/plots \\\n  -H 'Authorization: Bearer KEY.SECRET' -H 'Content-Type: application/json' \\\n  -d '{"sensor":"xt-01","crs":"WGS-84","plots":[{"track":"T1","at":"${now()}","position":[${lon},${lat}],"kind":"drone","height":120,"speed":36,"course":90,"confidence":0.9}]}'`,
  },
  { id: 'files', group: 'systems', steps: 4, shows: { tab: 'mapped' } },
  { id: 'polling', group: 'systems', steps: 3, shows: { tab: 'mapped' } },
  {
    ...{ id: 'ngsi-ld', group: 'systems', steps: 3, shows: { tab: 'mapped' } },
    sample: ({ origin }) =>
      `curl ${origin}/api/v1/ngsi-ld/entities \\\n  -H 'Authorization: Bearer KEY.SECRET' -H 'Content-Type: application/json' \\\n  -d '{"id":"urn:ngsi-ld:Sensor:DEVICE","type":"Sensor","temperature":{"type":"Property","value":21.5,"unitCode":"CEL","observedAt":"${now()}"}}'`,
  },
  {
    ...{ id: 'sparkplug', group: 'systems', steps: 3, shows: { tab: 'mapped' } },
    sample: ({ host }) =>
      `mqtt://${host}:1883\nuser KEY  password SECRET  client KEY:node-1\nspBv1.0/GROUP/NBIRTH/node-1\nspBv1.0/GROUP/DDATA/node-1/DEVICE`,
  },
  { id: 'webhooks', group: 'systems', steps: 3, shows: { tab: 'stuck' } },
  {
    ...{ id: 'open311', group: 'neighbours', steps: 3, shows: { place: '/inbox' } },
    sample: ({ origin, lon, lat }) =>
      `curl ${origin}/api/open311/v2/requests.json --data-urlencode api_key=KEY.SECRET \\\n  -d service_code=city.manhole -d lat=${lat} -d long=${lon} --data-urlencode description=井盖没了`,
  },
  {
    ...{ id: 'hotline', group: 'neighbours', steps: 3, shows: { tab: 'hotline' } },
    sample: ({ origin, lon, lat }) =>
      `curl ${origin}/api/v1/hotline/orders \\\n  -H 'Authorization: Bearer KEY.SECRET' -H 'Content-Type: application/json' \\\n  -d '{"no":"2026030200017","kind":"complaint","type":"city.manhole","content":"路口井盖没了","lon":${lon},"lat":${lat},"replyBy":"${inThreeDays()}"}'`,
  },
  {
    ...{ id: 'cap', group: 'neighbours', steps: 3, shows: { place: '/warnings' } },
    sample: ({ origin }) =>
      `curl ${origin}/api/v1/warnings/cap \\\n  -H 'Authorization: Bearer KEY.SECRET' -H 'Content-Type: application/cap+xml' \\\n  --data-binary @warning.xml`,
  },
  {
    ...{ id: 'ogc', group: 'neighbours', steps: 2, shows: null },
    sample: ({ origin }) => `ogrinfo -ro -al -so OAPIF:${origin}/api/ogc/features`,
  },
  {
    ...{ id: 'sensorthings', group: 'neighbours', steps: 2, shows: null },
    sample: ({ origin }) => `curl '${origin}/api/sta/v1.1/Things?$top=5' -H 'Authorization: Bearer KEY.SECRET'`,
  },
  { ...{ id: 'calendar', group: 'neighbours', steps: 2, shows: null }, sample: ({ origin }) => `${origin}/api/v1/calendar.ics` },
  {
    ...{ id: 'portal', group: 'neighbours', steps: 3, shows: null },
    sample: ({ origin }) =>
      `curl ${origin}/api/v1/portal/directory \\\n  -H 'Authorization: Bearer KEY.SECRET' -H 'Content-Type: application/json' \\\n  -d '{"mode":"changes","at":"${now()}","units":[],"posts":[],"persons":[],"appointments":[]}'`,
  },
  { id: 'sign-in', group: 'neighbours', steps: 3, shows: null },
]
