import type { RoomStore } from './roomStore.ts'

/** Whether a video is on in the room of an Activity now. */
export const createIsOnIn =
  ({ load }: Pick<RoomStore, 'load'>) =>
  async (instanceId: string, entryId: string): Promise<boolean> =>
    (await load(instanceId))?.video?.entryId === entryId

/** Whether a video is on in the room of an Activity, or waits in its queue. */
export const createIsShownIn =
  ({ load }: Pick<RoomStore, 'load'>) =>
  async (instanceId: string, entryId: string): Promise<boolean> => {
    const room = await load(instanceId)
    if (!room) return false
    const { video, queue } = room
    return [video, queue.current?.video, ...queue.items.map(item => item.video)].some(
      each => each?.entryId === entryId,
    )
  }
