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
    /** The server and channel it is in; null where nobody knows, or once what it kept has been decided about. */
    place: string | null
  }
  room_events: { room_id: string; seq: number; event: string }
  comments: {
    id: string
    guild_id: string
    entry_id: string
    /** From the beginning of the video. */
    position_ms: number
    user_id: string
    /** What they were called, and looked like, when they said it. */
    display_name: string
    avatar_url: string | null
    text: string
    created_at_ms: number
    /** That pinned it. */
    command_id: string
    /** The room and the number of the event that says what was written. */
    room_id: string
    room_seq: number
    /** Null while it is shown. */
    removed_at_ms: number | null
    removed_by: string | null
  }
  sign_ins: {
    id: string
    surface: string
    user_id: string
    guild_id: string | null
    /** Null on every surface but `activity` and `guest`. */
    instance_id: string | null
    /** Where that Activity runs, for whoever has come with it through Discord. */
    channel_id: string | null
    /** Null where somebody has signed in themselves. */
    service_id: string | null
    /** With spaces between. */
    scopes: string
    kaltura_role: string | null
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
  idempotency_keys: {
    /** SHA-256 of operation, caller and key, hex. */
    key_hash: string
    /** The attempt that acts or has acted. */
    owner: string
    /** SHA-256 of what was asked, hex. */
    fingerprint: string
    acting_until_ms: number
    /** Sealed; null while somebody acts. */
    answer: string | null
    expires_at_ms: number
  }
  services: {
    id: string
    name: string
    /** SHA-256 of the whole credential, hex. */
    secret_hash: string
    /** With spaces between. */
    scopes: string
    kaltura_role: string
    created_at_ms: number
    revoked_at_ms: number | null
    last_used_at_ms: number | null
  }
  personal_settings: {
    user_id: string
    /** As JSON. */
    settings: string
    /** By the clock of the device, epoch ms. */
    changed_at_ms: number
    /** By ours. */
    saved_at_ms: number
  }
  kaltura_users: {
    /** Discord's. */
    user_id: string
    /** SHA-256 of the profile, hex. */
    sent_hash: string
    sent_at_ms: number
  }
  claimed_interactions: {
    /** Discord's. */
    id: string
    claimed_at_ms: number
  }
  launch_wishes: {
    /** Discord's, of the command or button. */
    interaction_id: string
    user_id: string
    guild_id: string
    entry_id: string
    /** On at once (`now`), or into the queue (`next`, `last`). */
    place: string
    /** Null while it holds for whatever Activity comes next. */
    instance_id: string | null
    wished_at_ms: number
  }
  heartbeats: { node: string; at_ms: number }
  guild_configs: {
    guild_id: string
    /** Grows by one with every change. */
    version: number
    /** What differs from the defaults, as JSON. */
    overrides: string
    updated_at_ms: number
  }
  guild_config_changes: {
    guild_id: string
    /** The version that this change made. */
    version: number
    at_ms: number
    way: string
    user_id: string | null
    service_id: string | null
    /** Keys with what was in force before and after, as JSON. */
    changed_keys: string
  }
  guild_config_imports: {
    guild_id: string
    /** SHA-256 of the file, hex. */
    content_hash: string
    at_ms: number
  }
  discord_events: {
    /** SHA-256 of the body as it came, hex. */
    id: string
    type: string
    /** Only of deauthorisations: later news of what was before must not bring anything back. */
    user_id: string | null
    /** By Discord's clock. */
    occurred_at_ms: number
    /** What we need of it, as JSON; null once it is done. */
    body: string | null
    received_at_ms: number
    attempts: number
    /** Null when it is done or parked. */
    next_attempt_at_ms: number | null
    done_at_ms: number | null
    last_error: string | null
  }
  installations: {
    guild_id: string
    guild_name: string
    /** Null once they have deauthorised the application. */
    installed_by: string | null
    /** With spaces between. */
    scopes: string
    /** By Discord's clock. */
    at_ms: number
  }
  guild_checks: {
    guild_id: string
    /** When Discord is next asked whether the bot is still there. */
    next_check_at_ms: number
    /** Since when it is known not to be. */
    removed_at_ms: number | null
  }
  meetings: {
    id: string
    guild_id: string
    /** As in the state. */
    status: string
    version: number
    /** The whole meeting as JSON. */
    state: string
    /** Ids at Kaltura, for whoever hears of them from there. */
    room_id: string | null
    schedule_event_id: string | null
    owner_id: string
    created_at_ms: number
    ended_at_ms: number | null
  }
  meeting_joins: {
    meeting_id: string
    user_id: string
    name: string
    first_at_ms: number
  }
  join_links: {
    /** SHA-256 of what stands in the link, hex. */
    token_hash: string
    meeting_id: string
    guild_id: string
    user_id: string
    name: string
    /** Of the link; once that is used, of the session. */
    expires_at_ms: number
    used_at_ms: number | null
    /** SHA-256 of what the browser got that opened it, hex. */
    session_hash: string | null
    /** What they were in the server when they opened it. */
    role: string | null
  }
  room_links: {
    id: string
    /** SHA-256 of what stands in the link, hex. */
    token_hash: string
    /** The Activity it was made in. */
    instance_id: string
    guild_id: string | null
    /** With the server it is the place that the link leads to; null where Discord didn't say. */
    channel_id: string | null
    maker_id: string
    maker_name: string
    max_uses: number
    uses: number
    created_at_ms: number
    expires_at_ms: number
    revoked_at_ms: number | null
  }
  room_guests: {
    sign_in_id: string
    link_id: string
    instance_id: string
    guild_id: string | null
    user_id: string
    created_at_ms: number
    expires_at_ms: number
    /** Why their visit ended before its time; null as long as it hasn't. */
    ended_because: string | null
  }
  meeting_drafts: {
    id: string
    guild_id: string
    user_id: string
    /** What was asked for, as JSON, until its time is confirmed. */
    draft: string
    expires_at_ms: number
  }
  member_time_zones: {
    user_id: string
    /** IANA: `Europe/Berlin`. */
    time_zone: string
    at_ms: number
  }
  outbox: {
    id: string
    kind: string
    lane: string
    guild_id: string | null
    /** As JSON; null once it is done. */
    payload: string | null
    created_at_ms: number
    attempts: number
    /** Null when it is done or parked. While somebody is at it: when another one may take over. */
    next_attempt_at_ms: number | null
    done_at_ms: number | null
    last_error: string | null
  }
  /** Lanes in which somebody is at work. */
  outbox_lanes: {
    lane: string
    /** Somebody else may take over then; later than that of whoever had it before. */
    until_ms: number
  }
  notification_messages: {
    /** What it is about: `meeting:k7f29x3qab:announcement`. */
    key: string
    guild_id: string
    channel_id: string
    /** Null before it has been sent for certain. */
    message_id: string | null
    /** `sending`, `sent`, or `gone` when somebody has deleted it. */
    state: string
    /** SHA-256 of what it says, hex. */
    content_hash: string
    at_ms: number
  }
  meeting_events: {
    meeting_id: string
    guild_id: string
    /** Discord's, of the scheduled event; null before it has been made for certain. */
    event_id: string | null
    /** `making`, `made`, or `gone` when somebody has deleted it. */
    state: string
    /** SHA-256 of what it says, hex. */
    content_hash: string
    at_ms: number
  }
}
