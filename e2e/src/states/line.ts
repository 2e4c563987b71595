import type { BrowserContext, WebSocketRoute } from '@playwright/test'

/** Somebody's line to the server, which can be cut and mended. */
export interface Line {
  /** Before the first page is loaded. */
  watch(context: BrowserContext): Promise<void>
  cut(context: BrowserContext): Promise<void>
  mend(context: BrowserContext): Promise<void>
}

/** A browser that is told to be offline keeps the sockets that it has: these are closed, and no new ones come about. */
export function createLine(): Line {
  let isCut = false
  const open = new Set<WebSocketRoute>()
  return {
    async watch(context) {
      isCut = false
      open.clear()
      await context.routeWebSocket(/socket\.io/, socket => {
        if (isCut) return void socket.close()
        socket.connectToServer()
        open.add(socket)
      })
    },
    async cut(context) {
      isCut = true
      await context.setOffline(true)
      for (const socket of open) await socket.close()
      open.clear()
    },
    async mend(context) {
      isCut = false
      await context.setOffline(false)
    },
  }
}
