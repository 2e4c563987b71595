import type { ServerResponse } from 'node:http'
import type { Exchange } from './discord/host/hostServer.ts'
import type { FaultList } from './faults/faultList.ts'
import { faultSchema } from './faults/faultSchema.ts'
import { parseJson } from './http/parseJson.ts'
import { sendJson, sendNothing } from './http/sendJson.ts'
import type { Library } from './kaltura/library.ts'
import type { MeetingControls } from './kaltura/meetings/meetingControls.ts'
import { createMeetingRoutes } from './kaltura/meetings/meetingRoutes.ts'
import { createRefusalRoutes } from './kaltura/refusalRoutes.ts'
import type { TrafficEntry, TrafficLog } from './traffic/trafficLog.ts'

export interface SandboxControls {
  readonly traffic: TrafficLog
  readonly faults: FaultList
  readonly meetings: MeetingControls
  readonly library: Library
}

/**
 * `/sandbox/traffic` and `/sandbox/faults`: seeing and troubling what goes between server and stand-ins.
 * `/sandbox/meetings`: what happens in rooms at Kaltura. `/sandbox/refusals`: whom the account refuses what.
 */
export function createSandboxRoutes({ traffic, faults, meetings, library }: SandboxControls) {
  const answerRefusals = createRefusalRoutes(library)
  const answerMeetings = createMeetingRoutes(meetings)
  return ({ request, response, url, body }: Exchange): boolean => {
    const { pathname } = url
    const method = request.method ?? 'GET'
    if (pathname === '/sandbox/traffic' && method === 'GET') {
      streamTraffic(traffic, response, url.searchParams.get('follow') !== '0')
      return true
    }
    if (pathname === '/sandbox/faults') return answerFaults(method, { body, response, faults })
    if (answerRefusals(method, pathname, { body, response })) return true
    if (answerMeetings(method, pathname, { body, response })) return true
    const [, id] = /^\/sandbox\/faults\/(\w+)$/.exec(pathname) ?? []
    if (id === undefined || method !== 'DELETE') return false
    if (faults.remove(id)) sendNothing(response, 204)
    else sendJson(response, 404, { message: `id: there is no fault "${id}".`, field: 'id' })
    return true
  }
}

function streamTraffic(traffic: TrafficLog, response: ServerResponse, follow: boolean): void {
  response.writeHead(200, {
    'content-type': 'application/x-ndjson; charset=utf-8',
    'cache-control': 'no-store',
  })
  const write = (entry: TrafficEntry) => response.write(`${JSON.stringify(entry)}\n`)
  traffic.entries().forEach(write)
  if (!follow) {
    response.end()
    return
  }
  // Without this nothing goes out before the first entry, and a client can't tell an open stream from none.
  response.flushHeaders()
  response.once('close', traffic.follow(write))
}

interface FaultExchange {
  readonly body: Buffer
  readonly response: ServerResponse
  readonly faults: FaultList
}

function answerFaults(method: string, { body, response, faults }: FaultExchange): boolean {
  if (method === 'GET') sendJson(response, 200, faults.list().map(flatten))
  else if (method === 'DELETE') {
    faults.clear()
    sendNothing(response, 204)
  } else if (method === 'POST') {
    const parsed = parseJson(faultSchema, body)
    if (parsed.ok) sendJson(response, 201, { id: faults.add(parsed.value) })
    else sendJson(response, 400, { message: parsed.message, field: parsed.field })
  } else return false
  return true
}

function flatten({ id, fault, hits }: ReturnType<FaultList['list']>[number]) {
  return { id, ...fault, hits }
}
