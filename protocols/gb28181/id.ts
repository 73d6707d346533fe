/** A device id of GB/T 28181 annex D, 20 digits, in its parts. */
export type DeviceId = {
  /** Division of the centre, 8 digits: province, city, county, and the rest by the city. */
  centre: string
  /** 00–03 public security, 04–07 traffic, 08 city management, 09 sanitation and environment … */
  industry: string
  /** 111 DVR, 118 NVR, 131 camera, 132 network camera, 134 alarm input, 200 signalling server, 215 business group, 216 virtual organisation … */
  kind: string
  /** 0–4 access to the monitoring alarm network and others. */
  network: string
  serial: string
}

/** Null for what has not twenty digits. Civil codes (2 to 8 digits) are ids of places in a catalogue, not of devices. */
export function readDeviceId(text: string): DeviceId | null {
  const [, centre, industry, kind, network, serial] = /^(\d{8})(\d{2})(\d{3})(\d)(\d{6})$/.exec(text) ?? []
  return centre ? { centre, industry: industry!, kind: kind!, network: network!, serial: serial! } : null
}
