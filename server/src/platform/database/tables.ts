/** Rows as the database holds them; whoever reads one parses it. */
export interface Tables {
  rooms: {
    id: string
    instance_id: string
    seq: number
    /** The whole room as JSON. */
    state: string
    /** 1 while somebody is in it. */
    occupied: number
    updated_at_ms: number
  }
  room_events: { room_id: string; seq: number; event: string }
  sign_ins: {
    id: string
    user_id: string
    instance_id: string
    display_name: string
    avatar_url: string | null
    created_at_ms: number
    expires_at_ms: number
    ended_at_ms: number | null
  }
  refresh_tokens: {
    /** SHA-256 of the token, hex. */
    hash: string
    sign_in_id: string
    used_at_ms: number | null
  }
  heartbeats: { node: string; at_ms: number }
}
